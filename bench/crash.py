"""Kills the bot at random moments under load, and compares what people were told with what is stored.

`make crash-test`. Reporters send one report each, a manager takes every case, and meanwhile `candour run`
is killed (SIGKILL) and started again, by polling and by webhook, on SQLite and on PostgreSQL. Exit status 1
where anything was lost or doubled.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.balancer import Balancer
from bench.crash_check import Verdict, compare
from bench.crash_people import Crowd
from bench.nursery import Life, Nursery
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.bot_process import EmulatorProcess, bot_env, found_home, free_port
from tests.postgres_server import start_postgres

KILLS = 200
AT_ONCE = 24
STARTING_S, WORKING_S, WORKING_ON_POSTGRES_S = (0.05, 1.0), (0.02, 1.5), (0.5, 4.0)
"""When the kill falls: counted from the birth, or from when the process says that it is at work. On
PostgreSQL what a process had claimed waits until its hold ends, so that there it works for longer."""
EARLY = 0.2
"""The share of kills that fall into the start."""
SETTLE_S, OUTBOX_S = 150.0, 60.0
COLUMNS = (
    "set-up",
    "kills",
    "reports",
    "lost",
    "doubled",
    "pings lost",
    "messages doubled",
    "pings doubled",
    "of these unmarked",
    "other faults",
    "seconds",
)


@dataclass(frozen=True)
class SetUp:
    name: str
    on_postgres: bool
    by_webhook: bool
    processes: int = 1


SET_UPS = (
    SetUp("SQLite, polling", on_postgres=False, by_webhook=False),
    SetUp("SQLite, webhook", on_postgres=False, by_webhook=True),
    SetUp("PostgreSQL, polling", on_postgres=True, by_webhook=False),
    SetUp("PostgreSQL, webhook, two processes", on_postgres=True, by_webhook=True, processes=2),
)


@dataclass
class Outcome:
    set_up: SetUp
    kills: int
    verdict: Verdict
    seconds: float
    complaints: list[str] = field(default_factory=list)
    """What the bot's log says that it should not."""

    @property
    def is_good(self) -> bool:
        return self.verdict.is_good and not self.complaints

    def row(self) -> list[object]:
        verdict = self.verdict
        return [
            self.set_up.name,
            self.kills,
            verdict.reports,
            len(verdict.lost),
            len(verdict.doubled),
            len(verdict.notices_lost),
            verdict.messages_doubled,
            verdict.pings_doubled,
            verdict.pings_unmarked,
            len(verdict.broken) + len(self.complaints),
            f"{self.seconds:.0f}",
        ]

    def losses(self) -> list[str]:
        verdict = self.verdict
        return [*verdict.lost, *verdict.doubled, *verdict.notices_lost, *verdict.broken, *self.complaints]


async def crash(
    set_up: SetUp, database_url: str, folder: Path, *, kills: int, rng: Random, at_once: int = AT_ONCE
) -> Outcome:
    """One storm: `kills` kills under load, then a calm in which everything has to arrive."""
    begun = time.perf_counter()
    key = make_key()
    links = await asyncio.to_thread(found_home, database_url, key)
    emulator = await EmulatorProcess(folder).start()
    nursery = Nursery(folder)
    ports = [free_port() for _ in range(set_up.processes)]
    balancer = Balancer(ports)
    crowd = Crowd(emulator.base_url, links, rng, at_once=at_once)
    try:
        await nursery.open()
        await balancer.open()
        envs = [
            bot_env(
                folder,
                api_url=emulator.base_url,
                database_url=database_url,
                secret_key=key,
                webhook=f"http://127.0.0.1:{balancer.port}/hook" if set_up.by_webhook else "",
                listen=f"127.0.0.1:{port}" if set_up.by_webhook else "",
            )
            for port in ports
        ]
        lives = [Life(nursery, env, folder / f"bot{number}.log") for number, env in enumerate(envs)]
        for life in lives:
            await life.begin()
        await crowd.begin()
        complaints = []
        working = WORKING_ON_POSTGRES_S if set_up.on_postgres else WORKING_S
        for _ in range(kills):
            life = rng.choice(lives)
            if rng.random() < EARLY:
                await asyncio.sleep(rng.uniform(*STARTING_S))
            else:
                await life.is_at_work()
                await asyncio.sleep(rng.uniform(*working) / len(lives))
            if not await life.end():
                complaints.append("the bot ended by itself")
            await life.begin()
        await crowd.settle(SETTLE_S)
        database = Database(database_url, Vault([key]))
        database.unlock()
        await _until_empty(database)
        await crowd.end()
        told = await crowd.read()
        for life in lives:
            if status := await nursery.stop(life.pid):
                complaints.append(f"SIGTERM ended it with status {status}")
        verdict = compare(database, crowd.reporters, told, crowd.managers)
        database.close()
    finally:
        await crowd.close()
        await nursery.close()
        await balancer.close()
        await emulator.close()
    complaints += sorted({line for life in lives for line in _complaints(life.log)})
    return Outcome(set_up, kills, verdict, time.perf_counter() - begun, complaints)


async def _until_empty(database: Database) -> None:
    """Waits for the outbox; what still waits at the end is counted as a fault."""

    def waiting() -> bool:
        with database.desk(keep=False) as desk:
            return desk.notices.waiting_count() > 0

    until = time.perf_counter() + OUTBOX_S
    while time.perf_counter() < until and await asyncio.to_thread(waiting):
        await asyncio.sleep(0.5)


def _complaints(log: Path) -> list[str]:
    """Lines that tell of a fault in the bot itself."""
    return [
        line[24:]
        for line in log.read_text().splitlines()
        if any(
            sign in line for sign in ("Traceback", "turn failed", "parked", "something beside", "stopped by")
        )
    ]


def as_table(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    return [*lines, *("| " + " | ".join(map(str, outcome.row())) + " |" for outcome in outcomes)]


def run_all(set_ups: Sequence[SetUp], *, kills: int, seed: int) -> list[Outcome]:
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="candour-crash-") as place:
        Path(place).chmod(0o755)
        server = None
        for number, set_up in enumerate(set_ups):
            folder = Path(place) / str(number)
            folder.mkdir()
            url = f"sqlite:///{folder / 'candour.db'}"
            if set_up.on_postgres:
                if server is None:
                    (Path(place) / "postgres").mkdir()
                    server = start_postgres(Path(place) / "postgres")
                url = server.create_database(f"crash_{number}")
            share = kills * (number + 1) // len(set_ups) - kills * number // len(set_ups)
            rng = Random(f"{seed} {set_up.name}")
            outcomes.append(asyncio.run(crash(set_up, url, folder, kills=share, rng=rng)))
            print("\n".join(as_table(outcomes[-1:])[2:]), flush=True)
            for line in outcomes[-1].losses()[:20]:
                print(f"  {line}", flush=True)
        if server is not None:
            server.stop()
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.crash")
    parser.add_argument("--kills", type=int, default=KILLS, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of a set-up's name")
    given = parser.parse_args()
    chosen = [set_up for set_up in SET_UPS if given.only.lower() in set_up.name.lower()]
    outcomes = run_all(chosen, kills=given.kills, seed=given.seed)
    print("\n".join(as_table(outcomes)))
    sys.exit(0 if all(outcome.is_good for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
