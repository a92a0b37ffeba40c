"""The time of day in a manager's words: "half past nine", "3.30pm", "0730", "2 in the afternoon"."""

import re
from datetime import time

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS = {word: number for number, word in enumerate(_SMALL, start=1)}
_MINUTES = {**_HOURS, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_SMALL)})"
_HALF_DAY = r"(?:\s*(?P<half_day>am|pm)\b)?"
_PAST = r"(?:minutes )?(?P<side>past|to)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\d.:])(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?![\d.:])h?{_HALF_DAY}",
        rf"\bhalf (?:past )?{_HOUR}\b(?! (?:day|week|month|hour)s?\b){_HALF_DAY}",
        rf"\b(?P<minutes>quarter|twenty five|twenty|five|ten|[12]?[05]) {_PAST} {_HOUR}\b{_HALF_DAY}",
        rf"\b{_HOUR}\s*(?P<half_day>am|pm)\b",
        rf"\b{_HOUR} ?o'?clock\b{_HALF_DAY}",
        r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\b(?:\s?(?:h|hrs|hours))?",
        r"\b(?P<named>noon|midday|midnight)\b",
        rf"(?:\bat|@) ?{_HOUR}\b(?![:.]?\d)(?! ?(?:day|week|month)s?\b)",
    )
)
_PART_OF_DAY = re.compile(r"\b(?:(?:in|at) )?(?:the )?(?P<part>mornings?|afternoons?|evenings?|nights?)\b")
_LATER_END = re.compile(r"^\s*(?:-|–|to|til|till|until)\s*$")
_NOON = 12
_LAST_HOUR_TAKEN_AS_AFTERNOON = 6


def take_time(words: str) -> tuple[time, str] | None:
    """The one time of day in lower-case `words`, and the words without it; None for no time or for two.

    "2pm to 3pm" is 2pm. Without am or pm the hours 1 to 6 are afternoon, unless written "06:30".
    """
    found, rest = _take_first(words)
    if found is None:
        return None
    start, end = found.span()
    second, _ = _take_first(words[:start] + " " * (end - start) + words[end:])
    if second is not None:
        if second.start() < end or not _LATER_END.match(words[end : second.start()]):
            return None
        rest = words[:start] + " " + words[second.end() :]
    part = _PART_OF_DAY.search(rest)
    at = _as_time(found, part["part"].rstrip("s") if part else None)
    return None if at is None else (at, _PART_OF_DAY.sub(" ", rest))


def _take_first(words: str) -> tuple[re.Match[str] | None, str]:
    found = [match for form in _FORMS if (match := form.search(words))]
    if not found:
        return None, words
    first = min(found, key=lambda match: (match.start(), -match.end()))
    return first, words[: first.start()] + " " + words[first.end() :]


def _as_time(found: re.Match[str], part: str | None) -> time | None:
    groups = found.groupdict()
    if groups.get("named"):
        return time(0) if groups["named"] == "midnight" else time(_NOON)
    written = groups["hour"]
    hour = _HOURS.get(written) or int(written)
    minute = int(groups.get("minute") or 0)
    if found[0].startswith("half"):
        minute = _MINUTES["half"]
    elif groups.get("side"):
        minutes = groups["minutes"]
        minute = _MINUTES.get(minutes) or int(minutes)
        if groups["side"] == "to":
            hour, minute = hour - 1, 60 - minute
            if hour == 0:
                hour = _NOON
    hour_on_day = _hour_on_day(hour, groups.get("half_day"), part, leading_zero=written.startswith("0"))
    if hour_on_day is None or not 0 <= minute < 60:
        return None
    return time(hour_on_day, minute)


def _hour_on_day(hour: int, half_day: str | None, part: str | None, *, leading_zero: bool) -> int | None:
    if hour > 23:
        return None
    if hour > _NOON or hour == 0:
        return None if half_day == "am" or (half_day and hour == 0) else hour
    if half_day is None and part is not None:
        half_day = "am" if part == "morning" or (part == "night" and hour == _NOON) else "pm"
    if half_day == "am":
        return hour % _NOON
    if half_day == "pm":
        return hour % _NOON + _NOON
    if hour <= _LAST_HOUR_TAKEN_AS_AFTERNOON and not leading_zero:
        return hour + _NOON
    return hour
