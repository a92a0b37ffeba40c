"""What the weights and the encoder say of a message, together. Each is right where the other errs.

Loading this takes numpy, onnxruntime and most of a second, so it is only imported where messages are read.
The encoder loads and reads in a thread, on a second core where there is one: it takes as long as the rest.
"""

import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from flows.understanding.encoder import Encoder, Read
from flows.understanding.features import Seen
from flows.understanding.heads import HEADS, Shares, all_shares
from flows.understanding.weighing import Numbers, Weights

DATA = Path(__file__).parent / "data"
CHANGE_SECONDS = 0.0005
"""How long Python lets one thread go on before it may change: with its usual five thousandths of a second the
encoder's thread would wait longer than it reads."""


class Panel:
    def __init__(self, encoder_counts: Mapping[str, float]) -> None:
        """`encoder_counts`: for each head, the part of the encoder in what both say."""
        sys.setswitchinterval(CHANGE_SECONDS)
        self._beside = ThreadPoolExecutor(1, "encoder")
        self._encoder = self._beside.submit(Encoder, DATA)
        self._weights = Weights.load(DATA)
        self._encoder_counts = np.concatenate(
            [np.full(len(labels), encoder_counts[head]) for head, labels in HEADS.items()]
        )

    def begin(self, text: str, role: str) -> Future[Read]:
        """What the encoder makes of the message, as soon as it has read it."""
        return self._beside.submit(lambda: self._encoder.result().read(text, role))

    def weigh(self, seen: Seen, read: Read) -> Shares:
        """For each head, the probability of each of its labels."""
        return together(self._weights.weigh(seen), read.scores, self._encoder_counts)


def together(by_weights: Numbers, by_encoder: Numbers, encoder_counts: Numbers) -> Shares:
    """Scores are added up, not shares: who is sure says more than who is not."""
    scores = (1.0 - encoder_counts) * by_weights + encoder_counts * by_encoder
    return all_shares(scores.tolist())
