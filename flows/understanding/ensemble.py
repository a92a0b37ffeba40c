"""Weights from several views of the same messages, added up, so that no single view is trusted too far.

All views are linear, so their sum is one row of weights for each feature and costs the bot nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from flows.understanding.fitting import Counted, Matrix, fit_weights
from flows.understanding.heads import HEADS, WIDTH, place_of

OTHER_SHARE = 0.3
"""How much of a message counts for the other labels that a careful person would accept."""
MISSED_COSTS = 3.0
"""A missed red flag costs this many false ones."""
FLAGS_ONLY_MATTERS = 0.5
"""What a message counts that teaches red flags alone: such messages hold far more danger than people send."""
_SHAPE = frozenset({"role", "size", "shape"})
_WORDS = frozenset({"w", "b"})
Row = dict[str, Any]


@dataclass(frozen=True)
class View:
    """What one model sees, how strongly its weights are drawn to nought, and its part in the sum."""

    name: str
    share: float
    pull: float
    flag_pull: float
    scale: float = 1.0
    meanings: bool = False

    def sees(self, feature: str) -> bool:
        sort = feature.split(":", 1)[0]
        if self.name == "everything":
            return sort != "letters"
        seen = {"words": sort in _WORDS, "letters": sort == "letters", "phrases": sort != "letters"}
        return sort in _SHAPE or (
            seen.get(self.name, False) and (self.name != "phrases" or sort not in _WORDS)
        )


VIEWS = (
    View("everything", 1 / 3, 2.0, 1.0, meanings=True),
    View("words", 1 / 6, 2.0, 1.0, scale=1.5),
    View("letters", 1 / 6, 1.0, 1.0),
    View("phrases", 1 / 6, 2.0, 1.0),
    View("meanings", 1 / 6, 0.5, 0.3, meanings=True),
)
"""Measured across writers: against "everything" alone, kind and category gain three in a hundred."""


def fit_views(rows: Sequence[Row], names: Sequence[str], counted: csr_matrix, meanings: Matrix) -> Matrix:
    """One row of WIDTH weights for each name, each direction of meaning, and the lean."""
    total = np.zeros((len(names) + meanings.shape[1] + 1, WIDTH))
    for view in VIEWS:
        chosen = np.array([place for place, name in enumerate(names) if view.sees(name)])
        dense = meanings if view.meanings else meanings[:, :0]
        seen = Counted((counted[:, chosen] * view.scale).tocsr(), dense)
        kept = len(chosen)
        for head in HEADS:
            found = view.share * fit_weights(
                seen,
                wanted_shares(rows, head),
                what_matters(rows, head),
                shape="one of" if head in ("kind", "category", "harm") else "each",
                pull=view.flag_pull if head == "red_flags" else view.pull,
            )
            total[chosen, place_of(head)] += found[:kept] * view.scale
            if view.meanings:
                total[len(names) : -1, place_of(head)] += found[kept:-1]
            total[-1, place_of(head)] += found[-1]
    return total


def wanted_shares(rows: Sequence[Row], head: str) -> Matrix:
    labels = HEADS[head]
    shares = np.zeros((len(rows), len(labels)))
    for i, row in enumerate(rows):
        if head == "red_flags":
            for flag in row["red_flags"]:
                shares[i, labels.index(flag)] = 1.0
        elif head == "spoken":
            shares[i, 0] = float(row["spoken"])
        elif not row.get("flags_only"):
            accepted = row.get({"kind": "kinds_ok", "category": "categories_ok"}.get(head, ""), ())
            others = [label for label in accepted if label != row[head]]
            shares[i, labels.index(row[head])] += 1.0 - (OTHER_SHARE if others else 0.0)
            for label in others:
                shares[i, labels.index(label)] += OTHER_SHARE / len(others)
    return shares


def what_matters(rows: Sequence[Row], head: str) -> Matrix:
    """What a mistake costs: a missed flag most, a flag that would be no mistake nothing."""
    labels = HEADS[head]
    matter = np.ones((len(rows), len(labels)))
    if head == "red_flags":
        for i, row in enumerate(rows):
            for flag in row["red_flags_ok"]:
                matter[i, labels.index(flag)] = 0.0
            for flag in row["red_flags"]:
                matter[i, labels.index(flag)] = MISSED_COSTS
    alone = [i for i, row in enumerate(rows) if row.get("flags_only")]
    matter[alone] *= FLAGS_ONLY_MATTERS if head == "red_flags" else 0.0
    return matter
