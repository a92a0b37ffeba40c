"""Weighs the features of a message, with weights that are loaded once."""

from __future__ import annotations

import json
from array import array
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from flows.understanding.features import Seen
from flows.understanding.heads import WIDTH
from flows.understanding.known_forms import KnownForms, mark_of
from flows.understanding.words import NAME, Word

VECTOR_SCALE = 0.6
MARK_BYTES = 8
Size = Literal["b", "h"]
"""One byte or two for each number."""
_TYPES: dict[Size, type[np.integer[Any]]] = {"b": np.int8, "h": np.int16}
Numbers = npt.NDArray[np.float64]


class Table:
    """A row of WIDTH small whole numbers for each known name; each column has a scale of its own."""

    def __init__(self, known: KnownForms, rows: bytes, scales: Sequence[float], size: Size) -> None:
        self.known = known
        self.size = size
        self.scales = np.array(scales)
        self.rows = np.frombuffer(rows, dtype=_TYPES[size]).reshape(-1, WIDTH)

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

    def weigh(self, counted: Mapping[str, float]) -> Numbers:
        """What the known names say together: WIDTH scores."""
        found = [
            (place, value)
            for name, value in counted.items()
            if (place := self.known.place_of(name)) is not None
        ]
        if not found:
            return np.zeros(WIDTH)
        places, values = zip(*found, strict=True)
        scores: Numbers = np.array(values) @ self.rows[list(places)] * self.scales
        return scores


class Weights:
    """What is known of phrases and words ("names"), of runs of letters, and of words by their meaning."""

    def __init__(self, lean: Sequence[float], names: Table, runs: Table, words: Table) -> None:
        self._lean = np.array(lean)
        self._tables = {"names": names, "runs": runs, "words": words}

    def save(self, folder: Path) -> None:
        """Writes `weights.json`, what the numbers mean, and `weights.bin`, for each table the marks of its
        names (8 bytes each, rising) and then their rows."""
        index: dict[str, Any] = {"lean": [round(float(value), 5) for value in self._lean]}
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

    def weigh(self, seen: Seen) -> Numbers:
        """WIDTH scores."""
        words = self._tables["words"]
        forms = [form for word in seen.words if (form := vector_form(word, words.known))]
        share = VECTOR_SCALE / max(len(forms), 1) ** 0.75
        counts = dict.fromkeys(forms, 0.0)
        for form in forms:
            counts[form] += share
        scores: Numbers = (
            self._lean
            + self._tables["names"].weigh(seen.features)
            + self._tables["runs"].weigh(seen.letters)
            + words.weigh(counts)
        )
        return scores


def vector_form(word: Word, known: Container[str]) -> str | None:
    """The form of a word whose meaning is known, the corrected spelling first."""
    for form in reversed(word.forms):
        if form != NAME and form in known:
            return form
    return None
