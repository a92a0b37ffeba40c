"""A provider of 400 homes after five years: what a person waits for, and what the machine needs."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import psutil

from bench.footprint import run_command, start_and_rest
from bench.many_cases import FIRST_MANAGER, FIRST_STAFF, NOW, add_cases, add_services
from bot.dialogue import Dialogue, Incoming
from flows.duties.sweep import sweep
from flows.engine.said import Said
from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.talk import check_sendable

MANAGER, CARER, QUALITY = FIRST_MANAGER, FIRST_STAFF, 77_001
STAFF_EACH, DUE = 40, 200
MORNING = NOW - timedelta(hours=1)
"""When the daily lists go out."""
STORY = "Mrs Pell nearly slipped on the wet floor by bathroom 2 this morning, I caught her"


class Stopped:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


class Talker:
    """Says things to the real dialogue and times the turns."""

    def __init__(self, database: Database) -> None:
        self._dialogue = Dialogue(database, load_policy(), Stopped(), Random(1))
        self._update_id = time.time_ns() // 1_000_000

    def say(self, account: int, **said: object) -> None:
        self._update_id += 1
        turn = self._dialogue.take_turn(
            Incoming(
                self._update_id,
                Said(account, "Somebody", account, False, NOW, message_id=self._update_id, **said),  # type: ignore[arg-type]
                {},
            )
        )
        assert turn.notices, "nothing was said"
        for notice in turn.notices:
            check_sendable(notice.content)


def median_ms(work: Callable[[], object], rounds: int = 7) -> tuple[float, float, float]:
    """Median, worst, and the median of the CPU time of some rounds, after one to warm up; milliseconds. The
    CPU time is what an idle machine would take, whatever else this one is doing."""
    work()
    times, cpu = [], []
    for _ in range(rounds):
        began, cpu_began = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - cpu_began) * 1000)
    return statistics.median(times), max(times), statistics.median(cpu)


Row = tuple[str, float, float, float]


def fill(database: Database, homes: int, cases: int, open_cases: int) -> None:
    database.migrate()
    services = add_services(database, homes, staff_each=STAFF_EACH)
    add_cases(
        database,
        services,
        open_cases=open_cases,
        closed_cases=cases - open_cases,
        due=DUE,
        staff_each=STAFF_EACH,
        years=5,
    )
    with database.desk() as desk:
        person = desk.people.add(account_id=QUALITY, name="Somebody", language="en", now=NOW)
        assert person.id is not None
        desk.people.join(person_id=person.id, provider_id=1, service_id=None, role="quality", now=NOW)


def turns(database: Database) -> Iterator[Row]:
    """What a person waits for."""
    talker = Talker(database)
    for who, account in (("a manager", MANAGER), ("quality, all homes", QUALITY)):
        for command in ("today", "cases", "overdue", "agenda", "trends", "actions"):
            yield (
                f"/{command} of {who}",
                *median_ms(lambda a=account, c=command: talker.say(a, command=c)),  # type: ignore[misc]
            )
    yield "/status of a carer", *median_ms(lambda: talker.say(CARER, command="status"))
    yield (
        "/cancel and a report's first message",
        *median_ms(lambda: (talker.say(CARER, command="cancel"), talker.say(CARER, text=STORY))),
    )


def sweeps(database: Database) -> Iterator[Row]:
    """What a person may have to wait for, because a sweep is at work: the longest step of each."""
    policy = load_policy()

    def steps(at: datetime) -> tuple[list[float], float]:
        times, cpu = [], []
        more = True
        while more:
            began, cpu_began = time.perf_counter(), time.process_time()
            with database.desk() as desk:
                more = sweep(desk, policy, at).has_more
            times.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - cpu_began) * 1000)
        return times, max(cpu)

    for what, at in (
        ("the first sweep of a day, with its lists", MORNING),
        (f"a sweep with {DUE} clocks due", NOW),
        ("a sweep with nothing due", NOW + timedelta(minutes=1)),
    ):
        found, cpu = steps(at)
        yield f"{what}: {len(found)} steps, all and longest", sum(found), max(found), cpu


@contextmanager
def kept_or_temporary(folder: str) -> Iterator[Path]:
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        yield Path(folder)
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def measure(folder: Path, given: argparse.Namespace) -> None:
    path, key_file = folder / "provider.db", folder / "key"
    if not key_file.exists():
        key_file.write_text(make_key())
    url = given.url or f"sqlite:///{path}"
    database = Database(url, Vault([key := key_file.read_text()]))
    if not database.is_migrated():
        began = time.perf_counter()
        fill(database, given.homes, given.cases, given.open)
        print(f"filled in {time.perf_counter() - began:.0f} s")
    if given.fill_only:
        return
    database.unlock()
    print(f"{given.cases:,} cases in {given.homes} homes, {given.open:,} open")
    if path.exists():
        print(f"file {path.stat().st_size / 1e9:.2f} GB")
    print("\n| what | median ms | worst ms | CPU ms |\n|---|---|---|---|")
    for what, *figures in turns(database):
        print(f"| {what} | {' | '.join(f'{figure:.1f}' for figure in figures)} |", flush=True)
    for what, *figures in sweeps(database) if given.sweeps else ():
        print(f"| {what} | {' | '.join(f'{figure:.1f}' for figure in figures)} |", flush=True)
    print(f"\nresident memory of this process: {psutil.Process().memory_info().rss / 1e6:.0f} MB\n")
    database.close()
    env = {
        "TELEGRAM_BOT_TOKEN": "700000001:demo",
        "DATABASE_URL": url,
        "CANDOUR_SECRET_KEY": key,
        "CANDOUR_DATA_DIR": str(folder),
    }
    print("| what | s | CPU s | MB |\n|---|---|---|---|")
    if given.commands:
        started, cpu, resident = start_and_rest(env, 3)
        print(f"| start to the first poll | {started:.2f} | {cpu:.2f} | {resident:.0f} |", flush=True)
        backup = folder / "provider.backup"
        print("| backup | {:.1f} | {:.1f} | {:.0f} |".format(*run_command(env, "backup", str(backup))))
        print(f"\nbackup: {backup.stat().st_size / 1e9:.2f} GB")
        backup.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=400)
    parser.add_argument("--cases", type=int, default=1_200_000)
    parser.add_argument("--open", type=int, default=8_000)
    parser.add_argument("--url", default="", help="a database to use instead of a SQLite file")
    parser.add_argument("--folder", default="", help="keeps the database here, and finds it filled next time")
    parser.add_argument("--fill-only", action="store_true")
    parser.add_argument("--no-sweeps", dest="sweeps", action="store_false")
    parser.add_argument("--no-commands", dest="commands", action="store_false")
    given = parser.parse_args()
    with kept_or_temporary(given.folder) as folder:
        measure(folder, given)
    print(f"measured {datetime.now(UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()
