"""Finds weights for the features of labelled messages. Needs the `dev` extra; the bot never imports it."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Matrix = npt.NDArray[np.floating]


class Counted:
    """What was counted in each message: rare things kept sparse, word meanings kept dense, for speed."""

    def __init__(self, rare: csr_matrix, dense: Matrix) -> None:
        self.rare = rare.astype(np.float32)
        self._turned_round = self.rare.T.tocsr()
        self._dense = dense.astype(np.float32)
        self.width = rare.shape[1] + dense.shape[1]

    def times(self, weights: Matrix) -> Matrix:
        edge = self.rare.shape[1]
        scores: Matrix = self.rare @ weights[:edge] + self._dense @ weights[edge:]
        return scores

    def gather(self, slope: Matrix) -> Matrix:
        return np.vstack([self._turned_round @ slope, self._dense.T @ slope])


def fit_weights(
    counted: Counted,
    wanted: Matrix,
    matter: Matrix,
    *,
    shape: Literal["one of", "each"],
    pull: float,
    rounds: int = 30,
) -> Matrix:
    """Weights (features + 1 for the lean, labels) of a logistic model, deterministic.

    `wanted` holds the share of each label per message: "one of" shares add up to one, "each" label stands
    for itself. `matter` says what a mistake costs there, `pull` draws weights towards nought.
    """
    width = wanted.shape[1]
    wanted, matter = wanted.astype(np.float32), matter.astype(np.float32)

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(counted.width + 1, width).astype(np.float32)
        scores = counted.times(weights[:-1]) + weights[-1]
        if shape == "one of":
            scores -= scores.max(axis=1, keepdims=True)
            log_total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
            cost = -(wanted * (scores - log_total)).sum(dtype=np.float64)
            slope = np.exp(scores - log_total) * wanted.sum(axis=1, keepdims=True) - wanted
        else:
            cost = (matter * (np.logaddexp(0.0, scores) - wanted * scores)).sum(dtype=np.float64)
            slope = matter * (1.0 / (1.0 + np.exp(-np.clip(scores, -80, 80))) - wanted)
        gradient = np.vstack([counted.gather(slope) + pull * weights[:-1], slope.sum(axis=0)])
        drawn = 0.5 * pull * (weights[:-1].astype(np.float64) ** 2).sum()
        return float(cost + drawn), gradient.ravel().astype(np.float64)

    found = minimize(
        loss,
        np.zeros((counted.width + 1) * width),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 6},
    )
    return np.asarray(found.x, dtype=np.float64).reshape(counted.width + 1, width)
