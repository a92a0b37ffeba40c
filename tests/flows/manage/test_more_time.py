"""More time for any clock that the policy lets have some."""

from datetime import UTC, datetime

import pytest

from tests.flows.manage.conftest import complaint, near_miss, two_late_reviews
from tests.talk import Heard, Talk


def late_review(house: Talk) -> Heard:
    near_miss(house)
    house.manager.taps("I'll take it")
    house.to(datetime(2026, 12, 1, 7, 1, tzinfo=UTC))
    return next(m for m in reversed(house.manager.heard) if "Late: review" in m.text)


def test_a_reminder_offers_it_and_both_dates_and_the_reason_stay(house: Talk) -> None:
    house.manager.taps("More time", on=late_review(house))
    assert "review: due Mon 30 Nov, 23:59" in house.manager.last.text
    house.manager.says("10 December")
    house.manager.says("The night carer is on leave.")
    assert "now due Thu 10 Dec, 23:59. It was Mon 30 Nov, 23:59" in house.manager.last.text
    with house.desk() as desk:
        clock = next(c for c in desk.clocks.of(case_id=1) if c.name == "review")
        entry = desk.timeline.of(case_id=1)[-1]
    assert (clock.due_at, clock.first_due_at, clock.breached_at) == (
        datetime(2026, 12, 10, 23, 59, tzinfo=UTC),
        datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
        datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
    )
    assert entry.act == "extend"
    assert entry.detail["words"] == "The night carer is on leave."


def test_the_reminders_begin_again_towards_the_new_day(house: Talk) -> None:
    house.manager.taps("More time", on=late_review(house))
    house.manager.says("10 December")
    house.manager.says("The night carer is on leave.")
    before = len(house.manager.heard)
    house.to(datetime(2026, 12, 11, 7, 1, tzinfo=UTC))
    told = [m for m in house.manager.heard[before:] if "review" in m.text and m.about == "reminder"]
    assert "Due soon: review" in told[0].text
    assert told[-1].text.count("Late: review, was due Thu 10 Dec") == 1


def test_an_earlier_day_changes_nothing(house: Talk) -> None:
    house.manager.taps("More time", on=late_review(house))
    house.manager.says("10 December")
    house.manager.says("The night carer is on leave.")
    house.manager.taps_data("d:extend:1:review")
    house.manager.says("5 December")
    house.manager.says("She came back early.")
    assert "Nothing has changed" in house.manager.last.text
    with house.desk() as desk:
        clock = next(c for c in desk.clocks.of(case_id=1) if c.name == "review")
    assert clock.due_at == datetime(2026, 12, 10, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["seen", "acknowledge", "statutory_ceiling", "ombudsman", "nonsense"])
def test_what_the_policy_does_not_name_gets_no_more_time(house: Talk, clock: str) -> None:
    complaint(house)
    house.manager.taps_data(f"d:extend:1:{clock}")
    assert "cannot be given more time" in house.manager.last.text


def test_a_promised_day_is_moved_by_telling_them(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:take:1")
    house.to(datetime(2026, 12, 14, 9, 1, tzinfo=UTC))
    ping = next(m for m in reversed(house.manager.heard) if "Due soon: answer" in m.text)
    assert ping.data("More time") == "d:more_time:1"


def test_behind_the_reference_of_a_message_with_many_it_is_offered_too(house: Talk) -> None:
    house.manager.taps("RH-26-0002", on=two_late_reviews(house))
    house.manager.taps("More time")
    assert "review: due" in house.manager.last.text
