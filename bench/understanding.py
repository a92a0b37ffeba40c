"""Measures the understanding: `python -m bench.understanding [--real FILE]`.

The development part is cross-validated by writer: two files at a time are read with weights trained on the
others. The unseen part (one writer and a fixed third of the examples) is read with weights trained on the
development part. `--real` adds a file of labelled messages that is only measured, never trained on.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.understanding_figures import (
    Guess,
    confusions,
    coverage_table,
    flag_table,
    headline,
    label_table,
    worst,
)
from flows.understanding.meaning import decide
from flows.understanding.train import (
    TRAINING,
    fit_model,
    load_rows,
    load_vectors,
    plain_files,
    see_rows,
)
from flows.understanding.weighing import Weights

Row = dict[str, Any]
UNSEEN_WRITER = "writer_c"
FIRST_HIDDEN, LAST_HIDDEN = 54, 210
SPEED = """
import sys, time
from datetime import datetime
began = time.process_time()
from flows.understanding import understand
now = datetime(2026, 11, 20, 14, 30)
understand("warming up", "staff", now)
print(f"load and first answer   {time.process_time() - began:8.3f} s")
texts = sys.stdin.read().split(chr(0))
began = time.process_time()
for text in texts:
    understand(text, "staff", now)
print(f"one message, mean       {(time.process_time() - began) / len(texts) * 1000:8.2f} ms")
slowest = 0.0
odd = ("a" * 4096, "fell " * 819, "no not never " * 315, "", "\\U0001f600" * 2000, "hit him and her " * 250)
for text in odd:
    began = time.process_time()
    understand(text, "staff", now)
    slowest = max(slowest, time.process_time() - began)
print(f"slowest of six odd ones {slowest * 1000:8.2f} ms")
held = int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
print(f"memory of the process   {held:8.1f} MB (processor time is measured, not the clock)")
"""


def is_hidden(row: Row) -> bool:
    """A fixed third of the examples, read by nobody while words and rules were written."""
    number = int(row["id"][1:])
    return FIRST_HIDDEN <= number <= LAST_HIDDEN and number % 9 < 5


def read_with(weights: Weights, rows: Sequence[Row]) -> list[Guess]:
    return [
        Guess(row, decide(seen, weights.weigh(seen), row["role"]))
        for row, seen in zip(rows, see_rows(rows), strict=True)
    ]


def parts() -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """The development rows and the unseen rows, by file."""
    names = sorted(path.stem for path in TRAINING.glob("*.jsonl"))
    seen: dict[str, list[Row]] = {}
    unseen: dict[str, list[Row]] = {}
    for name in names:
        rows = load_rows([name])
        if name == UNSEEN_WRITER:
            unseen[name] = rows
        elif name == "examples":
            unseen[name] = [row for row in rows if is_hidden(row)]
            seen[name] = [row for row in rows if not is_hidden(row)]
        else:
            seen[name] = rows
    return seen, unseen


def batched(files: Iterable[str]) -> list[list[str]]:
    """Two files at a time."""
    names = list(files)
    return [names[first : first + 2] for first in range(0, len(names), 2)]


def cross_validate(files: dict[str, list[Row]]) -> dict[str, list[Guess]]:
    vectors, plain = load_vectors(), load_rows(plain_files())
    guesses: dict[str, list[Guess]] = {}
    for left_out in batched(files):
        others = [row for name, part in files.items() if name not in left_out for row in part] + plain
        weights = fit_model(others, see_rows(others), vectors)
        guesses.update({name: read_with(weights, files[name]) for name in left_out})
    return guesses


def tell(title: str, lines: Sequence[str]) -> None:
    print(f"\n{title}", *lines, sep="\n")


def tell_all(title: str, guesses: Sequence[Guess]) -> None:
    tell(f"== {title}", [headline("all", guesses)])
    tell("kinds", label_table(guesses, "kind"))
    tell("categories", label_table(guesses, "category"))
    tell("red flags", flag_table(guesses))
    tell("kinds taken for each other", confusions(guesses, "kind"))
    tell("categories taken for each other", confusions(guesses, "category"))
    tell("the ten worst mistakes", worst(guesses))


def main(arguments: Sequence[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--real", type=Path, help="labelled messages to measure only")
    asked.add_argument("--unseen-only", action="store_true", help="leave the cross-validation out")
    options = asked.parse_args(arguments)
    files, unseen = parts()
    if not options.unseen_only:
        by_file = cross_validate(files)
        developed = [guess for guesses in by_file.values() for guess in guesses]
        tell_all("development part, cross-validated by writer", developed)
        tell("by file", [headline(name, guesses) for name, guesses in by_file.items()])
        tell("when to ask", coverage_table(developed, "kind") + coverage_table(developed, "category"))
    trained = [row for rows in files.values() for row in rows] + load_rows(plain_files())
    weights = fit_model(trained, see_rows(trained), load_vectors())
    hidden = {name: read_with(weights, rows) for name, rows in unseen.items()}
    tell_all("unseen part", [guess for guesses in hidden.values() for guess in guesses])
    tell("by file", [headline(name, guesses) for name, guesses in hidden.items()])
    if options.real:
        rows = [json.loads(line) for line in options.real.read_text("utf-8").splitlines() if line.strip()]
        tell_all(f"{options.real.name}, measured only", read_with(weights, rows))
    texts = "\0".join(row["text"] for rows in unseen.values() for row in rows)
    speed = subprocess.run(
        [sys.executable, "-c", SPEED], input=texts, capture_output=True, text=True, check=True
    )
    tell("== time and memory of the shipped understanding", speed.stdout.splitlines())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
