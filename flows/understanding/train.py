"""Trains the weights that the bot ships with: `python -m flows.understanding.train`."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from flows.understanding.features import Seen, reader
from flows.understanding.fitting import Matrix, fit_weights
from flows.understanding.heads import HEADS, WIDTH, place_of
from flows.understanding.weighing import VECTOR_SCALE, Weights, WordPart, vector_form

HERE = Path(__file__).parent
TRAINING = HERE / "training"
PLAIN = "plain"
FEWEST = 2
"""A feature seen in fewer messages than this teaches nothing that holds elsewhere."""
OTHER_SHARE = 0.3
"""How much of a message counts for the other labels that a careful person would accept."""
PULL = {"kind": 2.0, "category": 2.0, "harm": 3.0, "red_flags": 1.0, "spoken": 2.0}
Row = dict[str, Any]


@dataclass(frozen=True)
class WordVectors:
    places: dict[str, int]
    vectors: Matrix


def load_rows(names: Iterable[str]) -> list[Row]:
    """The labelled messages of some files of flows/understanding/training/, the plain ones as "plain"."""
    rows: list[Row] = []
    for name in names:
        if name == PLAIN:
            lines = (TRAINING / f"{name}.txt").read_text("utf-8").splitlines()
            rows += [_plain_row(line) for line in lines if line and not line.startswith("#")]
        else:
            lines = (TRAINING / f"{name}.jsonl").read_text("utf-8").splitlines()
            rows += [json.loads(line) for line in lines if line.strip()]
    return rows


def _plain_row(line: str) -> Row:
    labels, text = line.split(" | ", 1)
    role, kinds, categories, flags, harm = labels.split()
    return {
        "id": text,
        "role": role.rstrip("+"),
        "text": text,
        "kind": kinds.split("/")[0],
        "kinds_ok": kinds.split("/"),
        "category": categories.split("/")[0],
        "categories_ok": categories.split("/"),
        "red_flags": [] if flags == "-" else flags.split(","),
        "red_flags_ok": [],
        "harm": harm,
        "spoken": role.endswith("+"),
    }


def load_vectors() -> WordVectors:
    """Word meanings as 256 numbers each; see training/README.md for where they come from."""
    with np.load(TRAINING / "word_vectors.npz") as stored:
        words = [str(word) for word in stored["words"]]
        return WordVectors({w: i for i, w in enumerate(words)}, stored["vectors"].astype(np.float64) / 24.0)


def see_rows(rows: Sequence[Row]) -> list[Seen]:
    return [reader().see(row["text"], row["role"], {}) for row in rows]


def fit_model(rows: Sequence[Row], seen: Sequence[Seen], vectors: WordVectors) -> Weights:
    """Weights for all heads, from labelled messages."""
    counts = Counter(name for message in seen for name in message.features)
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= FEWEST))}
    rarity = _rarity(seen, vectors)
    together = hstack([_sparse(seen, names), csr_matrix(_mean_vectors(seen, vectors, rarity))]).tocsr()
    all_weights = np.zeros((len(names) + vectors.vectors.shape[1] + 1, WIDTH))
    for head in HEADS:
        one_of = head in ("kind", "category", "harm")
        all_weights[:, place_of(head)] = fit_weights(
            together,
            wanted_shares(rows, head),
            shape="one of" if one_of else "each",
            pull=PULL[head],
            positives=3.0 if head == "red_flags" else 1.0,
        )
    count = len(names)
    by_word = (vectors.vectors * rarity[:, None]) @ all_weights[count:-1]
    return Weights.from_floats(names, all_weights[:count], all_weights[-1], WordPart(vectors.places, by_word))


def wanted_shares(rows: Sequence[Row], head: str) -> Matrix:
    labels = HEADS[head]
    shares = np.zeros((len(rows), len(labels)))
    for i, row in enumerate(rows):
        if head == "red_flags":
            for flag in row["red_flags"]:
                shares[i, labels.index(flag)] = 1.0
        elif head == "spoken":
            shares[i, 0] = float(row["spoken"])
        else:
            others = [
                label
                for label in row.get(
                    f"{head.replace('kind', 'kinds').replace('category', 'categories')}_ok", ()
                )
                if label != row[head]
            ]
            shares[i, labels.index(row[head])] += 1.0 - (OTHER_SHARE if others else 0.0)
            for label in others:
                shares[i, labels.index(label)] += OTHER_SHARE / len(others)
    return shares


def _rarity(seen: Sequence[Seen], vectors: WordVectors) -> npt.NDArray[np.float64]:
    counts = Counter(
        form for message in seen for form in {vector_form(w, vectors.places) for w in message.words}
    )
    return np.array([0.02 / (0.02 + counts.get(word, 0) / len(seen)) for word in vectors.places])


def _sparse(seen: Sequence[Seen], names: dict[str, int]) -> csr_matrix:
    cells = [
        (i, names[name], value)
        for i, message in enumerate(seen)
        for name, value in message.features.items()
        if name in names
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(seen), len(names)))


def _mean_vectors(seen: Sequence[Seen], vectors: WordVectors, rarity: npt.NDArray[np.float64]) -> Matrix:
    means = np.zeros((len(seen), vectors.vectors.shape[1]))
    for i, message in enumerate(seen):
        forms = [form for word in message.words if (form := vector_form(word, vectors.places))]
        for form in forms:
            means[i] += vectors.vectors[vectors.places[form]] * rarity[vectors.places[form]]
        if forms:
            means[i] *= VECTOR_SCALE / len(forms) ** 0.75
    return means


def main(arguments: Sequence[str]) -> int:
    """Trains on the named files, or on every file of training/, and writes the weights to data/."""
    names = list(arguments) or [*sorted(path.stem for path in TRAINING.glob("*.jsonl")), PLAIN]
    rows = load_rows(names)
    fit_model(rows, see_rows(rows), load_vectors()).save(HERE / "data")
    sys.stdout.write(f"trained on {len(rows)} messages of {', '.join(names)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
