"""Trains the weights that the bot ships with: `python -m flows.understanding.train`."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from flows.understanding.ensemble import Row, fit_views
from flows.understanding.features import Seen, reader
from flows.understanding.fitting import Matrix
from flows.understanding.lessons import TRAINING, kept_unseen, load_rows, training_files
from flows.understanding.weighing import LEAST, VECTOR_SCALE, Table, Weights, vector_form

HERE = Path(__file__).parent
FEWEST = 2
"""A feature seen in fewer messages than this teaches nothing that holds elsewhere."""
FEWEST_RUNS = 6
"""The same for a run of letters."""


@dataclass(frozen=True)
class WordVectors:
    places: dict[str, int]
    vectors: Matrix


def load_vectors() -> WordVectors:
    """Word meanings as 256 numbers each; see training/README.md for where they come from."""
    with np.load(TRAINING / "word_vectors.npz") as stored:
        words = [str(word) for word in stored["words"]]
        return WordVectors({w: i for i, w in enumerate(words)}, stored["vectors"].astype(np.float64) / 24.0)


def see_rows(rows: Sequence[Row]) -> list[Seen]:
    return [reader().see(row["text"], row["role"], {}) for row in rows]


def fit_model(rows: Sequence[Row], seen: Sequence[Seen], vectors: WordVectors) -> Weights:
    """Weights for all heads, from labelled messages."""
    names = _often([message.features for message in seen], FEWEST)
    runs = _often([message.letters for message in seen], FEWEST_RUNS)
    counted = hstack(
        [_sparse([one.features for one in seen], names), _sparse([one.letters for one in seen], runs)]
    )
    rarity = _rarity(seen, vectors)
    columns = [*names, *(f"letters:{run}" for run in runs)]
    found = fit_views(rows, columns, counted.tocsr(), _mean_vectors(seen, vectors, rarity))
    by_word = (vectors.vectors * rarity[:, None]) @ found[len(columns) : -1]
    return Weights(
        found[-1].tolist(),
        Table.from_floats(list(names), found[: len(names)], LEAST),
        Table.from_floats(list(runs), found[len(names) : len(columns)], LEAST),
        Table.from_floats(list(vectors.places), by_word),
    )


def _often(counted: Sequence[Mapping[str, float]], fewest: int) -> dict[str, int]:
    counts = Counter(name for one in counted for name in one)
    return {
        name: place
        for place, name in enumerate(sorted(name for name, count in counts.items() if count >= fewest))
    }


def _rarity(seen: Sequence[Seen], vectors: WordVectors) -> npt.NDArray[np.float64]:
    counts = Counter(
        form for message in seen for form in {vector_form(w, vectors.places) for w in message.words}
    )
    return np.array([0.02 / (0.02 + counts.get(word, 0) / len(seen)) for word in vectors.places])


def _sparse(counted: Sequence[Mapping[str, float]], names: Mapping[str, int]) -> csr_matrix:
    cells = [
        (i, names[name], value)
        for i, one in enumerate(counted)
        for name, value in one.items()
        if name in names
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(counted), len(names)))


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
    """Trains on the named files, or on every file of training/, and writes the weights to data/.

    Messages kept unseen teach nothing, so that what is measured on them is what ships.
    """
    names = list(arguments) or training_files()
    rows = [row for row in load_rows(names) if not kept_unseen(row)]
    fit_model(rows, see_rows(rows), load_vectors()).save(HERE / "data")
    sys.stdout.write(f"trained on {len(rows)} messages of {', '.join(names)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
