"""Finds weights for the features of labelled messages. Needs the `train` extra; the bot never imports it."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Matrix = npt.NDArray[np.float64]


def fit_weights(
    features: csr_matrix,
    wanted: Matrix,
    *,
    shape: Literal["one of", "each"],
    pull: float,
    rounds: int = 60,
    positives: float = 1.0,
) -> Matrix:
    """Weights (features + 1 for the lean, labels) of a logistic model, deterministic.

    `wanted` holds the share of each label per message: "one of" shares add up to one, "each" label stands
    for itself. `pull` draws weights towards nought; `positives` makes a missed label cost more.
    """
    count, width = features.shape[1], wanted.shape[1]
    turned_round = features.T.tocsr()

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(count + 1, width)
        scores = features @ weights[:-1] + weights[-1]
        if shape == "one of":
            scores -= scores.max(axis=1, keepdims=True)
            log_total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
            cost = -(wanted * (scores - log_total)).sum()
            slope = np.exp(scores - log_total) * wanted.sum(axis=1, keepdims=True) - wanted
        else:
            matter = np.where(wanted > 0, positives, 1.0)
            cost = (matter * (np.logaddexp(0.0, scores) - wanted * scores)).sum()
            slope = matter * (1.0 / (1.0 + np.exp(-np.clip(scores, -500, 500))) - wanted)
        gradient = np.vstack([turned_round @ slope + pull * weights[:-1], slope.sum(axis=0)])
        return float(cost + 0.5 * pull * (weights[:-1] ** 2).sum()), gradient.ravel()

    found = minimize(
        loss,
        np.zeros((count + 1) * width),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 8},
    )
    return np.asarray(found.x, dtype=np.float64).reshape(count + 1, width)
