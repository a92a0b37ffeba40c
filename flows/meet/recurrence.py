"""A recurring meeting in plain words, and the moments at which it takes place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from flows.meet.clock_words import take_time
from flows.meet.day_words import read_rule

LONDON = ZoneInfo("Europe/London")

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = "MO,TU,WE,TH,FR"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a meeting takes place: an RRULE (RFC 5545) for the days and the local time on those days."""

    rule: str
    at: time


@dataclass(frozen=True, slots=True)
class RecurrenceWords:
    """What a sentence about a recurrence is made of: its key in the texts, its arguments, and what has
    texts of its own: the days ("tuesday") and which of the month they are (1 to 4, -1 for the last)."""

    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    nths: tuple[int, ...] = ()


def read_recurrence(words: str) -> Recurrence | None:
    """ "every first Tuesday 14:00" as a Recurrence; None where the words do not name one time and one
    way of repeating. "every second Tuesday" is every other one, unless "of the month" follows."""
    timed = take_time(_plain(words))
    if timed is None:
        return None
    at, rest = timed
    rule = read_rule(rest)
    return None if rule is None else Recurrence(rule, at)


def say(recurrence: Recurrence) -> RecurrenceWords:
    """The parts of a sentence about it. Keys: recurrence-daily, recurrence-weekdays, recurrence-weekly
    (interval, days), recurrence-monthly-day (interval, nths, one day), recurrence-monthly-date
    (interval, date; 31 is the last day). All have `time` ("14:00")."""
    parts = dict(part.split("=") for part in recurrence.rule.split(";"))
    args: dict[str, str | int] = {"time": recurrence.at.strftime("%H:%M")}
    interval = int(parts.get("INTERVAL", 1))
    by_day = parts.get("BYDAY", "")
    if parts["FREQ"] == "DAILY":
        return RecurrenceWords("recurrence-daily", args)
    if by_day == _WEEKDAYS and interval == 1:
        return RecurrenceWords("recurrence-weekdays", args)
    args["interval"] = interval
    codes = by_day.split(",") if by_day else []
    days = tuple(dict.fromkeys(_DAYS[_CODES.index(code[-2:])] for code in codes))
    if parts["FREQ"] == "WEEKLY":
        return RecurrenceWords("recurrence-weekly", args, days)
    if days:
        return RecurrenceWords("recurrence-monthly-day", args, days, tuple(int(code[:-2]) for code in codes))
    args["date"] = int(parts["BYMONTHDAY"].split(",")[-1])
    return RecurrenceWords("recurrence-monthly-date", args)


def occurrences(
    rule: str,
    at: time,
    start: datetime,
    count: int,
    *,
    after: datetime | None = None,
    zone: ZoneInfo = LONDON,
) -> tuple[datetime, ...]:
    """The first `count` meetings from `start` on, or of those after `after`; aware UTC, at the same
    local time on both sides of a clock change.

    `start` is also what "every other week" counts from: its first meeting is the first matching day,
    so keep it with the meeting and move only `after`. Raises ValueError for a time without a zone.
    """
    if start.tzinfo is None or (after is not None and after.tzinfo is None):
        raise ValueError("a time without a zone")
    first = datetime.combine(start.astimezone(zone).date(), at)
    every_one = _as_rrule(re.sub(r";INTERVAL=\d+", "", rule), first)
    first = next(day for day in every_one if day.replace(tzinfo=zone) >= start)
    moments = (day.replace(tzinfo=zone).astimezone(UTC) for day in _as_rrule(rule, first))
    return tuple(islice((moment for moment in moments if after is None or moment > after), count))


def _as_rrule(rule: str, first: datetime) -> rrule:
    parsed = rrulestr(rule, dtstart=first)
    if not isinstance(parsed, rrule):
        raise ValueError("a rule and not a set of rules")
    return parsed


def _plain(words: str) -> str:
    text = words.lower().replace("’", "'").replace("twenty-five", "twenty five").replace(",", " ")
    text = re.sub(r"(?<=[\d\s])([ap])\.?m\b\.?", r" \1m", text)
    text = re.sub(r"\b(?:every|each) (?=morning|afternoon|evening|night)", "daily in the ", text)
    return " ".join(text.split())
