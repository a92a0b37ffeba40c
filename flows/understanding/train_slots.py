"""Trains the weights for places, times and names: `python -m flows.understanding.train_slots`."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from flows.understanding import picking
from flows.understanding.ensemble import Row
from flows.understanding.lessons import TRAINING, kept_unseen, load_rows
from flows.understanding.slot_lessons import LESSONS, Lesson, teaches

FEWEST = 2
"""A feature seen fewer times than this teaches nothing that holds elsewhere."""
PULL = {"place": 4.0, "when": 4.0, "name": 1.0}
EXAMPLES_WEIGHT = 1.5
"""The examples are labelled most closely to the guide."""
_ROUNDS = 150
_LEAST_WEIGHT = 0.005
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Lessons:
    """All candidates as rows of a matrix, the lesson each belongs to, and which are right."""

    features: csr_matrix
    lesson: npt.NDArray[np.int64]
    right: Numbers
    weights: Numbers


def _lay_out(lessons: Sequence[tuple[Lesson, float]], names: Mapping[str, int]) -> _Lessons:
    cells: list[tuple[int, int, float]] = []
    belongs: list[int] = []
    right: list[float] = []
    for number, (lesson, _) in enumerate(lessons):
        for index, features in enumerate(lesson.candidates):
            cells += [(len(belongs), names[name], value) for name, value in features.items() if name in names]
            belongs.append(number)
            right.append(float(index == lesson.right))
    rows, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(belongs), len(names)))
    return _Lessons(matrix, np.array(belongs), np.array(right), np.array([weight for _, weight in lessons]))


def _fit(given: _Lessons, pull: float) -> Numbers:
    """Weights of a logistic choice between the candidates of a lesson and none of them, deterministic."""
    count = len(given.weights)
    turned_round = given.features.T.tocsr()

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = given.features @ weights
        largest = np.zeros(count)
        np.maximum.at(largest, given.lesson, scores)
        powers = np.exp(scores - largest[given.lesson])
        totals = np.bincount(given.lesson, powers, minlength=count) + np.exp(-largest)
        reached = np.bincount(given.lesson, given.right * scores, minlength=count)
        cost = (given.weights * (np.log(totals) + largest - reached)).sum()
        slope = given.weights[given.lesson] * (powers / totals[given.lesson] - given.right)
        return float(cost + 0.5 * pull * (weights @ weights)), turned_round @ slope + pull * weights

    start = np.zeros(given.features.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x, dtype=np.float64)


def fit_slot(slot: str, rows: Iterable[Row], teach: Callable[[Row], list[Lesson]]) -> dict[str, float]:
    """The weights of one slot from labelled messages."""
    lessons = [
        (lesson, EXAMPLES_WEIGHT if row["id"].startswith("d") else 1.0)
        for row in rows
        for lesson in teach(row)
        if lesson.candidates
    ]
    counts = Counter(name for lesson, _ in lessons for features in lesson.candidates for name in features)
    names = {
        name: place
        for place, name in enumerate(sorted(name for name, seen in counts.items() if seen >= FEWEST))
    }
    weights = _fit(_lay_out(lessons, names), PULL[slot])
    return {
        name: round(float(weights[place]), 3)
        for name, place in names.items()
        if abs(weights[place]) >= _LEAST_WEIGHT
    }


def fit_slots(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    return {
        slot: fit_slot(slot, (row for row in rows if teaches(slot, row)), teach)
        for slot, teach in LESSONS.items()
    }


def slot_rows() -> list[Row]:
    """The messages that are labelled with people, place and time, but those kept unseen."""
    return [
        row
        for row in load_rows(sorted(path.stem for path in TRAINING.glob("*.jsonl")))
        if not kept_unseen(row)
    ]


def main() -> int:
    rows = slot_rows()
    picking.WEIGHTS.write_text(
        json.dumps(fit_slots(rows), ensure_ascii=False, sort_keys=True, indent=0), "utf-8"
    )
    sys.stdout.write(f"trained on {len(rows)} messages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
