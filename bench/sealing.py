"""What sealing and the hash chain cost: one value, one entry of a timeline, and their share of a turn."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.provider import NOW, STORY, Talker
from storage.chain import hash_of_detail, link_of
from storage.database import Database
from storage.sealing import Vault, make_key
from storage.tables import TimelineEntry

ROUNDS = 5


def microseconds(work: Callable[[], object], times: int) -> float:
    """CPU time of one call, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - began) / times)
    return best * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    times = parser.parse_args().times
    vault = Vault([make_key()])
    vault.use_lookup_key(make_key())
    detail = {"kind": "near_miss", "category": "falls", "words": STORY}
    sealed = vault.seal(json.dumps(detail))
    entry = TimelineEntry(
        case_id=1, position=1, at=NOW, act="report", actor_role="staff", detail_hash="0" * 64,
        previous_hash="0" * 64, hash="",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}", vault)
        database.migrate()
        talker = Talker(database)
        rounds = iter(range(10**9))

        def turn() -> None:
            talker.say(10_000 + next(rounds), text=STORY)

        rows = (
            ("seal a report's words", microseconds(lambda: vault.seal(json.dumps(detail)), times)),
            ("open them", microseconds(lambda: vault.open(sealed), times)),
            ("hash an entry's words", microseconds(lambda: hash_of_detail(vault, detail), times)),
            ("link an entry to the one before", microseconds(lambda: link_of(entry), times)),
            ("a whole turn: a report's first words", microseconds(turn, times // 3)),
        )
        database.close()
    print("| what | CPU µs |\n|---|---|")
    for what, cost in rows:
        print(f"| {what} | {cost:.0f} |")


if __name__ == "__main__":
    main()
