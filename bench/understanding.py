"""Measures the understanding: `python -m bench.understanding [--real FILE]`.

The development part is cross-validated by writer: two files at a time are read with weights trained on the
others. The unseen part (one writer and a fixed third of the examples) is read by what ships, weights and
encoder together, which have learnt nothing from it. `--real` adds a file of labelled messages that is only
measured.
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
from flows.understanding.heads import all_shares
from flows.understanding.lessons import kept_unseen, load_rows, plain_files, training_files
from flows.understanding.meaning import decide, thresholds
from flows.understanding.panel import Panel
from flows.understanding.train import fit_model, load_vectors, see_rows
from flows.understanding.weighing import Weights

Row = dict[str, Any]
SPEED = """
import sys, time
from datetime import datetime

class Stopwatch:
    def __init__(self):
        self.began = time.perf_counter(), time.process_time()
    def ms(self, times=1):
        now = time.perf_counter(), time.process_time()
        return " ".join(f"{(end - start) / times * 1000:9.1f}" for start, end in zip(self.began, now))

print("ms                         clock processor")
watch = Stopwatch()
from flows.understanding import understand
now = datetime(2026, 11, 20, 14, 30)
understand("warming up", "staff", now)
print(f"load and first answer  {watch.ms()}")
texts = sys.stdin.read().split(chr(0))
watch = Stopwatch()
for text in texts:
    understand(text, "staff", now)
print(f"one message, mean      {watch.ms(len(texts))}")
odd = ("a" * 4096, "fell " * 819, "no not never " * 315, "", "\\U0001f600" * 2000, "hit him and her " * 250)
slowest = []
for text in odd:
    watch = Stopwatch()
    understand(text, "staff", now)
    slowest.append(watch.ms())
print(f"slowest of six odd ones{max(slowest)}")
held = int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
print(f"memory of the process, MB {held:6.1f}")
"""


def read_with(weights: Weights, rows: Sequence[Row]) -> list[Guess]:
    return [
        Guess(row, decide(seen, all_shares(weights.weigh(seen).tolist()), row["role"]))
        for row, seen in zip(rows, see_rows(rows), strict=True)
    ]


def read_by(panel: Panel, rows: Sequence[Row]) -> list[Guess]:
    return [
        Guess(
            row, decide(seen, panel.weigh(seen, panel.begin(row["text"], row["role"]).result()), row["role"])
        )
        for row, seen in zip(rows, see_rows(rows), strict=True)
    ]


def parts() -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """The development rows and the unseen rows, by file."""
    seen: dict[str, list[Row]] = {}
    unseen: dict[str, list[Row]] = {}
    for name in training_files():
        if name not in plain_files():
            rows = load_rows([name])
            parted = {part: [row for row in rows if kept_unseen(row) is part] for part in (False, True)}
            seen |= {name: parted[False]} if parted[False] else {}
            unseen |= {name: parted[True]} if parted[True] else {}
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
        tell_all("development part, the weights alone, cross-validated by writer", developed)
        tell("by file", [headline(name, guesses) for name, guesses in by_file.items()])
    panel = Panel(thresholds().encoder_counts)
    hidden = {name: read_by(panel, rows) for name, rows in unseen.items()}
    unseen_guesses = [guess for guesses in hidden.values() for guess in guesses]
    tell_all("unseen part", unseen_guesses)
    tell("by file", [headline(name, guesses) for name, guesses in hidden.items()])
    tell("when to ask", coverage_table(unseen_guesses, "kind") + coverage_table(unseen_guesses, "category"))
    if options.real:
        rows = [json.loads(line) for line in options.real.read_text("utf-8").splitlines() if line.strip()]
        tell_all(f"{options.real.name}, measured only", read_by(panel, rows))
    texts = "\0".join(row["text"] for rows in unseen.values() for row in rows)
    speed = subprocess.run(
        [sys.executable, "-c", SPEED], input=texts, capture_output=True, text=True, check=True
    )
    tell("== time and memory of the shipped understanding", speed.stdout.splitlines())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
