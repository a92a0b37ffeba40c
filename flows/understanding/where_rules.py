"""Finds places by word lists and the words before them, each with how surely it is where it happened."""

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from flows.understanding.wordlists import any_of, words_of

ALIKE = 85
MOST_SPOTS = 60
_NUMBERED = 4.0
"""The score of a place with its number: surer than any other."""
_LONG_WORD = re.compile(r"[^\W\d_]{6,14}")
_NUMBER = r"(?:no\.?\s|number\s|#)?(?:\d{1,3}[a-z]?(?![.:,]\d|\s?[ap]\.?m\b|\w|')|[a-h](?![\w']))"
_MORE_NUMBERS = r"(?:\s?(?:and|&|or|,|to|-|–)\s?\d{1,2}(?![\d.:]))*"
_DETERMINER = r"(?:the|a|an|our|your|my|his|her|their|this|that|one\sof\sthe)"
_NOT_MINUTES = (
    r"(?=\s*(?:[,;.!?)]|$)|"
    r"\s(?:is|was|has|had|wont|won't|cant|being|daily|again|all|said|says|and|who|she|he|they|on)\b)"
)


_OUTSIDE = re.compile(r"\boutside\s(?:the\s)?$")
_ROOM_AFTER = re.compile(r"\s(?:room|rm)\b(?!\s?\d)")


class Spot(NamedTuple):
    start: int
    end: int
    score: float


def _listed(*keys: str) -> str:
    return any_of("places.toml", *keys)


@cache
def pattern(name: str) -> re.Pattern[str]:
    qualifier = _listed("qualifiers")
    before_place = (
        rf"\s(?:{_DETERMINER}\s(?:[^\W\d_]+\s){{0,2}})?(?:(?:mrs?|ms|miss)\s)?(?:[^\W\d_]+'?s\s(?:\w+\s)?)?$"
    )
    return re.compile(
        {
            "numbered": rf"\b(?:{qualifier}\s){{0,2}}{_listed('numbered')}\s{{0,2}}"
            rf"{_NUMBER}{_MORE_NUMBERS}(?!'s)(?:\s(?:kitchen|bathroom|lounge|bedroom|toilet|hallway|shower)\b)?",
            "bare number": rf"(?<!^in\s)(?<=\bin\s)(?:(?:no\.?|number)\s)?\d{{1,2}}[a-d]?\b{_NOT_MINUTES}",
            "room": rf"\b(?:{qualifier}\s){{0,3}}{_listed('rooms')}\b(?!'s\b|-)",
            "some room": r"(?<![\w'])(?P<which>[^\W\d_]+)\s(?:room|rm|cupboard|shed)\b(?!\s?\d|'s\b)",
            "unit": rf"(?<=\b(?:on|in|at|of)\s){_listed('unit_names')}\b(?!\s\w+\s(?:road|street))",
            "named": rf"\b(?P<which>memory\slane|[^\W\d_]{{3,}})\s{_listed('unit_nouns')}\b(?!\s?\d)",
            "lead": rf"\b{_listed('leads')}{before_place}",
            "strict lead": rf"\b{_listed('strict_leads')}{before_place}",
            "department lead": rf"\b{_listed('department_leads')}\s(?:{_DETERMINER}\s)?"
            rf"(?:[^\W\d_]+'?s\s|m\w{{1,3}}\s\w+\s)?$",
            "lift": rf"\slift\s{_listed('lift_does')}\b|^lift\s{_listed('lift_does')}\b",
            "not a room": rf"\b{_listed('not_a_room_lead')}\sin\s$",
            "done lead": rf"\b{_listed('done_leads')}{before_place}",
            "met": rf"\b{_listed('met')}\b(?:\s[\w']+){{0,3}}\s$",
            "kept lead": rf"\b{_listed('kept_leads')}\s(?:the\s)?$",
            "join": rf"\s{_listed('joins')}\s(?:the\s)?",
            "after": rf"\s{_listed('not_a_place_after')}\b",
        }[name]
    )


@cache
def _single_rooms() -> tuple[str, ...]:
    return tuple(
        sorted(word for word in words_of("places.toml", "rooms") if " " not in word and len(word) >= 6)
    )


@cache
def _correct(word: str) -> str:
    if word in words_of("places.toml"):
        return word
    best = process.extractOne(word, _single_rooms(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if best is None or best[0][0] != word[0] or word.rstrip("s") == best[0]:
        return word
    return best[0]


def mend(small: str) -> tuple[str, list[int]]:
    """The text with room words spelt right, and for each of its letters the position in the typed text."""
    mended: list[str] = []
    positions: list[int] = []
    last = 0
    for found in _LONG_WORD.finditer(small):
        right = _correct(found.group())
        if right == found.group():
            continue
        start, end = found.span()
        mended += [small[last:start], right]
        positions += range(last, start)
        positions += (min(start + offset, end - 1) for offset in range(len(right) - 1))
        positions.append(end - 1)
        last = end
    mended.append(small[last:])
    positions += range(last, len(small))
    return "".join(mended), positions


def find_spots(small: str, typed: str) -> list[Spot]:
    """All places with how surely each is where it happened."""
    spots: list[Spot] = []

    def add(start: int, end: int, score: float) -> None:
        if (
            score > 0
            and len(spots) < MOST_SPOTS
            and not any(spot.start < end and start < spot.end for spot in spots)
        ):
            spots.append(Spot(start, end, score))

    for found in pattern("numbered").finditer(small):
        add(*found.span(), 0.0 if small.startswith("'s", found.end()) else _NUMBERED)
    for found in pattern("named").finditer(small):
        if typed[found.start()].isupper() or found["which"] in words_of("places.toml", "unit_names"):
            named = found["which"] not in words_of("places.toml", "qualifiers", "rooms") | _common()
            add(*found.span(), 3.5 if named else 0.0)
    for found in pattern("room").finditer(small):
        more = _ROOM_AFTER.match(small, found.end())
        end = more.end() if more else found.end()
        add(found.start(), end, 3.0 if more else _score(small, *found.span()))
    for found in pattern("some room").finditer(small):
        known = found["which"] in words_of("places.toml", "not_a_room_name") or found["which"].endswith("'s")
        known = known or found["which"] in words_of("first_names.toml")
        add(*found.span(), 0.0 if known else 3.0)
    for found in pattern("unit").finditer(small):
        add(*found.span(), 2.5 if typed[found.start()].isupper() else 0.0)
    for found in pattern("bare number").finditer(small):
        add(
            *found.span(),
            0.0 if pattern("not a room").search(small, max(0, found.start() - 48), found.start()) else 2.0,
        )
    return sorted(spots)


@cache
def _common() -> frozenset[str]:
    return words_of("places.toml", "not_a_room_name") | words_of("who.toml", "plain_words")


def _score(small: str, start: int, end: int) -> float:
    word, before = small[start:end], small[max(0, start - 48) : start]
    if pattern("after").match(small, end) or pattern("met").search(before):
        return 0.0
    if word in words_of("places.toml", "need_a_word"):
        return 0.0
    if word == "flat" and small.startswith(" door", end):
        return 3.0
    if word in words_of("places.toml", "floors") and not pattern("strict lead").search(before):
        return 1.0
    if word == "lift" and pattern("lift").match(small, max(0, start - 1)):
        return 2.0
    if small.startswith(" floor", end) and pattern("lead").search(before):
        return 3.0
    if word.endswith("office"):
        # "In the office" is where it was talked about; "outside the office" is where it happened.
        return 1.5 if _OUTSIDE.search(before) else 0.0
    if word in words_of("places.toml", "departments"):
        return 2.5 if pattern("department lead").search(before) else 0.0
    if word in words_of("places.toml", "done_things"):
        return 2.0 if pattern("done lead").search(before) else 0.0
    if word in words_of("places.toml", "need_a_lead"):
        return 2.5 if pattern("strict lead").search(before) else 0.0
    return 3.0 if pattern("lead").search(before) else 1.5


def join_spots(small: str, spots: list[Spot]) -> list[Spot]:
    """Two places that tell one together ("corridor outside office")."""
    merged: list[Spot] = []
    for spot in spots:
        last = merged[-1] if merged else None
        between = small[last.end : spot.start] if last else ""
        both = between in (" and ", " & ") and last is not None and last.score == spot.score == _NUMBERED
        if last and (both or pattern("join").fullmatch(between)):
            merged[-1] = Spot(last.start, spot.end, max(last.score, spot.score))
        else:
            merged.append(spot)
    return merged
