"""Finds clock times and parts of the day in British speech: "half nine", "0200", "4ish", "teatime"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.understanding.wordlists import any_of, words_of

PARTS: tuple[Literal["morning", "afternoon", "evening", "night"], ...] = (
    "morning",
    "afternoon",
    "evening",
    "night",
)
HOURS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
MINUTES = HOURS | {"quarter": 15, "qtr": 15, "quater": 15, "twenty": 20, "twenty five": 25, "half": 30}
_HOUR = r"(?:1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALF_OF_DAY = r"(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_ABOUT = (
    r"(?:at|@|about|abt|around|round|approx\.?|approximately|roughly|circa|gone|since|from|"
    r"just\s(?:after|before|gone)|after|before|by|until|till)"
)


MOST_CLOCKS = 40
_NEAR = 30
_MAY_BE_CLOCK = re.compile(r"\d|noon|mid\s?day|night|\b(?:" + "|".join(HOURS) + ")")


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as typed. `sure` means that no other half of the day can be meant."""

    start: int
    end: int
    hour: int
    minute: int
    sure: bool
    bare: bool
    range: bool
    """Only a number ("about 10"): a time where a day stands beside it or a clear word before it."""


@dataclass(frozen=True, slots=True)
class DayPart:
    start: int
    end: int
    part: str
    meal: bool = False
    at_meal: bool = False
    """A meal after "at" or "since" is a time of its own."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    units = "|".join(
        re.escape(unit) for unit in sorted(words_of("times.toml", "units"), key=len, reverse=True)
    )
    plural = r"\s(?!this|was|has|his|yes|plus|across|hours?)[a-z]{3,}[^s\W]s\b(?!')"
    not_unit = rf"(?!{plural}|\d|[.:,/]\d|\s?%|\s?-\s?\d|\s{{0,2}}(?:{units})\b)"
    minute = r"(?:quarter|qtr|quater|twenty\sfive|twenty|five|ten|25|20|10|5)"
    raw = (
        ("noon", r"\b(?:noon|mid\s?day|midnight|mid\snight)\b"),
        (
            "past",
            rf"\b(?P<m>{minute}|half)\s(?:minutes?\s|mins?\s)?(?P<way>past|to)\s(?P<h>{_HOUR})\b(?:\s?(?P<x>{_HALF_OF_DAY}))?{not_unit}",
        ),
        ("half", rf"\bhalf\s?-?(?P<h>{_HOUR})\b(?:\s?(?P<x>{_HALF_OF_DAY}))?{not_unit}"),
        ("clock", rf"\b(?P<h>{_HOUR})\s?o\s?'?\s?clock\b(?:\s?(?P<x>{_HALF_OF_DAY}))?"),
        (
            "full",
            rf"(?<![\d.:/£$,-])(?P<h>[01]?\d|2[0-3])\s?(?P<sep>[:.;h])\s?(?P<m>[0-5]\d)(?:\s?(?P<x>{_HALF_OF_DAY})|\s?(?:hrs?|hours?)\b)?{not_unit}(?![a-z])",
        ),
        ("halfday", rf"(?<![\d.:/£$,-])\b(?P<h>{_HOUR})\s?(?P<x>{_HALF_OF_DAY})"),
        ("army", r"(?<![\d.:/£$,-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?P<x>hrs?|hours?|h)\b"),
        (
            "four",
            rf"(?<![\d.:/£$,+-])(?:(?P<about>{_ABOUT})\s)?(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\b{not_unit}",
        ),
        ("ish", rf"\b(?P<h>{_HOUR})\s?-?ish\b"),
        (
            "between",
            rf"\b(?:between|from)\s(?P<h>{_HOUR})(?:[.:](?P<m>[0-5]\d))?\s?(?:and|&|til|till|to|until|-|–)\s(?:gone\s|about\s)?{_HOUR}\b(?:[.:][0-5]\d)?{not_unit}(?!\swith)",
        ),
        ("bare", rf"\b(?P<about>{_ABOUT})\s(?:like\s|about\s|around\s|just\s)?(?P<h>{_HOUR})\b{not_unit}"),
        ("end", r"(?<![\d.:/£$,+-])\b(?P<h>1\d|2[0-3])(?P<m>[0-5]\d)(?=\s?(?:[.,;)]|$)|(?<=^\d{4})\s)"),
        (
            "alone",
            rf"(?<![\d.:/£$,-])(?<!\bof\s)\b(?P<h>{_HOUR})(?=\s(?:in\sthe|this|last|at\snight|on\s(?:the\b|mon|tue|wed|thu|fri|sat|sun|\d)))",
        ),
    )
    return tuple((name, re.compile(pattern)) for name, pattern in raw)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else HOURS.get(word) or MINUTES[" ".join(word.split())]


def _read(name: str, found: re.Match[str]) -> Clock | None:
    start, end = found.span()
    if name == "noon":
        return Clock(start, end, 0 if "night" in found.group() else 12, 0, True, False, False)
    parts = found.groupdict()
    hour, minute = _number(parts["h"]), _number(parts.get("m") or "0") if parts.get("m") else 0
    sure, bare = False, name in ("bare", "alone", "between")
    if name == "half":
        minute = 30
    if name == "past" and parts["way"] == "to":
        hour, minute = (hour - 1) or 12, 60 - minute
    if name == "end" and 1900 <= hour * 100 + minute <= 2099:
        return None
    if name in ("full", "army", "four", "end"):
        sure = hour > 12 or parts["h"].startswith("0") or name in ("army", "end")
    if name == "four":
        year = 1900 <= hour * 100 + minute <= 2099 and parts.get("about") not in (
            "at",
            "@",
            "about",
            "approx",
        )
        if year or not (parts.get("about") or parts["h"].startswith("0")):
            return None
        sure, start = True, found.start("h")
    if name == "full" and parts["sep"] == ";" and not parts.get("x"):
        return None
    half_of_day = (parts.get("x") or "")[:1]
    if half_of_day in ("a", "p") and hour <= 12:
        hour, sure = hour % 12 + (12 if half_of_day == "p" else 0), True
    if name == "bare" and not parts["h"].isdigit() and parts["h"] == "one":
        return None
    if name == "bare":
        start = found.start()
    return Clock(
        start, end, hour, minute, sure, bare, name == "between" and found.group().startswith("between")
    )


@cache
def _number_of_a_place() -> re.Pattern[str]:
    """The number of a room is no clock time: "bathroom 2 this morning"."""
    return re.compile(
        rf"\b(?:{any_of('places.toml', 'numbered')}|and|&|no|number|nr|cat|category|grade|stage|to)\s$"
    )


def find_clocks(small: str) -> list[Clock]:
    """All clock times of a lower-case text, in order, none overlapping."""
    clocks: list[Clock] = []
    if not _MAY_BE_CLOCK.search(small):
        return clocks
    for name, pattern in _patterns():
        for found in pattern.finditer(small):
            if name == "alone" and _number_of_a_place().search(
                small, max(0, found.start() - _NEAR), found.start()
            ):
                continue
            if len(clocks) > MOST_CLOCKS or any(
                one.start < found.end() and found.start() < one.end for one in clocks
            ):
                continue
            clock = _read(name, found)
            if clock:
                clocks.append(clock)
    return sorted(clocks, key=lambda clock: clock.start)


@cache
def _part_patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    patterns: list[tuple[str, bool, re.Pattern[str]]] = []
    lead = rf"(?P<at>{any_of('times.toml', 'at_a_meal')}\s(?:the\s|his\s|her\s)?)?"
    for part in PARTS:
        patterns.append((part, False, re.compile(rf"\b{any_of('times.toml', part)}\b")))
        if part != "night":
            meal = any_of("times.toml", f"meal_{part}")
            alone = rf"(?<=,\s)(?P<alone>{meal})(?=\s?(?:[.,]|$))"
            patterns.append(
                (
                    part,
                    True,
                    re.compile(rf"{alone}|\b{lead}{meal}\b(?!\s(?:party|trolley|round|towel|table|things))"),
                )
            )
    return tuple(patterns)


def find_parts(small: str) -> Iterator[DayPart]:
    """All parts of the day of a lower-case text."""
    for part, is_meal, pattern in _part_patterns():
        for found in pattern.finditer(small):
            yield DayPart(*found.span(), part, is_meal, is_meal and bool(found["at"] or found["alone"]))
