"""Finds the place inside the service that a message names, exactly as it was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from flows.understanding.wordlists import any_of, fold, lower_in_place, words_of

_LONGEST = 4096
_ALIKE = 86
_LONG_WORD = re.compile(r"[^\W\d_]{6,14}")
_NUMBER = r"(?:no\.?\s|number\s|#)?(?:\d{1,3}[a-z]?|[a-h](?![\w'])|one|two|three|four|five|six|seven|eight|nine|ten)"
_ARTICLE = r"(?:the|a|an|our|your|my|his|her|their|mums|mum's|dads|dad's|this|that|one\sof\sthe)"


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    score: float


def _listed(*keys: str) -> str:
    return any_of("places.toml", *keys)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number, qualifier = _NUMBER, _listed("qualifiers")
    return {
        "numbered": re.compile(
            rf"\b(?:{qualifier}\s){{0,2}}{_listed('numbered')}\s{{0,2}}{number}\b(?:\s?(?:and|&|or|,)\s?\d{{1,3}}\b)*"
        ),
        "room": re.compile(rf"\b(?:{qualifier}\s){{0,3}}{_listed('rooms')}\b"),
        "lead": re.compile(rf"\b{_listed('leads')}\s(?:{_ARTICLE}\s)?(?:\w+'?s\s)?$"),
        "kept_lead": re.compile(rf"\b{_listed('kept_leads')}\s(?:the\s)?$"),
        "join": re.compile(rf"\s{_listed('joins')}\s(?:the\s)?$"),
        "after": re.compile(rf"\s{_listed('not_a_place_after')}\b"),
        "doing": re.compile(rf"\b{_listed('doing')}\s(?:the\s)?$"),
    }


@cache
def _single_rooms() -> tuple[str, ...]:
    return tuple(
        sorted(word for word in words_of("places.toml", "rooms") if " " not in word and len(word) >= 6)
    )


def _correct(word: str) -> str:
    if word in words_of("places.toml"):
        return word
    best = process.extractOne(word, _single_rooms(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None or best[0][0] != word[0] or word.rstrip("s") == best[0]:
        return word
    return best[0]


def _mend(small: str) -> tuple[str, list[int]]:
    """The text with room words spelt right, and for each of its letters the position in the typed text."""
    mended: list[str] = []
    positions: list[int] = []
    last = 0
    for found in _LONG_WORD.finditer(small):
        word = found.group()
        right = _correct(word)
        if right == word:
            continue
        start, end = found.span()
        mended += [small[last:start], right]
        positions += range(last, start)
        positions += (min(start + offset, end - 1) for offset in range(len(right)))
        last = end
    mended.append(small[last:])
    positions += range(last, len(small))
    return "".join(mended), positions


def _spots(small: str) -> list[_Spot]:
    patterns, spots = _patterns(), []
    for found in patterns["numbered"].finditer(small):
        spots.append(_Spot(*found.span(), 4.0))
    for found in patterns["room"].finditer(small):
        start, end = found.span()
        if any(spot.start < end and start < spot.end for spot in spots):
            continue
        score = _score(small, start, end)
        if score > 0:
            spots.append(_Spot(start, end, score))
    return sorted(spots, key=lambda spot: spot.start)


def _score(small: str, start: int, end: int) -> float:
    patterns, word = _patterns(), small[start:end]
    before = small[max(0, start - 40) : start]
    led = bool(patterns["lead"].search(before))
    if patterns["after"].match(small, end):
        return 0.0
    if word in words_of("places.toml", "need_a_word"):
        return (
            0.0 if word != "flat" else (1.0 if led and re.search(r"(?:the|whole|'s|s)\s$", before) else 0.0)
        )
    if word in words_of("places.toml", "done_things"):
        inside = re.search(r"\b(?:in|near|by|outside|inside|into|of)\s(?:the\s|his\s|her\s)?$", before) or (
            word in ("drive", "path", "steps", "roof") and re.search(r"\bon\s(?:the\s)?$", before)
        )
        return 2.0 if inside else 0.0
    return 3.0 if led else 1.0


def _joined(small: str, spots: list[_Spot]) -> list[_Spot]:
    merged: list[_Spot] = []
    for spot in spots:
        last = merged[-1] if merged else None
        if last and re.fullmatch(rf"\s{_listed('joins')}\s(?:the\s)?", small[last.end : spot.start]):
            merged[-1] = _Spot(last.start, spot.end, max(last.score, spot.score))
        else:
            merged.append(spot)
    return merged


def _known(small: str, known_places: Sequence[str]) -> _Spot | None:
    """The service's own name of a place, spelling mistakes allowed, whole words only."""
    words = [(found.start(), found.end(), found.group()) for found in re.finditer(r"[\w']+", small)]
    best: _Spot | None = None
    for known in known_places:
        goal = fold(known)
        size = len(goal.split())
        if not 1 <= size <= 5 or len(goal) < 3:
            continue
        for index in range(len(words) - size + 1):
            group = words[index : index + size]
            typed = " ".join(word for _, _, word in group)
            if abs(len(typed) - len(goal)) > 2 or re.sub(r"\D", "", typed) != re.sub(r"\D", "", goal):
                continue
            alike = fuzz.ratio(typed, goal)
            if alike >= (_ALIKE if len(goal) > 5 else 100) and (
                best is None or size + alike / 100 > best.score
            ):
                best = _Spot(group[0][0], group[-1][1], size + alike / 100)
    return best


def find_place(text: str, known_places: Sequence[str] = ()) -> str | None:
    """The place as typed, without "the", or None. `known_places` are the service's own names."""
    typed = text[:_LONGEST]
    small = lower_in_place(typed)
    spot = _known(small, known_places)
    if spot is None:
        mended, positions = _mend(small)
        spots = _joined(mended, _spots(mended))
        if not spots:
            return None
        best = max(spots, key=lambda one: (one.score, -one.start))
        spot = _Spot(positions[best.start], positions[best.end - 1] + 1, best.score)
    start = spot.start
    kept = _patterns()["kept_lead"].search(small, max(0, start - 20), start)
    if kept:
        start = kept.start()
    return typed[start : spot.end].strip()
