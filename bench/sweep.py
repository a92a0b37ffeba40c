"""A sweep with 1,000 clocks due among many open cases: does its cost grow with the cases?"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from bench.many_cases import NOW, add_cases, add_services
from flows.duties.sweep import sweep
from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault, make_key

DUE = 1_000


def measure(open_cases: int, rounds: int) -> tuple[float, float]:
    """Median seconds and CPU seconds of a sweep over `open_cases` with 1,000 due; each round is undone."""
    policy = load_policy()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}", Vault([make_key()]))
        database.migrate()
        services = add_services(database, 100)
        add_cases(database, services, open_cases=open_cases, due=DUE, bare=True)
        times, cpu = [], []
        for _ in range(rounds + 1):
            with database.desk(keep=False) as desk:
                began, cpu_began = time.perf_counter(), time.process_time()
                spoken = 0
                while count := sweep(desk, policy, NOW).reminders:
                    spoken += count
                times.append(time.perf_counter() - began)
                cpu.append(time.process_time() - cpu_began)
                assert spoken == DUE, spoken
        database.close()
    return statistics.median(times[1:]), statistics.median(cpu[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    first = first_cpu = 0.0
    print("| open cases | sweep with 1,000 due, ms | ratio | CPU ms | ratio |\n|---|---|---|---|---|")
    for size in given.sizes:
        seconds, cpu = measure(size, given.rounds)
        first, first_cpu = first or seconds, first_cpu or cpu
        print(
            f"| {size:,} | {seconds * 1000:.0f} | {seconds / first:.2f} | {cpu * 1000:.0f} "
            f"| {cpu / first_cpu:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
