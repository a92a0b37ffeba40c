"""Days that somebody names: when something was done, or until when it is to be done."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

from flows.engine.parsers import plain
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood, Parser
from flows.policy.model import Policy
from flows.policy.timescales import Length, day_after, local_time
from flows.understanding.when import find_when


def recent_days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    """Today and yesterday; any other day is typed."""
    today = scene.today
    yesterday = today - timedelta(days=1)
    return [
        Choice(today.isoformat(), scene.texts.label("day-today", day=today)),
        Choice(yesterday.isoformat(), scene.texts.label("day-yesterday", day=yesterday)),
    ]


def past_day(scene: Scene, _answers: Answers, text: str) -> str:
    """A typed day that is not to come, as ISO: "last Friday", "3 Nov", "2/11". Raises `NotUnderstood`."""
    today = scene.today
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
    days = ends_of(scene.policy.extension.choices, local_time(start, scene.policy).date(), scene.policy)
    return [Choice(day.isoformat(), scene.texts.day(day)) for day in days]


def ends_of(lengths: Iterable[Length], first: date, policy: Policy) -> list[date]:
    """The days on which some lengths end that begin on the same day, each once."""
    return list(dict.fromkeys(day_after(length, first, policy) for length in lengths))


def read_day(scene: Scene, _answers: Answers, text: str) -> str:
    """A typed day as an ISO date, never in the past: "12/3" is 12 March, the next one there is."""
    today = scene.today
    line = plain(text)
    for key, days in (("typed-today", 0), ("typed-tomorrow", 1)):
        if line in scene.texts.label(key).split(" | "):
            return (today + timedelta(days=days)).isoformat()
    info = parser.parserinfo(dayfirst=True)
    start = datetime.combine(today, time(), UTC)
    words = text.casefold().removeprefix("by ").removeprefix("on ").removeprefix("next ")
    try:
        day = parser.parse(words, parserinfo=info, default=start).date()
        # A year that was typed is the same whatever is assumed.
        assumed = parser.parse(words, parserinfo=info, default=start + relativedelta(years=4)).date()
    except (ValueError, OverflowError):
        raise NotUnderstood("typed-day-not-understood") from None
    if day < today and assumed.year != day.year:
        day = day + (relativedelta(months=1) if _names_no_month(words) else relativedelta(years=1))
    if day < today:
        raise NotUnderstood("typed-day-past")
    return day.isoformat()


def _names_no_month(words: str) -> bool:
    return words.strip().rstrip("stndrh").isdecimal()


def read_day_after(step: str) -> Parser:
    """Reads a day that is not before the one answered at another step."""

    def read(scene: Scene, answers: Answers, text: str) -> str:
        day = read_day(scene, answers, text)
        if day < answers[step]:
            raise NotUnderstood("absence-ends-first")
        return day

    return read
