"""Finds the days a message names: "yesterday", "on monday", "14/11", "two weeks ago", "in july"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from flows.understanding.calendar_days import latest_of_month, latest_past
from flows.understanding.when_feasts import find_feasts
from flows.understanding.when_grammar import HOURS, PARTS
from flows.understanding.wordlists import any_of, words_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|couple\sof|few)"
_CLOCK_BEFORE = re.compile(r"\d\s?(?:am|pm)?\s$")
_SITTING = re.compile(r"\s(?:against|up|on|in|by|with|down|there|next)\b")
_TIME_AFTER = re.compile(r"\s(?:\d|morning|mornin|night|nite|aft|eve|am\b|pm\b|at\b|lunch|tea|dinner)")
_DATE_BEFORE = re.compile(r"\b(?:on|date|dated|since|the|from|of)\s$")
"""Without one of these "9/10" is a mark out of ten."""
BEST_MARK = 10
NOON, EVENING = 12, 17
MOST_DAYS = 60
SMALL_HOURS = 5
"""Before this hour "tonight at 1" is the day of typing itself."""


@dataclass(frozen=True, slots=True)
class Day:
    """A named day. `night` means the night that begins on it; `weekday` that a day of the week was named."""

    start: int
    end: int
    on: date | None
    part: str | None = None
    night: bool = False
    weekday: bool = False
    weak: bool = False
    since: bool = False
    lasting: bool = False


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def listed(key: str) -> str:
        return any_of("times.toml", key)

    weekday = any_of("times.toml", *_WEEKDAYS)
    raw = (
        ("before_yesterday", rf"\b(?:the\s)?{listed('before_yesterday')}\b"),
        ("last_night", rf"\b{listed('last_night')}\b"),
        ("earlier", rf"\b{listed('earlier_today')}\b(?!\sin\sthe\s(?:week|month|year))"),
        ("just_now", rf"\b{listed('just_now')}\b"),
        ("iso", r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        (
            "slash",
            r"(?<![\d/.])(?!24/7\b)(?P<d>[0-3]?\d)[/](?P<m>[01]?\d)(?:[/](?P<y>20\d\d|\d\d))?(?![\d/])",
        ),
        ("dots", r"(?<![\d/.])(?P<d>[0-3]?\d)[.-](?P<m>[01]?\d)[.-](?P<y>20\d\d|\d\d)(?![\d/.])"),
        (
            "written",
            rf"\b(?:the\s)?(?P<d>[0-3]?\d)\s?(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{_MONTH})\b(?:\s(?P<y>20\d\d))?",
        ),
        (
            "written",
            rf"\b(?P<m>{_MONTH})\s(?:the\s)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:)(?:\s(?P<y>20\d\d))?",
        ),
        (
            "hours_ago",
            rf"\b(?:about\s|around\s)?(?P<n>half\san|an|{_COUNT}|\d{{2}}|twenty|thirty|forty)\s(?P<u>hours?|hrs?|min(?:ute)?s?)\sago\b",
        ),
        ("night_before_last", rf"\b{listed('night_before_last')}\b"),
        ("handover", rf"\b{listed('handover')}\b"),
        ("ago", rf"\b(?P<n>{_COUNT})\s(?P<u>days?|nights?|weeks?|wks?|fortnights?|months?)\s(?:ago|back)\b"),
        ("week_last", rf"\b(?:a\s)?week\slast\s(?P<w>{weekday})\b"),
        (
            "week_of",
            rf"\b(?:on\s)?(?:last\sweek\s(?:on\s)?(?P<w>{weekday})|(?P<v>{weekday})\s(?:of\s)?last\sweek)\b",
        ),
        (
            "weekday",
            rf"\b(?:(?P<lead>on|since|last|this|from|next)\s(?P<mid>last\s|the\s)?)?(?P<w>{weekday})(?P<s>'?s)?\b(?!'\w)",
        ),
        (
            "ordinal",
            rf"\b(?:on\s(?:the\s)?|since\s(?:the\s)?|the\s)(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b"
            rf"(?!\s(?:floor|time|birthday|fall|resident|week|day|month|call|visit|(?:of\s)?{_MONTH}))",
        ),
        (
            "month",
            rf"\b(?:in|during|back\sin|since|whole\sof|all\sof)\s(?:early\s|late\s|mid\s|last\s)?(?P<m>{_MONTH})\b(?!\s\d)",
        ),
        (
            "vague",
            rf"\b(?:over\s|at\s|from\s|since\s|on\s|during\s)?(?:the\s|this\s)?(?:a\s)?(?:past\s)?{listed('vague_day')}\b",
        ),
        ("all_of", rf"\b{listed('all_of')}\s(?:of\s)?(?:the\s)?(?P<p>{any_of('times.toml', *PARTS)})\b"),
        ("mid", rf"\bmid[\s-]?(?P<p>{any_of('times.toml', *PARTS[:3])})\b"),
        ("early_hours", rf"\b{listed('early_hours')}\b"),
        ("overnight", rf"\b{listed('overnight')}\b"),
        ("tonight", rf"\b{listed('tonight')}\b"),
        ("yesterday", rf"\b{listed('yesterday')}\b"),
        ("today", rf"\b{listed('today')}\b"),
        ("this_part", rf"\bthis\s(?P<p>{any_of('times.toml', 'morning', 'afternoon', 'evening')}|am|pm)\b"),
    )
    return tuple((name, re.compile(pattern)) for name, pattern in raw)


def _part(word: str) -> str:
    return next(part for part in PARTS if " ".join(word.split()) in words_of("times.toml", part))


def _weekday(word: str) -> int:
    return next(number for number, day in enumerate(_WEEKDAYS) if word in words_of("times.toml", day))


def _read(name: str, found: re.Match[str], now: datetime) -> Day | None:
    today, span = now.date(), found.span()
    yesterday = today - timedelta(days=1)
    parts = found.groupdict()
    if name in ("today", "earlier", "just_now"):
        return Day(*span, today, weak=name != "today")
    if name in ("yesterday", "before_yesterday"):
        return Day(*span, yesterday if name == "yesterday" else yesterday - timedelta(days=1))
    if name == "last_night":
        return Day(*span, yesterday, "night", night=True)
    if name == "overnight":
        return Day(*span, yesterday, "night", night=True, weak=True)
    if name == "early_hours":
        return Day(*span, today, "night", weak=True)
    if name == "night_before_last":
        return Day(*span, yesterday - timedelta(days=1), "night", night=True)
    if name == "handover":
        return Day(*span, today, _part_of_hour(now.hour), weak=True)
    if name == "hours_ago":
        return _read_hours_ago(found, now)
    if name in ("all_of", "mid"):
        part = _part(parts["p"])
        began = yesterday if part == "night" and now.hour < EVENING else today
        return Day(*span, began, part, weak=True, lasting=name == "all_of" and part == "night")
    if name == "tonight":
        return Day(*span, today, "night", night=now.hour >= SMALL_HOURS)
    if name == "this_part":
        return Day(*span, today, _part(parts["p"]))
    if name == "vague":
        return Day(*span, None)
    if name == "month":
        return Day(*span, None)
    if name in ("weekday", "week_of", "week_last"):
        return _read_weekday(name, found, today)
    if name == "ago":
        return _read_ago(found, today)
    if name == "ordinal":
        on = latest_of_month(int(parts["d"]), today)
        return Day(*span, on) if on else None
    if (
        name == "slash"
        and parts["m"] == "10"
        and int(parts["d"]) <= BEST_MARK
        and parts["y"] is None
        and not _DATE_BEFORE.search(found.string, max(0, span[0] - 9), span[0])
    ):
        return None
    month = parts["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    on = latest_past(int(parts["d"]), number, parts["y"], today) if 1 <= number <= 12 else None
    return Day(*span, on) if on else None


def _read_weekday(name: str, found: re.Match[str], today: date) -> Day | None:
    parts = found.groupdict()
    word = parts.get("w") or parts.get("v") or ""
    if name == "week_of":
        monday = today - timedelta(days=today.weekday() + 7)
        return Day(*found.span(), monday + timedelta(days=_weekday(word)), weekday=True)
    if name == "week_last":
        return Day(
            *found.span(),
            today - timedelta(days=(today.weekday() - _weekday(word) - 1) % 7 + 8),
            weekday=True,
        )
    if parts["s"] == "s" or parts["lead"] == "next":
        return None
    if word in ("sat", "sun", "wed") and not parts["lead"]:
        before, after = found.string[: found.start()], found.string[found.end() : found.end() + 12]
        if _SITTING.match(after) or not (
            _CLOCK_BEFORE.search(before, max(0, len(before) - 6)) or _TIME_AFTER.match(after)
        ):
            return None
    back = (today.weekday() - _weekday(word) - 1) % 7 + 1
    return Day(
        *found.span(), today - timedelta(days=back), weekday=True, since=parts["lead"] in ("since", "from")
    )


def _part_of_hour(hour: int) -> str:
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def _read_hours_ago(found: re.Match[str], now: datetime) -> Day:
    words = {"half an": 30, "twenty": 20, "thirty": 30, "forty": 40} | HOURS
    count = " ".join(found["n"].split())
    if count.startswith(("few", "couple")):
        return Day(*found.span(), now.date(), weak=True)
    number = int(count) if count.isdigit() else words.get(count, 1)
    minutes = number * 60 if found["u"].startswith("h") and count != "half an" else number
    at = now - timedelta(minutes=minutes)
    return Day(*found.span(), at.date(), f"{at.hour:02d}:{at.minute:02d}")


def _read_ago(found: re.Match[str], today: date) -> Day:
    count, unit = found["n"], found["u"]
    if count in ("few",) or count.startswith("couple"):
        return Day(*found.span(), None)
    number = int(count) if count.isdigit() else HOURS.get(count, 1)
    if unit.startswith("month"):
        return Day(*found.span(), None)
    weeks = {"w": 1, "f": 2}.get(unit[0], 0)
    days = number * 7 * weeks if weeks else number
    return Day(*found.span(), today - timedelta(days=days), "night" if unit.startswith("night") else None)


def find_days(small: str, now: datetime) -> Iterator[Day]:
    """All days named in a lower-case text; `now` is local time. Overlaps go to the more particular one."""
    taken: list[tuple[int, int]] = []
    for start, end, on, part in find_feasts(small, now.date()):
        taken.append((start, end))
        yield Day(start, end, on, part)
    for name, pattern in _patterns():
        for found in pattern.finditer(small):
            if len(taken) > MOST_DAYS or any(
                start < found.end() and found.start() < end for start, end in taken
            ):
                continue
            day = _read(name, found, now)
            if day:
                taken.append(found.span())
                yield day
