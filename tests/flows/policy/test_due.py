"""When each clock is up: by hand, on clock changes and month ends, and against a day-by-day count."""

from calendar import monthrange
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.policy.clocks import ClockRule
from flows.policy.loading import load_policy
from flows.policy.timescales import (
    Length,
    due_after_standing,
    due_at,
    extend,
    put_off,
)
from tests.flows.policy.by_hand import london, walk, works

ENGLAND = load_policy()
MINUTES = st.integers(0, 60 * 24 * 60)
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2028, 5, 1), timezones=st.just(UTC))


def rule_of(name: str, kind: str = "complaint", flags: tuple[str, ...] = ()) -> ClockRule:
    rule = ENGLAND.clock_rule(name, kind=kind, red_flags=flags)
    assert rule is not None
    return rule


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


BY_HAND = [
    # clock, kind, flags, started (UTC), due (UTC)
    ("acknowledge", "complaint", (), "2026-12-23T10:00", "2026-12-30T17:00"),
    ("acknowledge", "complaint", (), "2026-11-20T18:30", "2026-11-25T17:00"),
    ("acknowledge", "complaint", (), "2026-11-21T09:00", "2026-11-25T17:00"),
    ("acknowledge", "complaint", (), "2027-03-24T09:00", "2027-03-31T16:00"),
    ("answer", "complaint", (), "2026-12-01T09:00", "2026-12-31T17:00"),
    ("answer", "complaint", (), "2027-03-15T09:00", "2027-04-14T16:00"),
    ("look_into", "complaint", (), "2026-12-01T09:00", "2026-12-31T17:00"),
    ("seen", "incident", (), "2026-11-21T14:05", "2026-11-22T14:05"),
    ("seen", "near_miss", (), "2026-11-21T14:05", "2026-11-24T14:05"),
    ("seen", "concern", (), "2026-11-20T14:05", "2026-11-24T17:00"),
    ("seen", "speak_up", (), "2026-11-20T14:05", "2026-11-23T17:00"),
    ("seen", "suggestion", (), "2026-11-20T14:05", "2026-11-27T17:00"),
    ("seen", "unclear", (), "2026-11-20T14:05", "2026-11-24T17:00"),
    ("seen", "complaint", ("assault",), "2026-11-21T02:05", "2026-11-21T03:05"),
    ("review", "incident", (), "2026-11-20T22:00", "2026-11-23T22:00"),
    ("review", "near_miss", (), "2026-11-20T22:00", "2026-11-27T23:59"),
    ("outcome_told", "incident", (), "2026-12-21T09:00", "2027-01-07T17:00"),
    ("passed_on", "compliment", (), "2026-11-23T09:00", "2026-12-07T17:00"),
    ("look_again", "incident", (), "2026-12-21T09:00", "2026-12-30T17:00"),
    ("spoken_settled", "complaint", (), "2026-11-20T09:00", "2026-11-23T17:00"),
    ("reg16_summary", "complaint", (), "2026-11-02T09:00", "2026-11-30T23:59"),
    ("candour", "incident", (), "2026-11-23T09:00", "2026-12-07T17:00"),
    ("cqc_notice", "incident", (), "2026-11-21T09:00", "2026-11-22T09:00"),
    ("riddor_serious", "incident", (), "2026-11-21T09:00", "2026-12-01T23:59"),
    ("riddor_over_seven_days", "incident", (), "2026-11-21T09:00", "2026-12-06T23:59"),
    ("safeguarding", "incident", (), "2026-11-21T09:00", "2026-11-21T23:59"),
    ("serious_review", "incident", (), "2026-12-24T10:00", "2026-12-27T10:00"),
    ("lessons_urgent", "incident", (), "2026-12-23T10:00", "2027-01-04T17:00"),
    ("lessons_monthly", "incident", (), "2027-01-31T10:00", "2027-02-28T23:59"),
    ("complaint_too_old", "concern", (), "2026-11-02T09:00", "2027-11-02T23:59"),
    ("police", "incident", ("assault",), "2026-11-21T09:00", "2026-11-21T23:59"),
    ("coroner", "incident", ("death",), "2026-12-24T23:10", "2026-12-25T23:10"),
    ("ico_breach", "incident", (), "2026-11-20T09:00", "2026-11-23T09:00"),
    ("subject_access", "complaint", (), "2027-01-29T09:00", "2027-03-01T23:59"),
    ("subject_access", "complaint", (), "2028-01-31T09:00", "2028-02-29T23:59"),
    ("subject_access", "complaint", (), "2026-11-25T09:00", "2026-12-29T23:59"),
    ("data_complaint", "complaint", (), "2026-11-02T09:00", "2026-12-02T23:59"),
    ("data_complaint", "complaint", (), "2026-11-05T09:00", "2026-12-07T23:59"),
    ("review_window", "complaint", (), "2026-11-02T09:00", "2026-11-30T23:59"),
    ("review_answer", "complaint", (), "2026-12-01T09:00", "2026-12-31T17:00"),
    ("ombudsman", "complaint", (), "2028-02-29T09:00", "2029-02-28T23:59"),
    ("ombudsman_first_chance", "complaint", (), "2026-11-02T09:00", "2027-01-25T23:59"),
    ("complaint_too_old", "complaint", (), "2026-11-02T09:00", "2027-11-02T23:59"),
    ("statutory_ceiling", "complaint", (), "2026-11-30T09:00", "2027-05-30T22:59"),
    ("dbs_referral", "incident", (), "2026-11-20T09:00", "2026-11-27T17:00"),
]


@pytest.mark.parametrize(("clock", "kind", "flags", "started", "due"), BY_HAND)
def test_each_clock_is_up_when_counting_by_hand_says(
    clock: str, kind: str, flags: tuple[str, ...], started: str, due: str
) -> None:
    assert due_at(rule_of(clock, kind, flags), utc(started), ENGLAND) == utc(due)


def test_every_clock_of_the_policy_is_counted_by_hand() -> None:
    assert set(ENGLAND.clocks) == {clock for clock, *_ in BY_HAND}


def test_a_day_of_hours_is_exact_over_both_clock_changes() -> None:
    seen = rule_of("seen", "incident")
    for changing in ("2027-03-27T12:00", "2026-10-24T12:00"):
        assert due_at(seen, utc(changing), ENGLAND) - utc(changing) == timedelta(hours=24)


def test_a_working_day_ends_at_the_same_local_hour_on_both_sides_of_a_clock_change() -> None:
    acknowledge = rule_of("acknowledge")
    winter = due_at(acknowledge, utc("2026-10-22T09:00"), ENGLAND)
    assert winter == utc("2026-10-27T17:00")
    assert due_at(acknowledge, utc("2026-10-20T09:00"), ENGLAND) == utc("2026-10-23T16:00")


def test_the_day_of_receipt_is_the_local_one() -> None:
    # 23:30 UTC in July is the next day in England.
    assert due_at(rule_of("acknowledge"), utc("2027-07-05T23:30"), ENGLAND) == utc("2027-07-09T16:00")
    assert due_at(rule_of("acknowledge"), utc("2027-07-05T22:30"), ENGLAND) == utc("2027-07-08T16:00")


def test_the_same_day_that_is_already_over_leaves_the_next_one() -> None:
    assert due_at(rule_of("safeguarding", "incident"), utc("2026-11-21T23:59"), ENGLAND) == utc(
        "2026-11-22T23:59"
    )


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        due_at(rule_of("answer"), datetime(2026, 11, 21, 9), ENGLAND)


@given(MOMENTS, st.sampled_from(["acknowledge", "answer", "review_answer", "spoken_settled"]))
def test_working_day_clocks_agree_with_walking_day_by_day(started: datetime, clock: str) -> None:
    rule = rule_of(clock)
    due = london(due_at(rule, started, ENGLAND))
    assert due == datetime.combine(walk(london(started).date(), rule.length.amount), time(17))


@given(MOMENTS, st.sampled_from(["reg16_summary", "review_window", "riddor_serious"]))
def test_calendar_day_clocks_agree_with_walking_day_by_day(started: datetime, clock: str) -> None:
    rule = rule_of(clock)
    due = london(due_at(rule, started, ENGLAND))
    day = walk(london(started).date(), rule.length.amount, lambda day: True)
    assert due == datetime.combine(day, time(23, 59))


@given(MOMENTS)
def test_a_month_ends_on_the_same_date_or_the_last_of_the_month_and_rolls_to_a_working_day(
    started: datetime,
) -> None:
    due = london(due_at(rule_of("subject_access"), started, ENGLAND))
    day = london(started).date()
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    expected = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
    while not works(expected):
        expected += timedelta(days=1)
    assert due == datetime.combine(expected, time(23, 59))


@given(MOMENTS, st.sampled_from(sorted({case[:3] for case in BY_HAND})))
def test_no_clock_is_up_before_it_started(started: datetime, of: tuple[str, str, tuple[str, ...]]) -> None:
    assert due_at(rule_of(*of), started, ENGLAND) > started


def test_hours_move_by_the_exact_time_that_the_clock_stood_still() -> None:
    rule, due = rule_of("review", "incident"), utc("2026-11-23T22:00")
    stood = utc("2026-11-21T10:00"), utc("2026-11-21T12:30")
    assert due_after_standing(rule, due, *stood, ENGLAND) == utc("2026-11-24T00:30")


def test_working_days_move_by_the_working_days_that_the_clock_stood_still() -> None:
    rule, due = rule_of("answer"), utc("2026-12-18T17:00")
    stood = utc("2026-12-11T10:00"), utc("2026-12-15T12:30")
    # Monday and Tuesday were lost, so Monday and Tuesday are added.
    assert due_after_standing(rule, due, *stood, ENGLAND) == utc("2026-12-22T17:00")


def test_two_freezes_add_up_and_the_second_may_lie_beyond_the_first_due_time() -> None:
    rule, due = rule_of("review", "incident"), utc("2026-11-23T22:00")
    once = due_after_standing(rule, due, utc("2026-11-23T21:00"), utc("2026-11-24T21:00"), ENGLAND)
    twice = due_after_standing(rule, once, utc("2026-11-24T21:30"), utc("2026-11-24T22:30"), ENGLAND)
    assert twice == utc("2026-11-24T23:00")


def test_hours_of_one_working_day_do_not_move_a_due_day() -> None:
    rule, due = rule_of("answer"), utc("2026-12-18T17:00")
    stood = utc("2026-12-11T10:00"), utc("2026-12-11T16:00")
    assert due_after_standing(rule, due, *stood, ENGLAND) == due


def test_waiting_does_not_undo_lateness() -> None:
    rule, due = rule_of("answer"), utc("2026-12-18T17:00")
    assert due_after_standing(rule, due, due, utc("2026-12-30T10:00"), ENGLAND) == due


@given(MOMENTS, MINUTES, MINUTES, st.sampled_from(["answer", "reg16_summary", "ico_breach"]))
def test_a_clock_that_runs_on_is_not_late_at_once(
    started: datetime, ran: int, stood: int, clock: str
) -> None:
    rule = rule_of(clock)
    due = due_at(rule, started, ENGLAND)
    frozen_at = started + timedelta(minutes=ran)
    resumed_at = frozen_at + timedelta(minutes=stood)
    moved = due_after_standing(rule, due, frozen_at, resumed_at, ENGLAND)
    assert moved > resumed_at if due > frozen_at else moved == due


@given(MOMENTS, MINUTES, MINUTES)
def test_the_working_days_that_were_left_are_left_afterwards(started: datetime, ran: int, stood: int) -> None:
    rule = rule_of("answer")
    due = due_at(rule, started, ENGLAND)
    frozen_at = started + timedelta(minutes=ran % (60 * 24 * 20))
    resumed_at = frozen_at + timedelta(minutes=stood)
    moved = due_after_standing(rule, due, frozen_at, resumed_at, ENGLAND)

    def left(at: datetime, until: datetime) -> int:
        day, count = london(at).date(), 0
        while day < london(until).date():
            day += timedelta(days=1)
            count += works(day)
        return count

    before = left(frozen_at, due)
    # On its last day it may have run out of hours; then the next working day is its last.
    assert left(resumed_at, moved) == before or (before == 0 and left(resumed_at, moved) == 1)


@given(MOMENTS, st.integers(0, 60 * 24 * 40), st.sampled_from(["answer", "reg16_summary", "ico_breach"]))
def test_standing_still_never_brings_a_due_time_forward(started: datetime, minutes: int, clock: str) -> None:
    rule = rule_of(clock)
    due = due_at(rule, started, ENGLAND)
    moved = due_after_standing(rule, due, started, started + timedelta(minutes=minutes), ENGLAND)
    assert timedelta() <= moved - due <= timedelta(minutes=minutes, days=8)


def test_an_extension_counts_from_the_old_due_day() -> None:
    assert extend(utc("2026-12-23T17:00"), Length(3, "working_days"), ENGLAND) == utc("2026-12-30T17:00")


def test_putting_off_is_exact_in_hours_and_to_the_reminding_hour_in_days() -> None:
    friday = utc("2026-11-20T15:20")
    assert put_off(friday, Length(4, "hours"), ENGLAND) == utc("2026-11-20T19:20")
    assert put_off(friday, Length(1, "working_days"), ENGLAND) == utc("2026-11-23T09:00")
    assert put_off(friday, Length(1, "calendar_days"), ENGLAND) == utc("2026-11-21T09:00")
