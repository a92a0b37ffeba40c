"""Where the demo's clock can be sent to by one button."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

ENGLAND = ZoneInfo("Europe/London")
OFFICE_OPENS = time(9)
SATURDAY = 5

Target = Callable[[datetime], datetime | Awaitable[datetime]]


@dataclass(frozen=True)
class Jump:
    """`to` is given the demo's time and returns a later aware datetime, now or when awaited.

    Without a `label` the page uses its own words for the `key`.
    """

    key: str
    label: str
    to: Target


def one_hour_on(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def next_working_morning(now: datetime) -> datetime:
    """09:00 in England on the next day that is neither a weekend nor a bank holiday."""
    day = now.astimezone(ENGLAND).date() + timedelta(days=1)
    closed = holidays.country_holidays("GB", subdiv="ENG", years=[day.year, day.year + 1])
    while day.weekday() >= SATURDAY or day in closed:
        day += timedelta(days=1)
    return datetime.combine(day, OFFICE_OPENS, ENGLAND)


USUAL_JUMPS = (Jump("hour", "", one_hour_on), Jump("working_day", "", next_working_morning))
