"""Tells the time of the event from deadlines, habits, wishes, and talks about it."""

import re
from functools import cache

from flows.understanding.wordlists import any_of, words_of

_NEAR = 48
_ADJECTIVE = re.compile(r"\b(?:the|a|your|our|that)\s$")


@cache
def _tests() -> dict[str, re.Pattern[str]]:
    def listed(key: str) -> str:
        return any_of("times.toml", key)

    return {
        "deadline": re.compile(rf"\b{listed('deadline')}\s(?:on\s)?(?:the\s|this\s|about\s)?$"),
        "chasing": re.compile(rf"\b{listed('chasing')}(?:\s\w+){{0,2}}[\s:,]{{1,2}}$"),
        "wished": re.compile(rf"\b{listed('wished')}\b"),
        "future": re.compile(rf"\b{listed('future')}\b"),
        "asked_after": re.compile(rf"[\s,]*(?:to\s\w+\s)?{listed('asked_after')}\b"),
        "habit": re.compile(rf"\b{listed('habit')}\s$"),
        "after_habit": re.compile(rf"\s{{0,2}}(?:on\s)?(?:{listed('after_habit')}|{listed('habit')})\b"),
        "label": re.compile(rf"(?:'?s)?\s(?:{'|'.join(sorted(words_of('times.toml', 'labels')))})\b"),
        "reported": re.compile(
            rf"\b(?:i|we|ive|i've)\s(?:have\s)?{listed('reported')}\b(?:\s[\w']+){{0,6}}\s$"
        ),
        "then reported": re.compile(rf"[\s,]{{1,2}}(?:i|we)\s{listed('reported')}\b"),
        "talks": re.compile(rf"\b{listed('talks')}\b"),
        "that day": re.compile(rf"\b{listed('is_that_day')}\s$"),
        "now is": re.compile(rf"\b{listed('now_is')}\s$"),
        "ongoing": re.compile(
            r"\b(?:are|is|keep|keeps)\s(?:\w+\s){0,3}\w+ing\b|\bstaff\s\w+ing\b|\bused\sto\b"
        ),
        "lasted": re.compile(r"\b(?:was|were|been|left|had)\b"),
        "sentence": re.compile(r"[.!?\n;:]"),
    }


def _around(small: str, start: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after, as far as they are near."""
    before, after = small[max(0, start - _NEAR) : start], small[end : end + _NEAR]
    return _tests()["sentence"].split(before)[-1], _tests()["sentence"].split(after)[0]


def is_habit(small: str, start: int, end: int) -> bool:
    before, after = _around(small, start, end)
    return bool(_tests()["habit"].search(before) or _tests()["after_habit"].match(after))


def is_deadline(small: str, start: int, end: int) -> bool:
    past = small.startswith(("last ", "yest"), start)
    return not past and bool(_tests()["deadline"].search(_around(small, start, end)[0]))


def is_label(small: str, start: int, end: int) -> bool:
    """The day only says which thing or person is meant ("the Saturday girl")."""
    return bool(_tests()["label"].match(_around(small, start, end)[1]))


def is_adjective(small: str, start: int) -> bool:
    return bool(_ADJECTIVE.search(small, max(0, start - 6), start))


def is_talk(small: str, start: int, end: int) -> bool:
    """When somebody told, wrote or rang, not when it happened."""
    before, after = _around(small, start, end)
    told_before = any(_tests()[test].search(before) for test in ("chasing", "reported", "talks"))
    return told_before or bool(_tests()["then reported"].match(after))


def is_that_day(small: str, start: int, end: int) -> bool:
    """The day of the week is a plan, or the one of typing ("the funeral is on Friday")."""
    return bool(_tests()["that day"].search(_around(small, start, end)[0]))


def is_now(small: str, start: int, end: int) -> bool:
    return bool(_tests()["now is"].search(_around(small, start, end)[0]))


def is_ongoing(small: str, start: int, end: int) -> bool:
    """The words tell what goes on again and again, without "every"."""
    return bool(_tests()["ongoing"].search(_around(small, start, end)[0]))


def has_lasted(small: str, start: int, end: int) -> bool:
    return bool(_tests()["lasted"].search(_around(small, start, end)[0]))


def is_wish(small: str, start: int, end: int, *, surely: bool) -> bool:
    """When somebody should act. `surely`: only words that leave no doubt that the day is to come."""
    before, after = _around(small, start, end)
    if surely:
        return bool(_tests()["future"].search(before))
    return bool(_tests()["wished"].search(before) or _tests()["asked_after"].match(after))
