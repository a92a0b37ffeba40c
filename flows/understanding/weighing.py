"""Weighs the features of a message, with weights that are loaded once."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.understanding.features import Seen
from flows.understanding.heads import WIDTH
from flows.understanding.known_forms import KnownForms, mark_of
from flows.understanding.words import NAME, Word

VECTOR_SCALE = 0.6
MARK_BYTES = 8
LEAST = 0.05
"""A row none of whose weights reaches this is not kept: half of them, and nothing is read worse for it."""
Numbers = npt.NDArray[np.float64]


class Table:
    """A row of WIDTH whole numbers of one byte for each known name; each column has a scale of its own."""

    def __init__(self, known: KnownForms, rows: bytes, scales: Sequence[float]) -> None:
        self.known = known
        self.scales = np.array(scales)
        self.rows = np.frombuffer(rows, dtype=np.int8).reshape(-1, WIDTH)

    @classmethod
    def from_floats(cls, names: Sequence[str], weights: Any, least: float = 0.0) -> Table:
        """From trained weights (names x WIDTH), rounded to steps of each column's largest."""
        heavy = [place for place, row in enumerate(weights) if np.abs(row).max() >= least]
        marks = {place: mark_of(names[place]) for place in heavy}
        kept = weights[sorted(heavy, key=marks.__getitem__)]
        scales = np.maximum(np.abs(kept).max(0, initial=0.0), 1e-9) / np.iinfo(np.int8).max
        rows = np.round(kept / scales).astype(np.int8)
        return cls(KnownForms.of(names[place] for place in heavy), rows.tobytes(), scales.tolist())

    def weigh(self, counted: Mapping[str, float]) -> Numbers:
        """What the known names say together: WIDTH scores."""
        if not counted or not len(self.known):
            return np.zeros(WIDTH)
        known, places = self.known.find(list(counted))
        values = np.fromiter(counted.values(), dtype=np.float64, count=len(counted))[known]
        scores: Numbers = values @ self.rows[places] * self.scales
        return scores


class Weights:
    """What is known of phrases and words ("names"), of runs of letters, and of words by their meaning."""

    def __init__(self, lean: Sequence[float], names: Table, runs: Table, words: Table) -> None:
        self._lean = np.array(lean)
        self._tables = {"names": names, "runs": runs, "words": words}

    def save(self, folder: Path) -> None:
        """Writes `weights.json`, what the numbers mean, and `weights.bin`, packed by zlib: for each table the
        marks of its names (8 bytes each, rising) and then their rows."""
        index: dict[str, Any] = {"lean": [round(float(value), 5) for value in self._lean]}
        stored = bytearray()
        for key, table in self._tables.items():
            index[key] = {
                "names": len(table.known),
                "scales": [float(f"{scale:.6g}") for scale in table.scales],
            }
            stored += table.known.marks.tobytes() + table.rows.tobytes()
        (folder / "weights.json").write_text(json.dumps(index), "utf-8")
        (folder / "weights.bin").write_bytes(zlib.compress(stored, 9))

    @classmethod
    def load(cls, folder: Path) -> Weights:
        index = json.loads((folder / "weights.json").read_text("utf-8"))
        stored = zlib.decompress((folder / "weights.bin").read_bytes())
        tables, start = [], 0
        for key in ("names", "runs", "words"):
            part = index[key]
            rows_at = start + part["names"] * MARK_BYTES
            end = rows_at + part["names"] * WIDTH
            marks = array("Q", stored[start:rows_at])
            tables.append(Table(KnownForms(marks), stored[rows_at:end], part["scales"]))
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
