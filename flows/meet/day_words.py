"""The days of a recurring meeting in a manager's words: "every other monday", "last friday of the month"."""

import re

from rapidfuzz.distance import DamerauLevenshtein

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = ("mon", "tues", "tue", "weds", "wed", "thurs", "thur", "thu", "fri", "sat", "sun")
_CODES = {day: day[:2].upper() for day in _DAYS + _SHORT_DAYS}
_SAME = {
    "every": "every each all",
    "week": "week weeks weekly",
    "fortnight": "fortnight fortnights fortnightly biweekly bi-weekly",
    "month": "month months monthly",
    "quarter": "quarter quarters quarterly",
    "other": "other alternate",
    "daily": "daily everyday",
    "day": "day days",
    "#1": "first",
    "#2": "second",
    "#3": "third",
    "#4": "fourth",
    "#-1": "last",
    "2": "two couple",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
    "10": "ten",
    "12": "twelve",
    "refused": "not never no except unless but or yearly annually year years once twice fifth few",
    "": "a the on at in of from for and & we meet meets meeting meetings team staff our please to is it's",
}
_MEANING = {word: meaning for meaning, words in _SAME.items() for word in words.split()}
_UNKNOWN = "?"
_WORKING_WEEK = re.compile(
    r"\bmon(?:day)?s? ?(?:-|–|to|till|until|through) ?fri(?:day)?s?\b|\b(?:week|working ?)days?\b"
)
_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_INTERVALS: tuple[tuple[re.Pattern[str], int | None, str], ...] = (
    (re.compile(r"\bevery (?P<number>\d+) (?P<unit>week|month)\b"), None, ""),
    (re.compile(r"\bevery #(?P<number>\d+) (?P<unit>week|month)\b"), None, ""),
    (re.compile(r"\bother (?P<unit>week|month)\b"), 2, ""),
    (re.compile(r"\b(?:other|every #2)(?= [A-Z]{2}\b)(?!.*\bmonth\b)"), 2, "week"),
    (re.compile(r"\b(?:other )?fortnight\b"), 2, "week"),
    (re.compile(r"\bquarter\b"), 3, "month"),
)
_LIKE_A_DAY = 0.75
_SHORTEST_TYPO = 5
_SHORTEST_MONTH = 28
_LONGEST_MONTH = 31
_LONGEST_INTERVAL = 12
_LAST_NTH = 4


def read_rule(words: str) -> str | None:
    """The RRULE (RFC 5545) that lower-case `words` without a time mean; None where they mean none, or
    could mean several. A date that a short month lacks is its last day."""
    meant = " ".join(_meanings(words))
    interval, unit, meant = _take_interval(meant)
    said = meant.split()
    days = list(dict.fromkeys(word for word in said if word in _CODES.values()))
    nths = [int(word[1:]) for word in said if word.startswith("#")]
    repeats = unit or {"every", "week", "month", "daily", "workweek"} & set(said)
    ambiguous = {"refused", "other"} & set(said) or any(word.isdigit() for word in said)
    if ambiguous or not 1 <= interval <= _LONGEST_INTERVAL or (_UNKNOWN in said and not repeats):
        return None
    monthly = unit == "month" or "month" in said
    if days:
        return _on_days(days, nths, interval, unit, monthly=monthly)
    if nths:
        return _on_date(nths, interval, unit, monthly=monthly or "every" in said)
    if unit or monthly or "week" in said:
        return None
    if "workweek" in said:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    if "daily" in said or ("day" in said and "every" in said):
        return "FREQ=DAILY"
    return None


def _on_days(days: list[str], nths: list[int], interval: int, unit: str, *, monthly: bool) -> str | None:
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if not nths:
        return None if monthly else f"FREQ=WEEKLY{step};BYDAY={','.join(days)}"
    if len(days) > 1 or unit == "week" or any(nth > _LAST_NTH for nth in nths):
        return None
    return f"FREQ=MONTHLY{step};BYDAY={','.join(f'{nth:+d}{days[0]}' for nth in nths)}"


def _on_date(nths: list[int], interval: int, unit: str, *, monthly: bool) -> str | None:
    if len(nths) > 1 or unit == "week" or not monthly:
        return None
    step = f";INTERVAL={interval}" if interval > 1 else ""
    date = nths[0] if nths[0] > 0 else _LONGEST_MONTH
    if date > _LONGEST_MONTH:
        return None
    if date <= _SHORTEST_MONTH:
        return f"FREQ=MONTHLY{step};BYMONTHDAY={date}"
    dates = ",".join(str(day) for day in range(_SHORTEST_MONTH, date + 1))
    return f"FREQ=MONTHLY{step};BYMONTHDAY={dates};BYSETPOS=-1"


def _take_interval(meant: str) -> tuple[int, str, str]:
    """How many, of which unit ("" where none is said), and what is left."""
    for form, number, unit in _INTERVALS:
        found = form.search(meant)
        if found:
            groups = found.groupdict()
            left = f"{meant[: found.start()]} {meant[found.end() :]}"
            return number or int(groups["number"]), unit or groups["unit"], left
    return 1, "", meant


def _meanings(words: str) -> list[str]:
    meanings, plural = [], False
    for raw in _WORKING_WEEK.sub(" workweek ", words).split():
        word = raw.strip(".;:()!?-")
        one = word.removesuffix("'s").removesuffix("s")
        date = _DATE.fullmatch(word)
        if date:
            meanings.append(f"#{int(date[1])}")
        elif word in _CODES:
            meanings.append(_CODES[word])
        elif one in _CODES:
            meanings.append(_CODES[one])
            plural = True
        elif word.isdigit() or word == "workweek":
            meanings.append(word)
        elif word in _MEANING:
            meanings.append(_MEANING[word])
        elif word:
            meanings.append(_day_like(word) or _UNKNOWN)
    # "Mondays" are every Monday.
    return [meaning for meaning in meanings if meaning] + ["every"] * plural


def _day_like(word: str) -> str | None:
    """The day that a slip of the finger was meant to be: "thrusday", "wensday"."""
    if len(word) < _SHORTEST_TYPO:
        return None
    likeness = {day: DamerauLevenshtein.normalized_similarity(word, day) for day in _DAYS}
    best = max(likeness, key=lambda day: likeness[day])
    return _CODES[best] if likeness[best] >= _LIKE_A_DAY else None
