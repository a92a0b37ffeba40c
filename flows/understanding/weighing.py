"""Weighs the features of a message: plain numbers, no libraries, loaded once."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from flows.understanding.features import Seen
from flows.understanding.heads import HEADS, WIDTH, place_of
from flows.understanding.known_forms import KnownForms, mark_of
from flows.understanding.words import NAME, Word

VECTOR_SCALE = 0.6
MARK_BYTES = 8
Size = Literal["b", "h"]
"""One byte or two for each number."""


class Table:
    """A row of WIDTH small whole numbers for each known name; each column has a scale of its own."""

    def __init__(self, known: KnownForms, rows: bytes, scales: Sequence[float], size: Size) -> None:
        self.known = known
        self.size = size
        self.scales = list(scales)
        self.rows: memoryview[int] = memoryview(rows).cast(size)

    @classmethod
    def from_floats(cls, names: Sequence[str], weights: Any, size: Size) -> Table:
        """From trained weights (an array of floats), rounded to steps of each column's largest."""
        steps = 2 ** (8 * array(size).itemsize - 1) - 1
        scales = [max(float(abs(column).max()), 1e-9) / steps for column in weights.T]
        marks = [mark_of(name) for name in names]
        packed: array[int] = array(size)
        for place in sorted(range(len(names)), key=marks.__getitem__):
            row = weights[place]
            packed.extend(round(float(value) / scale) for value, scale in zip(row, scales, strict=True))
        return cls(KnownForms.of(names), packed.tobytes(), scales, size)

    def add(self, scores: list[float], counted: Mapping[str, float]) -> None:
        """Adds what the known names say; names that count the same are added up together."""
        alike: dict[float, list[memoryview[int]]] = {}
        for name, value in counted.items():
            place = self.known.place_of(name)
            if place is not None:
                alike.setdefault(value, []).append(self.rows[place * WIDTH : (place + 1) * WIDTH])
        for value, rows in alike.items():
            for column, total in enumerate(map(sum, zip(*rows, strict=True))):
                scores[column] += value * self.scales[column] * total


class Weights:
    """What is known of phrases and words ("names"), of runs of letters, and of words by their meaning."""

    def __init__(self, lean: Sequence[float], names: Table, runs: Table, words: Table) -> None:
        self._lean = list(lean)
        self._tables = {"names": names, "runs": runs, "words": words}

    def save(self, folder: Path) -> None:
        """Writes `weights.json`, what the numbers mean, and `weights.bin`, for each table the marks of its
        names (8 bytes each, rising) and then their rows."""
        index: dict[str, Any] = {"lean": [round(value, 5) for value in self._lean]}
        stored = bytearray()
        for key, table in self._tables.items():
            index[key] = {
                "names": len(table.known),
                "size": table.size,
                "scales": [float(f"{scale:.6g}") for scale in table.scales],
            }
            stored += table.known.marks.tobytes() + table.rows.tobytes()
        (folder / "weights.json").write_text(json.dumps(index), "utf-8")
        (folder / "weights.bin").write_bytes(bytes(stored))

    @classmethod
    def load(cls, folder: Path) -> Weights:
        index = json.loads((folder / "weights.json").read_text("utf-8"))
        stored = (folder / "weights.bin").read_bytes()
        tables, start = [], 0
        for key in ("names", "runs", "words"):
            part = index[key]
            rows_at = start + part["names"] * MARK_BYTES
            end = rows_at + part["names"] * WIDTH * array(part["size"]).itemsize
            marks = array("Q", stored[start:rows_at])
            tables.append(Table(KnownForms(marks), stored[rows_at:end], part["scales"], part["size"]))
            start = end
        return cls(index["lean"], *tables)

    def weigh(self, seen: Seen) -> dict[str, dict[str, float]]:
        """For each head, the probability of each of its labels."""
        scores = list(self._lean)
        self._tables["names"].add(scores, seen.features)
        self._tables["runs"].add(scores, seen.letters)
        words = self._tables["words"]
        forms = [form for word in seen.words if (form := vector_form(word, words.known))]
        share = VECTOR_SCALE / max(len(forms), 1) ** 0.75
        counts = dict.fromkeys(forms, 0.0)
        for form in forms:
            counts[form] += share
        words.add(scores, counts)
        return {head: _as_probabilities(head, scores[place_of(head)]) for head in HEADS}


def vector_form(word: Word, known: Container[str]) -> str | None:
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
