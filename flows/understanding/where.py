"""Finds the place inside the service that a message names, exactly as it was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from flows.understanding.picking import Features, best_of
from flows.understanding.where_candidates import find_candidates
from flows.understanding.where_features import Surroundings
from flows.understanding.where_rules import ALIKE, Spot, mend
from flows.understanding.wordlists import fold, lower_in_place

_LONGEST = 2000
_LEAST_SURE = 0.4
"""Below this probability no place is better than a wrong one (measured across writers)."""


@dataclass(frozen=True, slots=True)
class PossiblePlace:
    start: int
    end: int
    rule_score: float
    features: Features


def possible_places(text: str) -> list[PossiblePlace]:
    """All stretches of the text that might be its place, with what is seen of them."""
    typed = text[:_LONGEST]
    mended, positions = mend(lower_in_place(typed))
    as_typed = "".join(typed[position] for position in positions)
    found = find_candidates(mended, as_typed)
    around = Surroundings(mended, as_typed, found)
    return [
        PossiblePlace(positions[one.start], positions[one.end - 1] + 1, one.score, around.features(one))
        for one in found
    ]


def _known(small: str, known_places: Sequence[str]) -> Spot | None:
    """The service's own name of a place, spelling mistakes allowed, whole words only."""
    words = [(found.start(), found.end(), found.group()) for found in re.finditer(r"[\w']+", small)]
    best: Spot | None = None
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
            if alike >= (ALIKE if len(goal) > 5 else 100) and (
                best is None or size + alike / 100 > best.score
            ):
                best = Spot(group[0][0], group[-1][1], size + alike / 100)
    return best


def find_place(text: str, known_places: Sequence[str] = ()) -> str | None:
    """The place as typed, without "the", or None. `known_places` are the service's own names."""
    typed = text[:_LONGEST]
    known = _known(lower_in_place(typed), known_places) if known_places else None
    if known:
        return typed[known.start : known.end]
    places = possible_places(typed)
    spans = [(place.start, place.end) for place in places]
    best = best_of("place", [place.features for place in places], _LEAST_SURE, spans)
    return typed[places[best].start : places[best].end].strip() if best is not None else None
