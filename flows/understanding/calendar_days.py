"""The latest day that fits what was typed, across the ends of months and years."""

from datetime import date, timedelta

SOON_DAYS = 60
"""A day without a year that lies less far ahead is a plan, not an event of last year."""


def latest_past(day: int, month: int, year: str | None, today: date) -> date | None:
    """The latest such date that is not in the future; None where it is soon to come."""
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [today.year, today.year - 1]
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found <= today:
            return found
        if (found - today).days <= SOON_DAYS:
            return None
    return None


def latest_of_month(day: int, today: date) -> date | None:
    """The latest such day of a month ("the 14th") that is not in the future."""
    first = today.replace(day=1)
    for _ in range(3):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = None
        if found and found <= today:
            return found
        first = (first - timedelta(days=1)).replace(day=1)
    return None
