"""All stretches of a message that might be the place: rooms with and without the words around them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from flows.understanding.where_rules import find_spots, join_spots, pattern
from flows.understanding.wordlists import any_of, words_of

MOST = 40
_WORDS_BEFORE = 3
_LONGEST_JOIN = 18
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NUMBER = r"(?:\d{1,3}[a-z]?|[a-h](?=[\s.,;!?)]|$))"
_BEFORE = re.compile(r"([^\W\d_]+(?:['-][^\W\d_]+)*'?)[ -]$")
_COUNTED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty"
)


class Word(NamedTuple):
    start: int
    end: int
    word: str


class Candidate(NamedTuple):
    start: int
    end: int
    kind: str
    head: str
    score: float
    """What the rules give this very stretch; nought where they do not take it."""


def words_in(small: str) -> list[Word]:
    return [Word(*found.span(), found.group()) for found in _WORD.finditer(small)]


@cache
def _head() -> re.Pattern[str]:
    ends = "(?:room|rm|area|cupboard|shed|store|lounge|garden|corridor|kitchen|bathroom|toilet|office|door)"
    rooms = any_of("places.toml", "rooms", "other_rooms", "unit_nouns")
    return re.compile(rf"(?<![\w'-])(?:{rooms}|{ends})s?\b(?!-)")


@cache
def _with_number() -> re.Pattern[str]:
    after = any_of("places.toml", "numbered")
    return re.compile(
        rf"\b{after}\s{{0,2}}(?:no\.?\s|number\s|#)?(?:{_NUMBER}|{_COUNTED})\b(?![.:/,]\d|\s?[ap]\.?m\b)(?:\s?(?:and|&|or|,|to)\s?\d{{1,2}}\b(?![.:]))*"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.:/£$,-])\b(?:(?:no\.?|number|nr)\s)?(?:\d{{1,2}}[a-d]?|{_COUNTED})\b(?![.:/,]?\d|%|-|/)"
    )


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{any_of('places.toml', 'joins')}|of|at|(?:at\s)?(?:the\s)?end\sof)\s(?:the\s)?")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-]){any_of('places.toml', 'unit_names')}\b(?!')")


def _lengthened(small: str, start: int) -> Iterator[int]:
    """Where the place begins if the words before belong to it."""
    for _ in range(_WORDS_BEFORE):
        found = _BEFORE.search(small, max(0, start - 20), start)
        if found is None:
            return
        start -= len(found.group())
        if found[1] in words_of("places.toml", "never_qualifiers"):
            return
        yield start


@cache
def _people_follow() -> re.Pattern[str]:
    people = any_of("places.toml", "people_of_a_room")
    return re.compile(rf"\s{people}\b(?!\s(?:room|toilet|kitchen|area|car))")


def find_candidates(small: str, typed: str) -> list[Candidate]:
    """Every candidate once, in order; `small` is the mended text, `typed` the same letters as typed."""
    rules = {(spot.start, spot.end): spot for spot in join_spots(small, find_spots(small, typed))}
    found: dict[tuple[int, int], Candidate] = {}

    body = [part.span() for part in re.finditer(any_of("places.toml", "parts_of_the_body"), small)]

    def add(start: int, end: int, kind: str, head: str) -> None:
        if any(first < end and start < last for first, last in body) or _people_follow().match(small, end):
            return
        rule = rules.get((start, end))
        if len(found) < MOST and (start, end) not in found:
            found[start, end] = Candidate(start, end, kind, head, rule.score if rule else 0.0)

    whole: list[tuple[int, int]] = []
    for number in _with_number().finditer(small):
        add(*number.span(), "numbered", number.group().split()[0].rstrip("0123456789"))
        whole.append(number.span())
    for head in _head().finditer(small):
        add(*head.span(), "room", head.group())
        whole.append(head.span())
    for start, end in list(whole):
        for earlier in _lengthened(small, start):
            add(earlier, end, "longer", small[start:end].split()[-1])
            whole.append((earlier, end))
    for unit in _unit().finditer(small):
        if typed[unit.start()].isupper():
            add(*unit.span(), "unit", "@unit")
    for number in _bare().finditer(small):
        add(*number.span(), "bare", "@number")
    for spot in rules.values():
        words = words_in(small[spot.start : spot.end])
        add(spot.start, spot.end, "rule", words[-1].word if words else "")
        kept = pattern("kept lead").search(small, max(0, spot.start - 20), spot.start)
        if kept:
            add(kept.start(), spot.end, "kept", kept.group().split()[0])
    for first, second, join in _pairs(small, sorted(found.values())):
        add(first.start, second.end, "joined", join)
    return sorted(found.values())


def _pairs(small: str, found: list[Candidate]) -> Iterator[tuple[Candidate, Candidate, str]]:
    """Two that may tell one place together: "corridor outside office", "14 Orchard"."""
    for first in found:
        for second in found:
            if not 1 <= second.start - first.end <= _LONGEST_JOIN or second.kind == "kept":
                continue
            between = small[first.end : second.start]
            if between == " " and "unit" not in (first.kind, second.kind):
                continue
            if between == " " or _joins().fullmatch(between):
                yield first, second, between.strip() or "@beside"
