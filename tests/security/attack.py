"""`make attack`: hostile updates by the thousand, seeded and bounded in time; prints what came of them."""

import argparse
import os
import platform
import tempfile
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.security.attacked import A_RUN, Attack
from tests.security.hostile import updates


def attack(how_many: int, seeded: int, minutes: float, folder: Path) -> Attack:
    """Stops after so many updates, or when the time is up. Raises over the first that does harm."""
    key, numbers = make_key(), count(1)
    until = time.monotonic() + minutes * 60

    def make() -> Database:
        database = Database(f"sqlite:///{folder / f'{next(numbers)}.db'}", Vault([key]))
        database.migrate()
        return database

    attack = Attack(make, load_policy())

    @seed(seeded)
    @settings(
        max_examples=-(-how_many // A_RUN),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(run=st.lists(updates(), min_size=A_RUN, max_size=A_RUN))
    def throw(run: list[dict[str, Any]]) -> None:
        if time.monotonic() < until:
            attack.run(run)

    try:
        throw()
    finally:
        attack.close()
    return attack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60)
    given_ = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = attack(given_.updates, given_.seed, given_.minutes, Path(folder)).tally
    print(f"thrown:    {tally.thrown:,} (seed {given_.seed})")
    print(f"kinds:     {dict(tally.kinds.most_common())}")
    print(f"became:    {dict(tally.outcomes.most_common())}")
    print(f"unread:    {dict(tally.unread.most_common())}")
    print("unhandled: 0\nchanged that may not: 0")
    print(
        f"{time.monotonic() - begun:.0f} s; {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, {datetime.now(UTC):%d %B %Y}"
    )
    if tally.thrown < given_.updates:
        raise SystemExit(f"The time was up after {tally.thrown:,} of {given_.updates:,}.")


if __name__ == "__main__":
    main()
