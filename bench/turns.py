"""Turns a second of the real bot beside stock echo bots, in one run: polling and webhook, on SQLite and on
PostgreSQL."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.load import BASELINES, Measured, as_table, measure
from storage.sealing import make_key
from tests.bot_process import free_port
from tests.postgres_server import start_postgres

CANDOUR = (sys.executable, "-c", "from bot.cli import main; main()")
REPORTS = (
    "Mrs Pell nearly slipped on the wet floor by bathroom 2 this morning, I caught her",
    "Mr Ogden fell out of bed at 6am, no injury, the sensor mat was off",
    "Could we have bigger print on the menus please",
    "Thank you to the night staff, they were so kind to my aunt",
)
WORKLOADS: Mapping[str, tuple[Callable[[int], str], bool]] = {
    "a menu": (lambda _number: "/menu", False),
    "a report's first words": (lambda number: REPORTS[number % len(REPORTS)], True),
}
"""What is typed, and whether every message comes from somebody else."""


def fresh_environment(folder: str, url: str = "") -> dict[str, str]:
    """A set-up installation of its own."""
    env = {
        "TELEGRAM_BOT_TOKEN": "700000001:demo",
        "DATABASE_URL": url or f"sqlite:///{Path(folder) / 'bench.db'}",
        "CANDOUR_SECRET_KEY": make_key(),
        "CANDOUR_DATA_DIR": folder,
        "CANDOUR_LOG_LEVEL": "ERROR",
    }
    subprocess.run(
        [*CANDOUR, "setup", "--provider", "Bench", "--service", "Rose House", "--yes"],
        env={**os.environ, **env, "TELEGRAM_API_URL": "http://127.0.0.1:9"},
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=folder,
    )
    return env


@dataclass(frozen=True)
class SetUp:
    """How the bot runs. `url` makes the address of an empty database; "" stands for a new SQLite file."""

    name: str
    url: Callable[[], str]
    by_webhook: bool
    processes: int = 1


async def measure_candour(
    workload: str, messages: int, set_up: SetUp, *, latency_s: float, rate: float | None
) -> Measured:
    text_of, one_each = WORKLOADS[workload]
    with tempfile.TemporaryDirectory() as folder:
        env = fresh_environment(folder, set_up.url())
        if set_up.by_webhook:
            listen = f"127.0.0.1:{free_port()}"
            env |= {
                "CANDOUR_WEBHOOK_URL": f"http://{listen}/hook",
                "CANDOUR_WEBHOOK_SECRET": "only-the-bench-knows-this",
                "CANDOUR_LISTEN": listen,
            }
        several = (sys.executable, "-m", "bench.several", str(set_up.processes))
        return await measure(
            several if set_up.processes > 1 else (*CANDOUR, "run"),
            messages=messages,
            accounts=messages if one_each else messages // 10,
            rate=rate,
            rate_seconds=10,
            api_latency_s=latency_s,
            text_of=text_of,
            # Somebody's very first message makes them a person and tells them who reads along: once each.
            opening=lambda _number: "/start",
            env=env,
        )


async def run(
    messages: int,
    rounds: int,
    latency_ms: float,
    set_ups: Sequence[SetUp],
    rate: float | None,
    only: str,
) -> None:
    """Every bot once a round, so that a slow minute of the machine falls on all of them."""
    results: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for name, command in BASELINES.items():
            if only and only not in name:
                continue
            found = await measure(
                command,
                messages=messages,
                accounts=messages // 10,
                rate=rate,
                rate_seconds=10,
                api_latency_s=latency_ms / 1000,
            )
            results.setdefault(name, []).append(found)
            print(as_table({name: [found]})[-1], flush=True)
        for set_up in set_ups:
            for workload in WORKLOADS:
                name = f"Candour, {set_up.name}: {workload}"
                if only and only not in name:
                    continue
                found = await measure_candour(
                    workload, messages, set_up, latency_s=latency_ms / 1000, rate=rate
                )
                results.setdefault(name, []).append(found)
                print(as_table({name: [found]})[-1], flush=True)
    print("\n".join(as_table(results)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency-ms", type=float, default=0)
    parser.add_argument("--rate", type=float, default=30, help="messages a second for the waits; 0: none")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--only", default="", help="the bots whose name holds this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_ups = [
            SetUp("SQLite, polling", str, by_webhook=False),
            SetUp("SQLite, webhook", str, by_webhook=True),
        ]
        server = None if given.sqlite_only else start_postgres(Path(folder))
        if server is not None:
            numbers = count(1)

            def url() -> str:
                return server.create_database(f"bench_{next(numbers)}")

            set_ups += [
                SetUp("PostgreSQL, polling", url, by_webhook=False),
                SetUp("PostgreSQL, webhook", url, by_webhook=True),
                SetUp("PostgreSQL, webhook, two processes", url, by_webhook=True, processes=2),
            ]
        try:
            asyncio.run(
                run(given.messages, given.rounds, given.latency_ms, set_ups, given.rate or None, given.only)
            )
        finally:
            if server is not None:
                server.stop()


if __name__ == "__main__":
    main()
