"""Days that a handler names: when something was done, or until when it is to be done."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from dateutil import parser

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood
from flows.policy.timescales import local_time
from flows.policy.working_days import add_working_days
from flows.understanding.when import find_when


def recent_days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    """Today and yesterday; any other day is typed."""
    today = local_time(scene.now, scene.policy).date()
    yesterday = today - timedelta(days=1)
    return [
        Choice(today.isoformat(), scene.texts.label("day-today", day=today)),
        Choice(yesterday.isoformat(), scene.texts.label("day-yesterday", day=yesterday)),
    ]


def past_day(scene: Scene, _answers: Answers, text: str) -> str:
    """A typed day that is not to come, as ISO: "last Friday", "3 Nov", "2/11". Raises `NotUnderstood`."""
    today = local_time(scene.now, scene.policy).date()
    found = find_when(text, scene.now)
    day = found.on if found is not None and found.on is not None else _date(text, today)
    if day is None:
        raise NotUnderstood("not-understood-day")
    if day > today:
        raise NotUnderstood("not-understood-day-to-come")
    return day.isoformat()


def _date(text: str, today: date) -> date | None:
    """A date in British order, the latest one there was where no year is said."""
    if not any(ch.isdigit() for ch in text):
        return None
    read = []
    for assumed in (datetime(today.year, today.month, 1, tzinfo=UTC), datetime(2000, 1, 31, tzinfo=UTC)):
        try:
            read.append(parser.parse(text, dayfirst="-" not in text, default=assumed).date())
        except (ValueError, OverflowError):
            return None
    day, other = read
    if (day.month, day.day) != (other.month, other.day):
        return None  # Only a month, a weekday or an hour was said.
    return day.replace(year=day.year - 1) if day > today and other.year != day.year else day


def coming_days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    """The policy's lengths for more time, from today."""
    return days_ahead(scene, scene.now)


def days_ahead(scene: Scene, start: datetime) -> Sequence[Choice]:
    """The policy's lengths for more time from a moment, each as the day on which it ends."""
    first = local_time(start, scene.policy).date()
    days = [
        add_working_days(first, length.amount, scene.policy)
        if length.unit == "working_days"
        else first + timedelta(days=length.amount)
        for length in scene.policy.extension.choices
    ]
    return [Choice(day.isoformat(), scene.texts.day(day)) for day in dict.fromkeys(days)]
