"""What the weights and the encoder say of a message, together. Each is right where the other errs.

Loading this takes numpy, onnxruntime and most of a second, so it is only imported where messages are read.
The encoder loads and reads in a thread, on a second core where there is one: it takes as long as the rest.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from flows.understanding.encoder import Encoder
from flows.understanding.features import Seen
from flows.understanding.heads import HEADS, Shares, all_shares
from flows.understanding.weighing import Numbers, Weights

DATA = Path(__file__).parent / "data"


class Panel:
    def __init__(self, encoder_counts: Mapping[str, float]) -> None:
        """`encoder_counts`: for each head, the part of the encoder in what both say."""
        self._beside = ThreadPoolExecutor(1, "encoder")
        self._encoder = self._beside.submit(Encoder, DATA)
        self._weights = Weights.load(DATA)
        self._encoder_counts = np.concatenate(
            [np.full(len(labels), encoder_counts[head]) for head, labels in HEADS.items()]
        )

    def begin(self, text: str, role: str) -> Future[Numbers]:
        """The encoder's scores, as soon as it has read the message."""
        return self._beside.submit(lambda: self._encoder.result().read(text, role))

    def weigh(self, seen: Seen, by_encoder: Future[Numbers]) -> Shares:
        """For each head, the probability of each of its labels."""
        by_weights = self._weights.weigh(seen)
        return together(by_weights, by_encoder.result(), self._encoder_counts)


def together(by_weights: Numbers, by_encoder: Numbers, encoder_counts: Numbers) -> Shares:
    """Scores are added up, not shares: who is sure says more than who is not."""
    scores = (1.0 - encoder_counts) * by_weights + encoder_counts * by_encoder
    return all_shares(scores.tolist())
