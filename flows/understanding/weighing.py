"""Weighs the features of a message: plain numbers, no libraries, loaded once."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.understanding.features import Seen
from flows.understanding.heads import HEADS, WIDTH, place_of
from flows.understanding.words import NAME, Word

VECTOR_SCALE = 0.6
_STEPS = 127


@dataclass(frozen=True)
class WordPart:
    """What each known word says about each label by its meaning, also where no message had it yet."""

    places: Mapping[str, int]
    rows: Any


class Weights:
    """Rows of WIDTH small whole numbers, one row for each feature and one for each known word."""

    def __init__(
        self,
        names: Sequence[str],
        words: Sequence[str],
        lean: Sequence[float],
        rows: bytes,
        scales: array[float],
    ) -> None:
        self._names = {name: place for place, name in enumerate(names)}
        self._words = {word: place for place, word in enumerate(words, start=len(names))}
        self._lean = list(lean)
        self._rows = memoryview(rows).cast("b")
        self._scales = scales

    @classmethod
    def from_floats(cls, names: Mapping[str, int], weights: Any, lean: Any, words: WordPart) -> Weights:
        """From trained weights (arrays of floats), rounded to steps of 1/127 of each row's largest."""
        scales, packed = array("f"), bytearray()
        for block in (weights, words.rows):
            for row in block:
                largest = max(float(abs(row).max()), 1e-9)
                scales.append(largest / _STEPS)
                packed += array("b", [round(float(value) / largest * _STEPS) for value in row]).tobytes()
        return cls(list(names), list(words.places), [float(value) for value in lean], bytes(packed), scales)

    def save(self, folder: Path) -> None:
        index = {
            "lean": [round(value, 5) for value in self._lean],
            "names": list(self._names),
            "words": list(self._words),
        }
        (folder / "weights.json").write_text(json.dumps(index, ensure_ascii=False), "utf-8")
        (folder / "weights.bin").write_bytes(self._scales.tobytes() + self._rows.tobytes())

    @classmethod
    def load(cls, folder: Path) -> Weights:
        index = json.loads((folder / "weights.json").read_text("utf-8"))
        stored = (folder / "weights.bin").read_bytes()
        scales = array("f")
        size = (len(index["names"]) + len(index["words"])) * scales.itemsize
        scales.frombytes(stored[:size])
        return cls(index["names"], index["words"], index["lean"], stored[size:], scales)

    def weigh(self, seen: Seen) -> dict[str, dict[str, float]]:
        """For each head, the probability of each of its labels."""
        scores = list(self._lean)
        for name, value in seen.features.items():
            place = self._names.get(name)
            if place is not None:
                self._add(scores, place, value)
        forms = [form for word in seen.words if (form := vector_form(word, self._words))]
        if forms:
            share = VECTOR_SCALE / len(forms) ** 0.75
            for form in forms:
                self._add(scores, self._words[form], share)
        return {head: _as_probabilities(head, scores[place_of(head)]) for head in HEADS}

    def _add(self, scores: list[float], place: int, value: float) -> None:
        step = value * self._scales[place]
        row = self._rows[place * WIDTH : (place + 1) * WIDTH]
        scores[:] = [score + step * weight for score, weight in zip(scores, row, strict=True)]


def vector_form(word: Word, known: Mapping[str, int]) -> str | None:
    """The form of a word whose meaning is known, the corrected spelling first."""
    for form in reversed(word.forms):
        if form != NAME and form in known:
            return form
    return None


def _as_probabilities(head: str, scores: list[float]) -> dict[str, float]:
    if head in ("red_flags", "spoken"):
        shares = [1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, score)))) for score in scores]
    else:
        largest = max(scores)
        powers = [math.exp(score - largest) for score in scores]
        shares = [power / sum(powers) for power in powers]
    return dict(zip(HEADS[head], shares, strict=True))
