"""The calendar of England worked out by hand, without the code that it checks."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

# From two public lists, and 2028 calculated; never from the package that the policy uses.
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2026-12-25", "2026-12-28"),
        *("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30"),
        *("2027-12-27", "2027-12-28"),
        *("2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28"),
        *("2028-12-25", "2028-12-26"),
    )
)
FIRST_DAY = date(2026, 9, 1)
LAST_DAY = date(2028, 12, 31)


def works(day: date) -> bool:
    assert FIRST_DAY <= day <= LAST_DAY
    return day.strftime("%a") not in ("Sat", "Sun") and day not in BANK_HOLIDAYS


def walk(day: date, count: int, counts: Callable[[date], bool] = works) -> date:
    """One day at a time, until `count` days that count have passed."""
    passed = 0
    while passed < count:
        day += timedelta(days=1)
        if counts(day):
            passed += 1
    return day


def london(at: datetime) -> datetime:
    """Naive London time: an hour ahead from 01:00 UTC on the last Sunday of March to that of October."""
    plain = at.astimezone(UTC).replace(tzinfo=None)
    spring, autumn = (_last_sunday(plain.year, month) for month in (3, 10))
    return plain + timedelta(hours=1 if spring <= plain < autumn else 0)


def _last_sunday(year: int, month: int) -> datetime:
    day = datetime(year, month, 31, 1)
    while day.strftime("%a") != "Sun":
        day -= timedelta(days=1)
    return day
