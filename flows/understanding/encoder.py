"""What a small language model, taught on the labelled messages, makes of a whole message.

The weights see words one by one; the encoder sees each in the light of the others, which is how danger
between the lines is found. `python -m flows.understanding.train_encoder` makes what is loaded here.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from flows.understanding.weighing import Numbers

MODEL, WORD_PIECES = "encoder.onnx", "encoder.json"
THREADS = 1
"""More would only wait for one another: most messages are short, and Python works beside it."""
MOST_PIECES = 128
"""What is read of a long message, so that no answer takes long."""


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

    def read(self, text: str, role: str) -> Numbers:
        """WIDTH scores."""
        pieces = np.array([self.pieces_of(text, role)], dtype=np.int64)
        (scores,) = self._session.run(["labels"], {"pieces": pieces})
        read: Numbers = scores[0].astype(np.float64)
        return read

    def pieces_of(self, text: str, role: str) -> list[int]:
        return shortened(self._pieces.encode(as_read(text, role)).ids)


def as_read(text: str, role: str) -> str:
    """The message as the encoder is taught to see it: who types comes first."""
    return f"{role} : {text.encode('utf-8', 'replace').decode('utf-8')}"


def shortened(pieces: Sequence[int], most: int = MOST_PIECES) -> list[int]:
    """The first two thirds of what is read, and from the end the last one: danger may stand in either."""
    last = most // 3
    return list(pieces) if len(pieces) <= most else [*pieces[: most - last], *pieces[-last:]]
