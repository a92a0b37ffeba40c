"""Finds days by their name in the calendar: "xmas eve", "good friday", "mothers day", "bank holiday"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from flows.understanding.calendar_days import SOON_DAYS

_SUNDAY = 6


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _sunday(month: int, number: int) -> Callable[[int], date]:
    """The first, second… Sunday of a month."""

    def find(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(_SUNDAY - first.weekday()) % 7 + 7 * (number - 1))

    return find


_FEASTS: tuple[tuple[str, str, Callable[[int], date], str | None], ...] = (
    ("christmas xmas chrismas", r"(?:christmas|xmas|chrismas)\s?eve", _fixed(12, 24), None),
    (
        "christmas xmas chrismas",
        r"(?:christmas|xmas|chrismas)\sday|(?<=on\s)(?:christmas|xmas)|(?<=since\s)(?:christmas|xmas)",
        _fixed(12, 25),
        None,
    ),
    ("boxing", r"boxing\sday", _fixed(12, 26), None),
    ("year nye", r"new\syear'?s?'?\seve|nye", _fixed(12, 31), None),
    ("year", r"new\syear'?s?'?\sday|(?<=since\s)new\syear", _fixed(1, 1), None),
    ("friday", r"good\sfriday", _from_easter(-2), None),
    ("maundy", r"maundy\sthursday", _from_easter(-3), None),
    ("wednesday", r"ash\swednesday", _from_easter(-46), None),
    ("palm", r"palm\ssunday", _from_easter(-7), None),
    ("easter", r"easter\ssunday|(?<=since\s)easter", _from_easter(0), None),
    ("easter", r"easter\smonday", _from_easter(1), None),
    ("shrove pancake", r"shrove\stuesday|pancake\sday", _from_easter(-47), None),
    ("mother", r"mother'?s'?\sday|mothering\ssunday", _from_easter(-21), None),
    ("father", r"father'?s'?\sday", _sunday(6, 3), None),
    ("remembrance", r"remembrance\s(?:sunday|day)", _sunday(11, 2), None),
    ("david", r"(?:st|saint)\.?\sdavid'?s(?:\sday)?", _fixed(3, 1), None),
    ("patrick", r"(?:st|saint)\.?\spatrick'?s(?:\sday)?", _fixed(3, 17), None),
    ("george", r"(?:st|saint)\.?\sgeorge'?s\sday", _fixed(4, 23), None),
    ("andrew", r"(?:st|saint)\.?\sandrew'?s\sday", _fixed(11, 30), None),
    ("burns", r"burns\snight", _fixed(1, 25), "night"),
    ("valentine", r"valentine'?s\sday", _fixed(2, 14), None),
    ("hallowe", r"hallowe'?en", _fixed(10, 31), None),
    ("bonfire fawkes", r"bonfire\snight|guy\sfawkes(?:\snight)?", _fixed(11, 5), "night"),
)
"""Of each feast: the words one of which is in every way to write it (to look for them first is quick), the
ways to write it, its day in a year, its part of the day."""
_BANK_HOLIDAY = re.compile(
    r"\b(?:on\s|since\s)?(?:the\s)?bank\sholiday(?:\smonday)?\b(?!\s(?:weekend|pay|rota|cover|on))"
)


@cache
def _patterns() -> tuple[tuple[list[str], re.Pattern[str], Callable[[int], date], str | None], ...]:
    return tuple(
        (signs.split(), re.compile(rf"\b(?:(?:on|over|at|since)\s)?(?:{words})(?!\w)"), day, part)
        for signs, words, day, part in _FEASTS
    )


@cache
def _bank_holidays(year: int) -> tuple[date, ...]:
    from flows.policy.country_calendar import country_calendar  # slow to load: only a message that names one

    return tuple(sorted(country_calendar("GB")(subdiv="ENG", years=year)))


def find_feasts(small: str, today: date) -> list[tuple[int, int, date, str | None]]:
    """Start, end, day and part of the day; the latest such day that is not in the future."""
    found: list[tuple[int, int, date, str | None]] = []
    for signs, pattern, day, part in _patterns():
        if not any(sign in small for sign in signs):
            continue
        for match in pattern.finditer(small):
            this_year = day(today.year)
            led = small.startswith("on ", match.start())
            if not led and 0 < (this_year - today).days <= SOON_DAYS:
                continue
            on = this_year if this_year <= today else day(today.year - 1)
            found.append((*match.span(), on, part))
    for match in _BANK_HOLIDAY.finditer(small):
        past = [on for year in (today.year - 1, today.year) for on in _bank_holidays(year) if on <= today]
        found.append((*match.span(), past[-1], None))
    return found
