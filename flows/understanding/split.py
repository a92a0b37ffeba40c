"""Parts a message that holds several separate worries; one event told at length stays one."""

import re
from functools import cache

from flows.understanding.wordlists import any_of, lower_in_place

_LONGEST = 4096
_FEWEST_WORDS = 4
_MOST_PARTS = 6
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:([1-9])[.):]|([1-9])\s?-)\s{0,3}(?=[^\W\d])")
_BULLET = re.compile(r"(?:^|\n)\s*[-*•–]\s+")


@cache
def _openings() -> re.Pattern[str]:
    strong = any_of("worries.toml", "separate")
    return re.compile(
        rf"(?:^|[.!?;\n,]|\s-|\s–|\band)\s*(?P<opening>(?:and\s|oh\s|but\s)*{strong})\b[\s,:;.-]*"
    )


def _long_enough(part: str) -> bool:
    return len(re.findall(r"\w+", part)) >= _FEWEST_WORDS


def _clean(parts: list[str]) -> tuple[str, ...]:
    return tuple(part.strip(" \t\n,;-–") for part in parts)


def _cut(text: str, starts: list[int]) -> list[str]:
    edges = [*starts, len(text)]
    return [text[first:last] for first, last in zip(edges, edges[1:], strict=False)]


def _by_list(text: str) -> list[str] | None:
    """Worries numbered 1, 2, 3 or written as a list."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(mark.group(1) or mark.group(2)) for mark in marks]
    if len(marks) >= 2 and numbers == list(range(1, len(marks) + 1)):
        parts = _cut(text, [mark.end() for mark in marks])
        return [re.sub(r"\s*\(?[1-9][.):-]\s*$", "", part) for part in parts]
    bullets = list(_BULLET.finditer(text))
    if len(bullets) >= 2:
        return _cut(text, [mark.end() for mark in bullets])
    return None


def _by_opening(text: str) -> list[str] | None:
    """Worries that the typist opens with words such as "another thing" or "separately"."""
    marks = [mark for mark in _openings().finditer(lower_in_place(text)) if mark.start("opening") > 0]
    if not marks:
        return None
    return _cut(text, [0, *(mark.start("opening") for mark in marks)])


def split_worries(text: str) -> tuple[str, ...]:
    """The separate worries in the typist's own words, in order; one part where it is one."""
    typed = text[:_LONGEST]
    whole = (typed.strip(),)
    for find in (_by_list, _by_opening):
        parts = find(typed)
        if parts is None or not 2 <= len(parts) <= _MOST_PARTS:
            continue
        if all(_long_enough(part) for part in parts):
            return _clean(parts)
    return whole
