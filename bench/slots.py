"""Measures who, where, when, several worries and language on labelled messages: python -m bench.slots"""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.understanding import understand
from flows.understanding.lessons import TRAINING, kept_unseen, load_rows
from flows.understanding.split import split_worries

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
        meant = understand(text, message["role"], datetime.fromisoformat(message["now"]))
        found = {name.lower() for name in meant.people}
        wanted = {name.lower() for name in message["people"]}
        people.hit += len(found & wanted)
        people.extra += len(found - wanted)
        people.missed += len(wanted - found)
        here, there = (meant.place or "").lower(), (message["place"] or "").lower()
        places_right += here == there
        place.hit += bool(here) and here == there
        place.extra += bool(here) and here != there
        place.missed += bool(there) and here != there
        when, label = meant.when, message["when"]
        got = when and (when.on.isoformat() if when.on else None, when.time)
        dates += got == (label and (label["date"], label["time"]))
        present += (when is None) == (label is None)
        timed += label is not None
        texts += bool(label and when and when.text.lower() == label["text"].lower())
        split += len(meant.parts) > 1
        foreign += meant.language != "en"
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


def main() -> None:
    """Without arguments the labelled messages of the repository; else the files named."""
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            measure(name, read(Path(name)))
        return
    for name in sorted(path.stem for path in TRAINING.glob("*.jsonl")):
        rows = load_rows([name])
        for part, unseen in (("learnt from", False), ("unseen", True)):
            measure(f"{part}, {name}", [row for row in rows if kept_unseen(row) is unseen])
    measure_split(read(SEVERAL))


if __name__ == "__main__":
    main()
