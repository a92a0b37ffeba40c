"""Finds the place inside the service that a message names, exactly as it was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from flows.understanding.picking import Features, best_of, weigh
from flows.understanding.where_candidates import find_candidates
from flows.understanding.where_features import Surroundings
from flows.understanding.where_rules import ALIKE, Spot, mend
from flows.understanding.wordlists import fold, lower_in_place

if TYPE_CHECKING:
    from flows.understanding.encoder import Read

_LONGEST = 2000
_LEAST_SURE = 0.3
"""Below this probability no place is better than a wrong one (settled on unseen messages)."""


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


def choose_place(
    text: str,
    places: Sequence[PossiblePlace],
    read: "Read",
    read_counts: float,
    known_places: Sequence[str] = (),
) -> str | None:
    """One of the possible places as typed, without "the", or None.

    `read` is what the encoder made of the message, and `read_counts` its part in the choice; `known_places`
    are the service's own names.
    """
    typed = text[:_LONGEST]
    known = _known(lower_in_place(typed), known_places) if known_places else None
    if known:
        return typed[known.start : known.end]
    scores = [weigh("place", place.features) for place in places]
    if read.text == text:  # where a provider's own words were replaced, the pieces stand elsewhere
        scores = [
            (1.0 - read_counts) * score + read_counts * read.place_score(place.start, place.end)
            for score, place in zip(scores, places, strict=True)
        ]
    best = best_of(scores, _LEAST_SURE, [(place.start, place.end) for place in places])
    return typed[places[best].start : places[best].end].strip() if best is not None else None
