"""Quiet hours and the moments to which reminders are moved."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.policy.loading import load_policy
from flows.policy.quiet_hours import is_quiet, last_slot, next_morning, next_slot, out_of_quiet
from tests.flows.policy.by_hand import london, works

ENGLAND = load_policy()
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2028, 9, 1), timezones=st.just(UTC))


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-11-23T06:59", True),
        ("2026-11-23T07:00", False),
        ("2026-11-23T20:59", False),
        ("2026-11-23T21:00", True),
        # British summer time: 20:00 UTC is nine in the evening.
        ("2027-07-05T19:59", False),
        ("2027-07-05T20:00", True),
        ("2027-07-05T06:00", False),
    ],
)
def test_quiet_hours_are_local(at: str, quiet: bool) -> None:
    assert is_quiet(utc(at), ENGLAND) is quiet


def test_the_night_of_a_clock_change_ends_at_the_local_hour() -> None:
    assert out_of_quiet(utc("2027-03-27T22:00"), ENGLAND) == utc("2027-03-28T06:00")
    assert out_of_quiet(utc("2026-10-24T22:00"), ENGLAND) == utc("2026-10-25T07:00")


@given(MOMENTS)
def test_moving_out_of_quiet_ends_the_quiet_and_waits_no_longer_than_a_night(at: datetime) -> None:
    moved = out_of_quiet(at, ENGLAND)
    assert 7 <= london(moved).hour < 21
    assert timedelta() <= moved - at <= timedelta(hours=11)
    assert (moved == at) is (7 <= london(at).hour < 21)


@given(MOMENTS)
def test_the_next_slot_is_on_a_working_day_in_the_daytime(at: datetime) -> None:
    moved = next_slot(at, ENGLAND)
    assert moved >= at
    assert 7 <= london(moved).hour < 21
    assert works(london(moved).date())
    if moved > at:
        assert london(moved).time() == time(7)


def test_christmas_reminders_wait_for_the_29th() -> None:
    assert next_slot(utc("2026-12-24T21:00"), ENGLAND) == utc("2026-12-29T07:00")


def test_a_provider_that_works_weekends_is_reminded_on_them(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[quiet]\nworking_days_only = false\n")
    saturday = utc("2026-11-21T10:00")
    assert next_slot(saturday, load_policy(own)) == saturday
    assert next_slot(saturday, ENGLAND) == utc("2026-11-23T07:00")


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        ("2026-11-23T18:00", "2026-11-24T09:00"),
        ("2026-11-23T08:00", "2026-11-24T09:00"),
        ("2026-11-23T23:30", "2026-11-24T09:00"),
        ("2026-11-24T02:00", "2026-11-24T09:00"),
        ("2027-07-05T18:00", "2027-07-06T08:00"),
    ],
)
def test_the_next_morning_of_a_night_worker_is_the_one_that_is_coming(at: str, morning: str) -> None:
    assert next_morning(utc(at), ENGLAND, time(9)) == utc(morning)


@pytest.mark.parametrize(
    ("after", "before", "slot"),
    [
        ("2026-11-19T10:00", "2026-11-21T12:00", "2026-11-20T09:00"),
        ("2026-11-20T10:00", "2026-11-21T12:00", "2026-11-20T17:00"),
        ("2026-11-20T18:00", "2026-11-21T12:00", "2026-11-20T20:59"),
        ("2026-11-20T21:00", "2026-11-22T12:00", None),
        ("2026-11-24T03:00", "2026-11-24T07:30", "2026-11-24T07:29"),
    ],
)
def test_the_last_slot_lies_between_or_is_not(after: str, before: str, slot: str | None) -> None:
    found = last_slot(utc(after), utc(before), ENGLAND)
    assert found == (None if slot is None else utc(slot))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        is_quiet(datetime(2026, 11, 21, 9), ENGLAND)
