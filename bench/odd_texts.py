"""Reads 10,000 random and mutated texts and walls of words: `python -m bench.odd_texts [COUNT]`.

Each must be answered, and never slowly. By the clock, as two threads read a message side by side. A text that
seems slow is read again, and its fastest time counts, because other work on the machine slows a single one.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.understanding import understand
from flows.understanding.features import reader
from flows.understanding.lessons import load_rows
from flows.understanding.result import HARMS, KINDS, RED_FLAGS

NOW = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001
LIMIT, LONGEST, SLOW, TRIES = 50.0, 4096, 15.0, 4
ROLES = ("staff", "relative", "resident", "manager")
SCRIPTS = "abc xyz ÄÖÜ żółw мама მამა 母親 אבא ابي 😀👍🏽 \u202e\x00\ud800 0123456789 £%&'’.,;:!?()-\n\t"
WALLS = {
    "one letter": "a" * LONGEST,
    "one word": "fell " * 819,
    "turning words": "no not never " * 315,
    "danger words": "hit him and her " * 250,
    "times": "yesterday at 10 " * 250,
    "names": "Mrs Patel and Mr Smith " * 178,
    "places": "room 12 lounge " * 270,
    "full stops": "a. " * 1300,
    "capitals": "Aa Bb " * 680,
    "emoji": "😀" * 2000,
    "numbers": "1/2 12:30 " * 400,
    "lists": "1. abc\n" * 500,
    "nothing": "",
}


def mutated(text: str, chance: random.Random) -> str:
    """The text with letters put in, taken out, doubled and swapped, and words thrown about."""
    letters = list(text)
    for _ in range(chance.randint(1, 25)):
        place = chance.randrange(len(letters) + 1)
        change = chance.randrange(4)
        if change == 0 or place >= len(letters) - 1:
            letters.insert(place, chance.choice(SCRIPTS))
        elif change == 1:
            del letters[place]
        elif change == 2:
            letters.insert(place, letters[place])
        else:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    words = "".join(letters).split(" ")
    if chance.random() < 0.2:
        chance.shuffle(words)
    return " ".join(words * chance.choice((1, 1, 1, 1, 5)))[:LONGEST]


def texts(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield from WALLS.items()
    known = sorted({word for book in reader().books.values() for word in book.book.words})
    typed = [row["text"] for row in load_rows(["examples"])]
    for number in range(count):
        if number % 10 == 0:
            yield "random letters", "".join(chance.choices(SCRIPTS, k=chance.randint(0, 400)))
        elif number % 10 == 1:
            yield "random phrase words", " ".join(chance.choices(known, k=chance.randint(1, 120)))
        elif number % 200 == 2:
            yield "a full page", " ".join(chance.sample(typed, 60))[:LONGEST]
        else:
            yield "mutated", mutated(chance.choice(typed), chance)


def milliseconds(text: str, role: str) -> float:
    began = time.perf_counter()
    found = understand(text, role, NOW)
    spent = (time.perf_counter() - began) * 1000
    right = found.kind in KINDS and found.harm in HARMS and set(found.red_flags) <= set(RED_FLAGS)
    if not right or len(found.categories) < 3:
        raise AssertionError(f"no proper answer to {text[:80]!r}")
    return spent


def main(arguments: Sequence[str]) -> int:
    count = int(arguments[0]) if arguments else 10_000
    chance = random.Random(7)
    understand("warming up", "staff", NOW)
    slowest: dict[str, float] = {}
    read = 0
    for name, text in texts(count, chance):
        role = chance.choice(ROLES)
        spent = milliseconds(text, role)
        for _ in range(TRIES if spent > SLOW else 0):
            spent = min(spent, milliseconds(text, role))
        slowest[name] = max(slowest.get(name, 0.0), spent)
        read += 1
    for name, spent in sorted(slowest.items(), key=lambda pair: -pair[1]):
        print(f"{name:<22}{spent:8.1f} ms")
    print(f"{read} texts answered, none with an exception; the slowest took {max(slowest.values()):.1f} ms")
    return 0 if max(slowest.values()) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
