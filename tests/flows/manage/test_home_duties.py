"""A home's own clocks, below their reminders: done, later, give to, why it is late; and the monthly list."""

from datetime import UTC, datetime

from sqlmodel import col, select

from flows.casework.undelivered import note_undelivered
from storage.outbox import ToSend
from storage.tables import Notice
from tests.flows.manage.test_home_clocks import asked, home_pings
from tests.talk import Heard, Speaker, Talk

DUE = datetime(2026, 11, 27, 9, 1, tzinfo=UTC)
"""A minute after the reminder on the working day before Monday 30 November."""
LATE = datetime(2026, 12, 1, 10, tzinfo=UTC)


def _days(who: Speaker) -> list[str]:
    return [f"{m.at:%d %b %H:%M}" for m in home_pings(who)]


def _ping(who: Speaker) -> Heard:
    return home_pings(who)[-1]


def _of_cqc(who: Speaker) -> list[Heard]:
    return [ping for ping in home_pings(who) if "CQC" in ping.text]


def test_each_reminder_has_done_later_give_to_and_why_it_is_late(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    assert _ping(house.manager).labels == [
        "Make the summary", "It is sent", "Give to…",
        "Remind me tomorrow", "Another time…", "Why these dates?",
    ]  # fmt: skip
    house.to(LATE)
    assert "Why it is late" in _ping(house.manager).labels


def test_whoever_was_given_it_is_reminded_and_the_others_only_when_it_is_late(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps("Give to…", on=_ping(house.manager))
    house.manager.taps("Dee Puty")
    assert house.manager.last.text == (
        "Rose House: send CQC the summary it asked for\nDee Puty has it now, and knows."
    )
    given = house.deputy.last
    assert given.text.startswith("You were given:")
    assert "It is sent" in given.labels
    before = len(home_pings(house.manager))
    house.to(datetime(2026, 12, 11, 10, tzinfo=UTC))
    # By hand: up on Monday the 30th at midnight, said on Tuesday at 7; late from Wednesday on.
    assert _days(house.deputy)[1:4] == ["30 Nov 09:00", "01 Dec 07:00", "02 Dec 09:00"]
    assert [f"{m.at:%d %b}" for m in home_pings(house.manager)[before:]] == ["02 Dec"]
    assert [f"{m.at:%d %b}" for m in home_pings(house.quality)] == ["03 Dec"]


def test_who_takes_it_themselves_is_the_only_one_reminded(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.deputy.taps("Give to…", on=_ping(house.deputy))
    house.deputy.taps("Dee Puty")
    assert "It is yours now" in house.deputy.last.text
    house.to(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert _days(house.deputy)[-1] == "30 Nov 09:00"
    assert _days(house.manager)[-1] == "27 Nov 09:00"


def test_who_left_has_it_no_more(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps("Give to…", on=_ping(house.manager))
    house.manager.taps("Dee Puty")
    house.leaves(house.deputy)
    house.to(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert _days(house.manager)[-1] == "30 Nov 09:00"


def test_who_put_it_off_hears_then_and_the_others_as_ever(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps("Another time…", on=_ping(house.manager))
    choice = house.manager.last.labels[-2]
    house.manager.taps(choice)
    assert "I remind you again on" in house.manager.last.text
    told = len(home_pings(house.manager))
    house.to(datetime(2026, 12, 9, 12, tzinfo=UTC))
    mine = home_pings(house.manager)[told:]
    assert mine, "what was put off is never forgotten"
    assert f"{mine[0].at:%a}" in choice
    assert "01 Dec 07:00" in _days(house.deputy)
    assert len(set(_days(house.manager))) == len(_days(house.manager))


def test_what_the_policy_never_says_again_is_said_to_who_put_it_off(house: Talk) -> None:
    """After its last reminder a clock has nothing planned; who puts it off then hears of it all the same."""
    asked(house)
    house.to(datetime(2027, 3, 1, 12, tzinfo=UTC))
    with house.desk() as desk:
        clock = desk.home_clocks.get(clock_id=1)
        assert clock is not None
        assert clock.ping_at is None
    house.manager.taps_data("d:home_tomorrow:1")
    before = len(home_pings(house.manager))
    house.to(datetime(2027, 3, 2, 12, tzinfo=UTC))
    assert _days(house.manager)[before:] == ["02 Mar 09:00"]


def test_once_it_is_done_nobody_hears_of_it_whoever_put_it_off(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps("Remind me tomorrow", on=_ping(house.manager))
    house.deputy.taps("It is sent", on=_ping(house.deputy))
    everybody = (house.manager, house.deputy, house.quality, house.owner)
    told = [len(_of_cqc(who)) for who in everybody]
    house.to(datetime(2026, 12, 20, 12, tzinfo=UTC))
    assert [len(_of_cqc(who)) for who in everybody] == told


def test_why_it_is_late_stands_in_the_monthly_list_and_stops_no_reminder(house: Talk) -> None:
    asked(house)
    house.to(LATE)
    house.manager.taps("Why it is late", on=_ping(house.manager))
    house.manager.says("The letter lay in the old office.")
    assert "Noted. I still remind you" in house.manager.last.text
    house.to(datetime(2026, 12, 4, 12, tzinfo=UTC))
    assert _days(house.manager)[-1] > "01 Dec 07:00"
    house.manager.taps("It is sent", on=_ping(house.manager))
    house.to(datetime(2027, 1, 4, 12, tzinfo=UTC))
    # Missed on 30 November: it is in the list of that month.
    november = next(m for m in house.manager.heard if m.about == "breaches")
    assert "November 2026" in november.text
    assert "one clock was missed" in november.text
    house.manager.taps("See which, and why", on=november)
    assert "Rose House, send CQC the summary it asked for: was due Mon 30 Nov, 23:59, done" in (
        house.manager.last.text
    )
    assert "The letter lay in the old office." in house.manager.last.text
    assert all("November" not in m.text for m in house.elm_manager.heard if m.about == "breaches")
    house.elm_manager.taps_data("d:breaches:202611")
    assert "Nothing was missed" in house.elm_manager.last.text


def test_why_it_is_late_is_asked_only_once_it_is(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps_data("d:home_why_late:1")
    assert "It is not late" in house.manager.last.text


def test_what_was_put_off_by_who_is_away_then_is_heard_by_the_deputy(house: Talk) -> None:
    asked(house)
    house.to(DUE)
    house.manager.taps("Remind me tomorrow", on=_ping(house.manager))
    house.manager.says("/away")
    for said in ("today", "20 December"):
        house.manager.says(said)
    house.manager.taps("Quinn Ality")
    house.manager.taps("Yes, that is right")
    house.to(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert _days(house.quality) == ["30 Nov 09:00"]


def test_many_homes_come_in_one_message_and_each_is_two_taps_away(house: Talk) -> None:
    for number in range(14):
        house.home(f"House {number:02d}", f"H{number}")
        house.person(f"boss{number}", "manager", home=f"House {number:02d}")
    house.to(datetime(2026, 11, 23, 11, tzinfo=UTC))
    quality_id = house.quality.person.id
    with house.desk() as desk:
        service = {clock.service_id: clock.id for clock in desk.home_clocks.running(service_ids=range(30))}
        for clock_id in service.values():
            clock = desk.home_clocks.get(clock_id=clock_id or 0)
            assert clock is not None
            clock.handler_id = quality_id
            desk.home_clocks.save(clock)
    house.to(datetime(2026, 12, 16, 10, tzinfo=UTC))
    (ping,) = home_pings(house.quality)
    assert f"{len(service)} duties of your homes wait" in ping.text
    assert "And 4 more." in ping.text
    assert len(ping.labels) == len(service) == 16
    for label in ping.labels:
        house.quality.taps(label, on=ping)
        assert {"We held it", "Give to…", "Remind me tomorrow", "Another time…"} <= set(
            house.quality.last.labels
        )
    house.quality.says("/today")
    assert "And 13 more." in house.quality.last.text
    house.quality.taps("All duties of the homes")
    assert any("House 00" in label for label in house.quality.last.labels)


def test_the_daily_list_counts_a_duty_that_is_late(house: Talk) -> None:
    asked(house)
    house.manager.says("/digest")
    house.manager.taps("08:00")
    house.manager.taps("No, only")
    house.to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    lists = [m.text for m in house.manager.heard if m.about == "digest"]
    assert "0 new, 1 due today, 0 late" in lists[-2]
    assert "0 new, 0 due today, 1 late" in lists[-1]


def test_nobody_of_another_home_gives_puts_off_or_explains(house: Talk) -> None:
    asked(house)
    house.to(LATE)
    for action in ("home_due", "home_give", "home_later", "home_tomorrow", "home_why_late"):
        for who in (house.elm_manager, house.carer):
            who.taps_data(f"d:{action}:1")
            assert not who.heard or "CQC" not in who.last.text
    with house.desk() as desk:
        assert desk.home_clocks.waiting(clock_id=1) == {}
        assert [
            e
            for act in ("give", "why_late", "put_off")
            for e in desk.home_clocks.entries(clock_id=1, act=act)
        ] == []


def test_a_reminder_that_did_not_arrive_goes_to_the_next_person_unless_somebody_heard_it_too(
    house: Talk,
) -> None:
    asked(house)
    house.manager.taps_data("d:home_give:1")
    house.manager.taps("Dee Puty")
    house.to(DUE)
    assert _of_cqc(house.manager) == []
    _is_lost(house, house.deputy)
    # Whoever had it is not there: it is the other manager's.
    assert len(_of_cqc(house.manager)) == 1
    before = len(_of_cqc(house.quality))
    _is_lost(house, house.manager)
    assert len(_of_cqc(house.quality)) == before + 1
    assert _of_cqc(house.elm_manager) == []


def _is_lost(talk: Talk, who: Speaker) -> None:
    person_id = who.person.id
    with talk.desk() as desk:
        notice = desk.session.exec(
            select(Notice)
            .where(Notice.person_id == person_id, Notice.about == "home_clock")
            .order_by(col(Notice.id).desc())
        ).first()
        assert notice is not None
        note_undelivered(
            desk, talk.policy, ToSend.of(notice), now=talk.now, failure="Forbidden", blocked=True
        )
    talk._deliver()


def test_what_came_late_while_the_bot_was_away_counts_the_homes_own_duties(house: Talk) -> None:
    asked(house)
    house.to(datetime(2026, 11, 30, 12, tzinfo=UTC))
    house.sleeps(days=1)
    (away,) = [m.text for m in house.manager.heard if m.about == "away"]
    assert "One clock became late in that time" in away
