"""The labelled messages of training/, and which of them are kept unseen so that they can measure."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TRAINING = Path(__file__).parent / "training"
PLAIN = "plain"
"""How the names of the files with ordinary messages begin, one message a line."""
DANGER_WRITERS = ("writer_i", "writer_j", "writer_k")
"""Written to teach danger: taught by them, kind and category of unseen messages came out worse, so they teach
the red flags alone."""
UNSEEN_WRITERS = ("writer_c", "writer_l")
FIRST_HIDDEN, LAST_HIDDEN = 54, 210

Row = dict[str, Any]


def kept_unseen(row: Row) -> bool:
    """Two writers and a fixed third of the examples, read by nobody while words and rules were written."""
    if row["file"] in UNSEEN_WRITERS:
        return True
    number = int(row["id"][1:]) if row["file"] == "examples" else 0
    return FIRST_HIDDEN <= number <= LAST_HIDDEN and number % 9 < 5


def training_files() -> list[str]:
    return [*sorted(path.stem for path in TRAINING.glob("*.jsonl")), *plain_files()]


def plain_files() -> list[str]:
    return sorted(path.stem for path in TRAINING.glob(f"{PLAIN}*.txt"))


def training_rows() -> list[Row]:
    return load_rows(training_files())


def load_rows(names: Iterable[str]) -> list[Row]:
    """The labelled messages of some files of training/."""
    rows: list[Row] = []
    for name in names:
        if name.startswith(PLAIN):
            lines = (TRAINING / f"{name}.txt").read_text("utf-8").splitlines()
            rows += [_plain_row(line) | {"file": name} for line in lines if line and not line.startswith("#")]
        else:
            lines = (TRAINING / f"{name}.jsonl").read_text("utf-8").splitlines()
            about = {"file": name, "flags_only": name in DANGER_WRITERS}
            rows += [json.loads(line) | about for line in lines if line.strip()]
    return rows


def _plain_row(line: str) -> Row:
    labels, text = line.split(" | ", 1)
    role, kinds, categories, flags, harm = labels.split()
    raised, _, accepted = flags.partition("~")
    return {
        "id": text,
        "role": role.rstrip("+"),
        "text": text,
        "kind": kinds.split("/")[0],
        "kinds_ok": kinds.split("/"),
        "category": categories.split("/")[0],
        "categories_ok": categories.split("/"),
        "red_flags": [] if raised == "-" else raised.split(","),
        "red_flags_ok": accepted.split(",") if accepted else [],
        "harm": harm,
        "spoken": role.endswith("+"),
    }
