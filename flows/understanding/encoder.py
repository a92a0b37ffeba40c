"""What a small language model, taught on the labelled messages, makes of a whole message.

The weights see words one by one; the encoder sees each in the light of the others, which is how danger
between the lines is found, and which of the rooms in a story is the place. `python -m
flows.understanding.train_encoder` makes what is loaded here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from flows.understanding.weighing import Numbers

Piece = TypeVar("Piece")
MODEL, WORD_PIECES = "encoder.onnx", "encoder.json"
THREADS = 1
"""More would only wait for one another: most messages are short, and Python works beside it."""
MOST_PIECES = 128
"""What is read of a long message, so that no answer takes long."""


@dataclass(frozen=True)
class Read:
    """What the encoder made of a message.

    `scores` are WIDTH numbers. `ends` has two for each word piece: how much it looks like the first and like
    the last of the place; those of the first piece, which is no word, stand for "no place". `pieces` tells
    where each stands in the text.
    """

    text: str
    scores: Numbers
    ends: Numbers
    pieces: Sequence[tuple[int, int]]

    def place_score(self, start: int, end: int) -> float:
        """How much more this stretch of the text looks like the place than that there is none; nought where
        it was not read."""
        first = piece_at(self.pieces, start)
        last = piece_at(self.pieces, end - 1)
        if first is None or last is None:
            return 0.0
        return float(self.ends[first, 0] + self.ends[last, 1] - self.ends[0].sum())


def piece_at(pieces: Sequence[tuple[int, int]], letter: int) -> int | None:
    """Which piece holds the letter that stands at this place of the text."""
    return next((number for number, (start, end) in enumerate(pieces) if start <= letter < end), None)


class Encoder:
    def __init__(self, folder: Path) -> None:
        """Raises onnxruntime's errors where the files are missing or no model."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        self._pieces = Tokenizer.from_file(str(folder / WORD_PIECES))
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )

    def read(self, text: str, role: str) -> Read:
        encoding = self._pieces.encode(as_read(text, role))
        pieces = np.array([shortened(encoding.ids)], dtype=np.int64)
        scores, ends = self._session.run(["labels", "ends"], {"pieces": pieces})
        return Read(
            text,
            scores[0].astype(np.float64),
            ends.astype(np.float64),
            shortened(in_text(encoding.offsets, role)),
        )

    def pieces_of(self, text: str, role: str) -> list[int]:
        return shortened(self._pieces.encode(as_read(text, role)).ids)


def as_read(text: str, role: str) -> str:
    """The message as the encoder is taught to see it: who types comes first."""
    return f"{role} : {text.encode('utf-8', 'replace').decode('utf-8')}"


def in_text(pieces: Sequence[tuple[int, int]], role: str) -> list[tuple[int, int]]:
    """Where each piece of `as_read` stands in the text itself; those before it stand before nought."""
    before = len(as_read("", role))
    return [(start - before, end - before) for start, end in pieces]


def shortened(pieces: Sequence[Piece], most: int = MOST_PIECES) -> list[Piece]:
    """The first two thirds of what is read, and from the end the last one: danger may stand in either."""
    last = most // 3
    return list(pieces) if len(pieces) <= most else [*pieces[: most - last], *pieces[-last:]]
