"""England working days: not a weekend, bank holiday, proclaimed holiday or closure of the provider."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.policy.country_calendar import country_calendar

if TYPE_CHECKING:
    from flows.policy.model import Policy

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def bank_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """The bank holidays of one year, substitute days included. Raises NotImplementedError for a
    country or subdivision that is not known."""
    return frozenset(country_calendar(country)(subdiv=subdivision, years=year))


def is_working_day(day: date, policy: Policy) -> bool:
    """Whether `day` counts (working day: SI 2012/3094 reg 19)."""
    calendar = policy.calendar
    return (
        day.weekday() < _SATURDAY
        and day not in calendar.days_off
        and day not in bank_holidays(calendar.country, calendar.subdivision, day.year)
    )


def on_or_after(day: date, policy: Policy) -> date:
    """`day` itself if it is a working day, else the next one."""
    while not is_working_day(day, policy):
        day += _ONE_DAY
    return day


def on_or_before(day: date, policy: Policy) -> date:
    """`day` itself if it is a working day, else the one before."""
    while not is_working_day(day, policy):
        day -= _ONE_DAY
    return day


def add_working_days(day: date, count: int, policy: Policy) -> date:
    """The working day that is `count` working days after `day`; before it, where `count` is negative.

    `day` itself is never counted: Wed 23 Dec 2026 + 3 = Wed 30 Dec 2026 (the 25th and 28th are bank
    holidays). With 0 it is `day`, or the next working day where `day` is none.
    """
    if count == 0:
        return on_or_after(day, policy)
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, policy)
    return day


def working_days_between(earlier: date, later: date, policy: Policy) -> int:
    """How many working days lie after `earlier`, up to and including `later`; negative the other way
    round, so that `working_days_between(a, b) == -working_days_between(b, a)`."""
    if later < earlier:
        return -working_days_between(later, earlier, policy)
    days = range(1, (later - earlier).days + 1)
    return sum(is_working_day(earlier + timedelta(days=day), policy) for day in days)
