"""Weighs what was found for a place, a time or a name with trained weights: plain numbers, loaded once."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Features = Mapping[str, float]
WEIGHTS = Path(__file__).parent / "data" / "slot_weights.json"


@cache
def load_weights(path: Path) -> dict[str, dict[str, float]]:
    """The weight of each feature, by slot."""
    slots: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    return slots


def weigh(slot: str, features: Features) -> float:
    """The sum of the weights of the features that the slot knows."""
    known = load_weights(WEIGHTS)[slot]
    return sum(known.get(name, 0.0) * value for name, value in features.items())


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each candidate to be the one; what is left to one is that none of them is."""
    largest = max((0.0, *scores))
    powers = [math.exp(score - largest) for score in scores]
    total = sum(powers) + math.exp(-largest)
    return [power / total for power in powers]


def chance(score: float) -> float:
    """The probability of a thing that is weighed alone."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score))))


def best_of(scores: Sequence[float], least: float, spans: Sequence[tuple[int, int]] = ()) -> int | None:
    """Which of the weighed candidates is the one, or None where none reaches the least probability.

    Candidates whose spans overlap are one thing with more or fewer words: their probabilities add up.
    """
    if not scores:
        return None
    probable = shares(scores)
    best = max(range(len(scores)), key=lambda index: probable[index])
    together = probable[best]
    if spans:
        start, end = spans[best]
        together = sum(
            share
            for share, (first, last) in zip(probable, spans, strict=True)
            if first < end and start < last
        )
    return best if together >= least else None
