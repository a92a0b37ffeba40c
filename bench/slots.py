"""Measures who, where, when, several worries and language on labelled messages: python -m bench.slots"""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.understanding import picking
from flows.understanding.language import language_of
from flows.understanding.lessons import UNSEEN_WRITERS
from flows.understanding.slot_lessons import is_held_out
from flows.understanding.split import split_worries
from flows.understanding.when import find_when
from flows.understanding.where import find_place
from flows.understanding.who import find_people

TRAINING = Path(__file__).parents[1] / "flows" / "understanding" / "training"
SEVERAL = Path(__file__).parent / "several_worries.jsonl"

Message = dict[str, Any]


@dataclass
class Tally:
    hit: int = 0
    extra: int = 0
    missed: int = 0

    def line(self) -> str:
        found, wanted = self.hit + self.extra, self.hit + self.missed
        precision, recall = self.hit / max(found, 1), self.hit / max(wanted, 1)
        f1 = 2 * self.hit / max(found + wanted, 1)
        return f"P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  (labelled {wanted})"


def read(path: Path) -> list[Message]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(title: str, messages: Iterable[Message]) -> None:
    people, place = Tally(), Tally()
    count = dates = present = texts = timed = split = foreign = places_right = 0
    started = time.perf_counter()
    for message in messages:
        count += 1
        text = message["text"]
        found = {name.lower() for name in find_people(text)}
        wanted = {name.lower() for name in message["people"]}
        people.hit += len(found & wanted)
        people.extra += len(found - wanted)
        people.missed += len(wanted - found)
        here, there = (find_place(text) or "").lower(), (message["place"] or "").lower()
        places_right += here == there
        place.hit += bool(here) and here == there
        place.extra += bool(here) and here != there
        place.missed += bool(there) and here != there
        when, label = find_when(text, datetime.fromisoformat(message["now"])), message["when"]
        got = when and (when.on.isoformat() if when.on else None, when.time)
        dates += got == (label and (label["date"], label["time"]))
        present += (when is None) == (label is None)
        timed += label is not None
        texts += bool(label and when and when.text.lower() == label["text"].lower())
        split += len(split_worries(text)) > 1
        foreign += language_of(text) != "en"
    if not count:
        return
    spent = (time.perf_counter() - started) / count * 1000
    print(f"\n{title}: {count} messages, {spent:.2f} ms each")
    print(f"  names      {people.line()}")
    print(f"  place      {place.line()}  right or rightly none {places_right / count:6.1%}")
    print(f"  when       right {dates / count:6.1%}  told or not told {present / count:6.1%}", end="  ")
    print(f"same words {texts / max(timed, 1):6.1%} (labelled {timed})")
    print(f"  split      {split} of {count} messages offered as several")
    print(f"  language   {foreign} of {count} English messages taken for another language")


def measure_split(messages: list[Message]) -> None:
    several = [message for message in messages if message["parts"] > 1]
    single = [message for message in messages if message["parts"] == 1]
    right = sum(len(split_worries(message["text"])) == message["parts"] for message in several)
    wrong = sum(len(split_worries(message["text"])) > 1 for message in single)
    print(
        f"\nseveral worries: {right} of {len(several)} parted rightly, "
        f"{wrong} of {len(single)} single ones split"
    )


def measure_across_writers() -> None:
    """Each writer measured with weights learnt from all others. The word lists have seen every writer."""
    from flows.understanding.train_slots import main as train
    from flows.understanding.train_slots import training_writers

    shipped, writers = picking.WEIGHTS, training_writers()
    with TemporaryDirectory() as folder:
        for writer in writers:
            picking.WEIGHTS = Path(folder) / f"{writer}.json"
            train([other for other in writers if other != writer])
            measure(f"learnt from all others, {writer}", read(TRAINING / f"{writer}.jsonl"))
    picking.WEIGHTS = shipped


def main() -> None:
    """Without arguments the labelled messages of the repository; `--across-writers`; else the files named."""
    if sys.argv[1:] == ["--across-writers"]:
        measure_across_writers()
        return
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            measure(name, read(Path(name)))
        return
    examples = read(TRAINING / "examples.jsonl")
    measure("learnt from, examples", (message for message in examples if not is_held_out(message)))
    for path in sorted(TRAINING.glob("writer_*.jsonl")):
        seen = "unseen" if path.stem in UNSEEN_WRITERS else "learnt from"
        measure(f"{seen}, {path.stem}", read(path))
    measure("unseen, a third of the examples", (message for message in examples if is_held_out(message)))
    measure_split(read(SEVERAL))


if __name__ == "__main__":
    main()
