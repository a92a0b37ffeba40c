"""A provider of 400 homes after five years: what a person waits for, and what the machine needs."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import psutil

from bench.many_cases import NOW, add_cases, add_services
from bot.dialogue import Dialogue, Incoming
from flows.duties.sweep import sweep
from flows.engine.said import Said
from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault, make_key

MANAGER, QUALITY, CARER = 10_000, 77_001, 77_002
STORY = "Mrs Pell nearly slipped on the wet floor by bathroom 2 this morning, I caught her"


class Stopped:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


class Talker:
    """Says things to the real dialogue and times the turns."""

    def __init__(self, database: Database) -> None:
        self._dialogue = Dialogue(database, load_policy(), Stopped(), Random(1))
        self._update_id = 0

    def say(self, account: int, **said: object) -> None:
        self._update_id += 1
        self._dialogue.take_turn(
            Incoming(
                self._update_id,
                Said(account, "Somebody", account, False, NOW, message_id=self._update_id, **said),  # type: ignore[arg-type]
                {},
            )
        )


def median_ms(work: Callable[[], object], rounds: int = 9) -> tuple[float, float]:
    """Median and worst of some rounds, after one to warm up; milliseconds."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), max(times)


def size_gb(path: Path) -> float:
    return path.stat().st_size / 1e9 if path.exists() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=400)
    parser.add_argument("--cases", type=int, default=1_200_000)
    parser.add_argument("--open", type=int, default=8_000)
    parser.add_argument("--url", default="", help="a database to use instead of a new SQLite file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "provider.db"
        database = Database(given.url or f"sqlite:///{path}", Vault([key := make_key()]))
        database.migrate()
        services = add_services(database, given.homes)
        began = time.perf_counter()
        add_cases(
            database,
            services,
            open_cases=given.open,
            closed_cases=given.cases - given.open,
            due=200,
            entries=2,
            years=5,
        )
        print(
            f"{given.cases:,} cases in {given.homes} homes, {given.open:,} open; filled in "
            f"{time.perf_counter() - began:.0f} s; file {size_gb(path):.2f} GB\n"
        )
        with database.desk() as desk:
            for account, role in ((QUALITY, "quality"), (CARER, "staff")):
                person = desk.people.add(account_id=account, name="Somebody", language="en", now=NOW)
                desk.people.join(
                    person_id=person.id or 0,
                    provider_id=1,
                    service_id=None if role == "quality" else services[0],
                    role=role,
                    now=NOW,
                )
        talker = Talker(database)
        rows: list[tuple[str, tuple[float, float]]] = []
        for who, account in (("a manager", MANAGER), ("quality, all homes", QUALITY)):
            for command in ("today", "cases", "overdue", "agenda", "trends", "actions"):
                rows.append(
                    (f"/{command} of {who}", median_ms(lambda a=account, c=command: talker.say(a, command=c)))
                )
        rows.append(
            (
                "a report's first message",
                median_ms(lambda: (talker.say(CARER, command="cancel"), talker.say(CARER, text=STORY))),
            )
        )
        rows.append(("/status of a carer", median_ms(lambda: talker.say(CARER, command="status"))))

        def one_sweep() -> None:
            with database.desk(keep=False) as desk:
                sweep(desk, load_policy(), NOW)

        rows.append(("a sweep with 200 due", median_ms(one_sweep, 3)))
        print("| what | median ms | worst ms |\n|---|---|---|")
        for what, (median, worst) in rows:
            print(f"| {what} | {median:.1f} | {worst:.1f} |")
        database.close()
        print(f"\nresident memory of this process: {psutil.Process().memory_info().rss / 1e6:.0f} MB")
        if not given.url:
            began = time.perf_counter()
            opening = (
                "from storage.database import Database; from storage.sealing import Vault; import sys;"
                "d = Database(sys.argv[1], Vault([sys.argv[2]])); d.migrate()"
            )
            subprocess.run([sys.executable, "-c", opening, f"sqlite:///{path}", key], check=True)
            print(f"start of a process until the database is open: {time.perf_counter() - began:.2f} s")
    print(f"measured {datetime.now(UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()
