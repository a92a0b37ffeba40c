"""England working days, against days counted by hand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.policy.loading import load_policy
from flows.policy.model import Policy
from flows.policy.working_days import (
    add_working_days,
    is_working_day,
    on_or_after,
    on_or_before,
    working_days_between,
)
from tests.flows.policy.by_hand import LAST_DAY, walk, works

ENGLAND = load_policy()
DAYS = st.dates(date(2026, 9, 1), date(2028, 9, 1))


def test_three_working_days_from_the_day_before_christmas_eve_2026() -> None:
    assert add_working_days(date(2026, 12, 23), 3, ENGLAND) == date(2026, 12, 30)


def test_every_day_of_two_years_counts_as_the_list_of_bank_holidays_says() -> None:
    day, different = date(2026, 9, 1), []
    while day <= LAST_DAY:
        if is_working_day(day, ENGLAND) != works(day):
            different.append(day)
        day = date.fromordinal(day.toordinal() + 1)
    assert different == []


def test_easter_is_not_worked() -> None:
    assert add_working_days(date(2027, 3, 25), 1, ENGLAND) == date(2027, 3, 30)


def test_the_substitute_days_of_a_weekend_christmas_are_not_worked() -> None:
    assert add_working_days(date(2027, 12, 24), 1, ENGLAND) == date(2027, 12, 29)


@given(DAYS, st.integers(1, 60))
def test_adding_working_days_agrees_with_walking_day_by_day(day: date, count: int) -> None:
    assert add_working_days(day, count, ENGLAND) == walk(day, count)


@given(DAYS, st.integers(1, 40), st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=5))
def test_closures_and_proclaimed_holidays_agree_with_walking_day_by_day(
    day: date, count: int, closed: frozenset[date], proclaimed: frozenset[date]
) -> None:
    days_off = {"closures": tuple(closed), "extra_holidays": tuple(proclaimed)}
    calendar = ENGLAND.calendar.model_copy(update=days_off)
    calendar.__dict__.pop("days_off", None)
    policy = ENGLAND.model_copy(update={"calendar": calendar})

    def is_worked(one: date) -> bool:
        return works(one) and one not in closed and one not in proclaimed

    assert add_working_days(day, count, policy) == walk(day, count, is_worked)


@given(DAYS, st.integers(1, 60))
def test_working_days_between_counts_what_was_added(day: date, count: int) -> None:
    later = add_working_days(day, count, ENGLAND)
    assert working_days_between(day, later, ENGLAND) == count
    assert working_days_between(later, day, ENGLAND) == -count


@given(st.dates(date(2026, 12, 1), date(2028, 9, 1)), st.integers(1, 40))
def test_going_back_and_forth_returns_to_the_same_working_day(day: date, count: int) -> None:
    start = on_or_after(day, ENGLAND)
    assert add_working_days(add_working_days(start, -count, ENGLAND), count, ENGLAND) == start


def test_no_working_days_added_is_the_day_itself_or_the_next_one_worked() -> None:
    assert add_working_days(date(2026, 11, 20), 0, ENGLAND) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 21), 0, ENGLAND) == date(2026, 11, 23)
    assert on_or_before(date(2026, 11, 22), ENGLAND) == date(2026, 11, 20)


@pytest.fixture
def with_days_off(tmp_path: Path) -> Policy:
    own = tmp_path / "own.toml"
    own.write_text("[calendar]\nextra_holidays = [2027-05-10]\nclosures = [2027-05-11]\n")
    return load_policy(own)


def test_proclaimed_holidays_and_closures_are_not_worked(with_days_off: Policy) -> None:
    assert is_working_day(date(2027, 5, 10), ENGLAND)
    assert not is_working_day(date(2027, 5, 10), with_days_off)
    assert add_working_days(date(2027, 5, 7), 1, with_days_off) == date(2027, 5, 12)
