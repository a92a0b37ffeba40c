"""Below a reminder: done, another time, give to, why late; and why a clock runs at all."""

from datetime import UTC, datetime

from tests.flows.conftest import PATEL
from tests.flows.manage.conftest import complaint, near_miss
from tests.talk import Talk


def late_complaint(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))


def test_a_reminder_offers_what_can_be_done_about_it(house: Talk) -> None:
    late_complaint(house)
    assert house.manager.last.labels == [
        "Open",
        "Done",
        "Give to…",
        "Remind me tomorrow",
        "Another time…",
        "Why it is late",
    ]


def test_what_was_done_outside_the_bot_stops_the_clock(house: Talk) -> None:
    late_complaint(house)
    house.manager.taps("Done")
    house.manager.says("I rang her on Wednesday and sent a card")
    assert "It is done, so I stop asking" in house.manager.last.text
    with house.desk() as desk:
        met = {clock.name for clock in desk.clocks.of(case_id=1) if clock.met_at}
        last = desk.timeline.of(case_id=1)[-1]
    assert "acknowledge" in met
    assert (last.act, last.detail["outside"]) == ("acknowledge", True)
    before = len(house.manager.heard)
    house.moves(days=5)
    assert not any("say it has arrived" in m.text for m in house.manager.heard[before:])


def test_done_a_second_time_says_so(house: Talk) -> None:
    late_complaint(house)
    ping = house.manager.last
    house.manager.taps("Done")
    house.manager.says("I rang her")
    house.manager.taps("Done", on=ping)
    assert "done already" in house.manager.last.text


def test_the_reason_for_being_late_is_kept_and_the_reminders_go_on(house: Talk) -> None:
    late_complaint(house)
    house.manager.taps("Why it is late")
    house.manager.says("I was off sick")
    with house.desk() as desk:
        last = desk.timeline.of(case_id=1)[-1]
        assert (last.act, last.detail) == ("why_late", {"clock": "acknowledge", "words": "I was off sick"})
    before = len(house.manager.heard)
    house.moves(days=7)
    assert any("Late: say it has arrived" in m.text for m in house.manager.heard[before:])


def test_another_time_is_chosen_from_the_policy_and_kept(house: Talk) -> None:
    late_complaint(house)
    house.manager.taps("Another time")
    assert house.manager.last.labels[:4] == [
        "Fri 27 Nov, 13:00",
        "Fri 27 Nov, 16:00",
        "Mon 30 Nov, 09:00",
        "Wed 2 Dec, 09:00",
    ]
    house.manager.taps("Fri 27 Nov, 16:00")
    before = len(house.manager.heard)
    house.to(datetime(2026, 11, 27, 15, 59, tzinfo=UTC))
    assert len(house.manager.heard) == before
    house.to(datetime(2026, 11, 27, 16, 1, tzinfo=UTC))
    assert "say it has arrived" in house.manager.last.text


def test_who_does_not_have_the_case_is_reminded_at_the_time_they_chose(house: Talk) -> None:
    near_miss(house)
    house.deputy.taps_data("d:later:1")
    house.deputy.taps("Mon 23 Nov, 14:00")
    house.deputy.heard.clear()
    house.to(datetime(2026, 11, 23, 14, 1, tzinfo=UTC))
    assert [f"{m.at:%H:%M}" for m in house.deputy.heard] == ["14:00"]


def test_the_manager_can_ask_where_a_date_comes_from(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:more:1")
    house.manager.taps("Why these dates?")
    told = house.manager.last.text
    assert "It is good custom. No law sets it." in told
    assert "The time is your own policy, not law." in told
    assert "SI 2009/309" in told


def test_two_reminders_within_the_cool_down_become_one(house: Talk) -> None:
    near_miss(house)
    for minute, bathroom in ((10, 4), (20, 5)):
        house.clock.at = datetime(2026, 11, 23, 10, minute, tzinfo=UTC)
        near_miss(house, PATEL.replace("bathroom 2", f"bathroom {bathroom}"))
    house.manager.heard.clear()
    # Their first looks are due on Thursday at 10:00, 10:10 and 10:20.
    house.to(datetime(2026, 11, 26, 11, tzinfo=UTC))
    late = [m for m in house.manager.heard if m.at.hour == 10]
    assert [f"{m.at:%H:%M}" for m in late] == ["10:00", "10:30"]
    assert "2 clocks are late." in late[1].text
