"""The questions that are weighed, their labels, and where each stands in a row of weights."""

import math
from collections.abc import Mapping, Sequence

from flows.understanding.result import HARMS, KINDS, RED_FLAGS

CATEGORIES: tuple[str, ...] = (
    "falls",
    "medicines",
    "skin",
    "choking",
    "food_drink",
    "infection",
    "equipment",
    "building",
    "distress",
    "restraint_consent",
    "abuse_neglect",
    "money_belongings",
    "missing_person",
    "illness",
    "end_of_life",
    "dignity",
    "staff_attitude",
    "staffing_visits",
    "communication",
    "daily_life",
    "records_privacy",
    "transfers",
    "staff_safety",
    "management",
    "none",
)
HEADS: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "category": CATEGORIES,
    "harm": HARMS,
    "red_flags": RED_FLAGS,
    "spoken": ("spoken",),
}
EACH = frozenset({"red_flags", "spoken"})
"""Heads whose labels stand for themselves; of the others exactly one label holds."""
WIDTH = sum(len(labels) for labels in HEADS.values())


Shares = Mapping[str, Mapping[str, float]]
"""For each head, the probability of each of its labels."""


def place_of(head: str) -> slice:
    """Where the labels of a head stand in a row of WIDTH weights."""
    start = 0
    for name, labels in HEADS.items():
        if name == head:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(head)


def all_shares(scores: Sequence[float]) -> Shares:
    """From WIDTH scores."""
    return {head: as_shares(head, scores[place_of(head)]) for head in HEADS}


def as_shares(head: str, scores: Sequence[float]) -> dict[str, float]:
    """Scores as probabilities: each for itself, or together one."""
    if head in EACH:
        shares = [1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, score)))) for score in scores]
    else:
        largest = max(scores)
        powers = [math.exp(score - largest) for score in scores]
        total = sum(powers)
        shares = [power / total for power in powers]
    return dict(zip(HEADS[head], shares, strict=True))
