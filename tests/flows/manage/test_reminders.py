"""Clocks: reminders before, at and after, climbing, quiet hours, and silence after the act."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.duties.sweep import sweep
from tests.flows.conftest import PATEL
from tests.flows.manage.conftest import complaint, near_miss, without_approval
from tests.talk import Heard, Talk


def _told(heard: list[Heard], words: str) -> list[str]:
    return [f"{message.at:%a %H:%M}" for message in heard if words in message.text]


def test_reminders_come_before_at_and_after(house: Talk) -> None:
    near_miss(house)
    house.to(datetime(2026, 11, 28, 12, tzinfo=UTC))
    assert _told(house.manager.heard, "Due soon: first look") == ["Thu 07:00"]
    assert _told(house.manager.heard, "Late: first look") == ["Thu 10:00", "Fri 09:00"]


def test_what_nobody_does_climbs_to_quality_and_then_to_the_owner(house: Talk) -> None:
    near_miss(house)
    house.to(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert _told(house.quality.heard, "Nobody has taken it. Late: first look") == ["Fri 09:00"]
    assert _told(house.owner.heard, "Nobody has taken it. Late: first look") == ["Mon 09:00"]
    assert len([m for m in house.owner.heard if m.about != "breaches"]) == 1


def test_what_somebody_has_climbs_to_the_other_managers_then_quality_then_the_owner(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    for who in (house.deputy, house.quality, house.owner):
        who.heard.clear()
    house.to(datetime(2026, 12, 8, 12, tzinfo=UTC))
    # Due on Thursday 26 November at 17:00: the manager then, the deputy a working day later, once.
    line = "It is with somebody, but not done. Late: say it has arrived"
    assert _told(house.deputy.heard, line) == ["Fri 09:00"]
    assert _told(house.quality.heard, line) == ["Mon 09:00"]
    assert _told(house.owner.heard, line) == ["Thu 09:00"]


def test_what_was_taken_but_not_done_climbs_with_those_words(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    house.to(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert any(
        "It is with somebody, but not done. Late: say it has arrived" in t for t in house.quality.texts
    )


ACTS = [
    ("near_miss", "seen", ["I'll take it"]),
    ("near_miss", "seen", ["Open", "Note", "said: spoke to all"]),
    ("near_miss", "seen", ["Open", "Tell them it arrived"]),
    ("near_miss", "seen", ["Open", "Ask the reporter", "said: when was it?"]),
    ("near_miss", "seen", ["Open", "Grade the risk", "Moderate", "Possible", "No harm"]),
    ("near_miss", "seen", ["Open", "Give to", "Dee Puty"]),
    ("near_miss", "review", ["Open", "Write the review", "said: the mop was out"]),
    ("complaint", "acknowledge", ["Open", "Tell them it arrived"]),
    ("complaint", "acknowledge", ["Open", "Answer", "said: sorry", "Yes, send it"]),
    ("complaint", "answer", ["Open", "Answer", "said: sorry", "Yes, send it"]),
    (
        "near_miss",
        "outcome_told",
        ["Open", "Close", "said: done", "said: no", "said: small", "Yes, close it"],
    ),
]


def _does(talk: Talk, acts: list[str]) -> None:
    for act in acts:
        if act.startswith("said: "):
            talk.manager.says(act.removeprefix("said: "))
        else:
            talk.manager.taps(act)


@pytest.mark.parametrize(("kind", "clock", "acts"), ACTS)
def test_the_right_act_meets_the_clock_and_it_is_silent_from_then_on(
    house: Talk, kind: str, clock: str, acts: list[str]
) -> None:
    without_approval(house)
    near_miss(house) if kind == "near_miss" else complaint(house)
    words = {
        "seen": "first look",
        "review": "review",
        "acknowledge": "say it has arrived",
        "answer": "answer",
        "outcome_told": "tell the outcome",
    }[clock]
    _does(house, acts)
    with house.desk() as desk:
        assert clock in {each.name for each in desk.clocks.of(case_id=1) if each.met_at == house.now}
    counted = {who: len(getattr(house, who).heard) for who in ("manager", "deputy", "quality", "owner")}
    house.moves(days=30)
    for who, before in counted.items():
        later = getattr(house, who).heard[before:]
        assert not [m.text for m in later if f"soon: {words}" in m.text or f"Late: {words}" in m.text]


@pytest.mark.parametrize("acts", [["Open"], ["Remind me tomorrow"], ["Open", "Change category", "Medicines"]])
def test_looking_putting_off_and_relabelling_meet_no_clock(house: Talk, acts: list[str]) -> None:
    near_miss(house)
    _does(house, acts)
    with house.desk() as desk:
        assert all(clock.met_at is None for clock in desk.clocks.of(case_id=1))


def test_what_is_late_for_one_person_comes_in_one_message(house: Talk) -> None:
    for number in range(20):
        near_miss(
            house, f"Mrs patel nearly slipt on wet floor by bathroom {number + 2} this mornin i cought her"
        )
    house.manager.heard.clear()
    house.to(datetime(2026, 11, 26, 10, 0, tzinfo=UTC))
    late = [message for message in house.manager.heard if "late" in message.text.casefold()]
    assert len(late) == 1
    assert "20 clocks are late." in late[0].text
    assert "And 8 more cases, by their buttons." in late[0].text
    assert "Today" in late[0].labels
    assert len(late[0].labels) == 21


def test_nothing_is_said_in_quiet_hours_or_at_the_weekend(house: Talk) -> None:
    house.clock.at = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    for _ in range(3):
        near_miss(house)
    complaint(house)
    house.moves(days=45)
    for who in (house.manager, house.deputy, house.quality, house.owner):
        for message in who.heard:
            if message.about in ("reminder", "reminders"):
                assert 7 <= message.at.hour < 21
                assert message.at.weekday() < 5


def test_a_red_flag_knows_no_quiet_hours_and_climbs_by_the_minute(house: Talk) -> None:
    house.clock.at = datetime(2026, 11, 28, 23, 0, tzinfo=UTC)
    house.carer.says("Mr Lee is choking on his toast and not breathing")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.moves(hours=1, minutes=1)
    assert [f"{m.at:%H:%M}" for m in house.manager.heard][:2] == ["23:00", "23:15"]
    # Nobody taps, so it goes up faster than the minutes at which it climbs in any case.
    assert [f"{m.at:%H:%M}" for m in house.quality.heard][:2] == ["23:15", "23:30"]
    assert f"{house.owner.heard[0].at:%H:%M}" == "23:30"
    assert house.quality.heard[0].labels == ["Open", "I'll take it"]


def test_a_red_flag_that_was_seen_but_not_taken_climbs_at_30_and_60_minutes(house: Talk) -> None:
    house.clock.at = datetime(2026, 11, 28, 23, 0, tzinfo=UTC)
    house.carer.says("Mr Lee is choking on his toast and not breathing")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    for _ in range(6):
        house.manager.taps("Open")
        house.deputy.taps("Open")
        house.moves(minutes=10)
        house.quality.says("/today")
    assert f"{next(m for m in house.quality.heard if m.about == 'reminder').at:%H:%M}" == "23:30"
    house.moves(minutes=1)
    assert [f"{m.at:%H:%M}" for m in house.owner.heard] == ["00:00"]


def test_a_red_flag_that_was_taken_is_silent(house: Talk) -> None:
    house.carer.says("Mr Lee is choking on his toast and not breathing")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.deputy.taps("I'll take it")
    told = len(house.manager.heard)
    house.moves(hours=5)
    assert len(house.manager.heard) == told
    assert [m for m in house.quality.heard if m.about != "breaches"] == []


def test_days_of_downtime_give_one_notice_a_clock_and_a_word_about_the_absence(house: Talk) -> None:
    near_miss(house)
    complaint(house)
    house.manager.heard.clear()
    house.sleeps(days=9)
    away = [message for message in house.manager.heard if "I was away" in message.text]
    late = [message for message in house.manager.heard if message.about in ("reminder", "reminders")]
    assert len(away) == 1
    assert "Mon 23 Nov, 10:00" in away[0].text
    assert len(late) == 1
    assert late[0].text.count("first look") == 1
    assert late[0].text.count("say it has arrived") == 1
    assert [m for m in house.quality.heard if m.about != "breaches"] == []
    house.sweeps()
    assert len([m for m in house.manager.heard if m.about in ("reminder", "reminders")]) == 1


def test_after_downtime_what_is_still_undone_climbs_the_next_morning(house: Talk) -> None:
    near_miss(house)
    house.sleeps(days=9)
    assert [m for m in house.quality.heard if m.about != "breaches"] == []
    house.moves(days=1)
    assert any("first look" in text for text in house.quality.texts)


def test_a_second_sweep_at_the_same_moment_says_nothing_twice(house: Talk) -> None:
    near_miss(house)
    house.moves(days=3)
    with house.desk() as desk:
        before = desk.notices.waiting_count()
        sweep(desk, house.policy, house.now)
        sweep(desk, house.policy, house.now)
        assert desk.notices.waiting_count() == before


def test_many_more_clocks_than_one_batch_are_all_told_after_downtime(house: Talk) -> None:
    with house.desk() as desk:
        for number in range(1, 301):
            case = desk.cases.file(
                service_id=1,
                reference=f"RH-26-{number:04d}",
                kind="incident",
                category="falls",
                harm="none",
                reporter_role="staff",
                words="x",
                reported_at=house.now,
            )
            due = house.now + timedelta(hours=1)
            for name in ("seen", "review"):
                desk.clocks.start(case=case, name=name, started_at=house.now, due_at=due, ping_at=due)
    house.sleeps(days=4)
    late = [message for message in house.manager.heard if message.about == "reminders"]
    assert len(late) == 1
    assert "600 clocks are late." in late[0].text
    # What came in the second batch was away as well: nothing of it climbs before the handler could act.
    assert [m for m in house.quality.heard if m.about in ("reminder", "reminders")] == []
    (away,) = [m for m in house.manager.heard if m.about == "away"]
    assert "600" in away.text


def test_today_puts_red_flags_first_then_what_is_due_first(house: Talk) -> None:
    complaint(house)
    near_miss(house)
    house.carer.says("Mr Lee is choking on his toast and not breathing")
    house.carer.taps("Something new")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    told = house.manager.says("/today")[0]
    assert told.labels == ["RH-26-0003", "RH-26-0002", "RH-26-0001"]
    assert "Nothing is late" in told.text
    assert "3 cases are yours or nobody's" in told.text


def test_today_leaves_out_what_a_colleague_has(house: Talk) -> None:
    near_miss(house)
    complaint(house)
    house.deputy.taps("I'll take it")
    told = house.manager.says("/today")[0]
    assert "RH-26-0002" not in told.text
    assert "One case is yours or nobody's" in told.text
    assert "RH-26-0002" in house.manager.says("/cases")[0].text


def test_forty_open_cases_are_paged(house: Talk) -> None:
    for number in range(40):
        near_miss(
            house, f"Mrs patel nearly slipt on wet floor by bathroom {number + 2} this mornin i cought her"
        )
    seen: list[str] = []
    house.manager.says("/cases")
    for _ in range(5):
        seen += [label for label in house.manager.last.labels if label.startswith("RH-")]
        if any("Next" in label for label in house.manager.last.labels):
            house.manager.taps("Next")
    assert len(seen) == len(set(seen)) == 40
    assert "All clear" not in house.manager.says("/today")[0].text
    assert house.manager.says("/overdue")[0].text == "Nothing is late."


def test_one_clock_is_told_once_to_who_stands_in_for_an_empty_rung(house: Talk) -> None:
    house.leaves(house.manager)
    house.leaves(house.deputy)
    near_miss(house)
    near_miss(house, PATEL.replace("bathroom 2", "bathroom 3"))
    house.quality.heard.clear()
    house.to(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    assert house.quality.last.text.count("RH-26-0001") == 1
    assert house.quality.last.text.startswith("2 clocks are late.")


def test_two_clocks_of_one_case_stand_below_one_line(house: Talk) -> None:
    near_miss(house)
    house.sleeps(days=9)
    both = next(message for message in house.manager.heard if message.about == "reminders")
    assert both.text.count("RH-26-0001") == 1
    assert both.labels == ["RH-26-0001", "Today"]
