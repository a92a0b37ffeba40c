"""Hostile updates raise nothing unhandled and change nothing they may not. `make attack` throws 20,000."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from tests.conftest import MakeUrl
from tests.security.attacked import A_RUN, Attack
from tests.security.conftest import Tell
from tests.security.hostile import updates

HOW_MANY = 500


@pytest.fixture
def attack(make_sqlite_url: MakeUrl, secret_key: str, policy: Policy) -> Iterator[Attack]:
    def make() -> Database:
        database = Database(make_sqlite_url(), Vault([secret_key]))
        database.unlock()
        return database

    attack = Attack(make, policy)
    yield attack
    attack.close()


def test_hostile_updates_raise_nothing_and_change_nothing_they_may_not(attack: Attack, tell: Tell) -> None:
    @settings(
        max_examples=HOW_MANY // A_RUN,
        deadline=None,
        database=None,
        # The same updates every time, so that a failure can be seen again; `make attack` throws others.
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        # Worlds are slow to build: what failed is shown as it was.
        phases=(Phase.generate,),
    )
    @given(run=st.lists(updates(), min_size=A_RUN, max_size=A_RUN))
    def throw(run: list[dict[str, Any]]) -> None:
        attack.run(run)

    throw()

    tally = attack.tally
    tell(
        f"hostile updates: {tally.thrown:,} thrown ({dict(tally.kinds)}), {dict(tally.outcomes)}; "
        "unhandled: 0, changed that may not: 0"
    )
    assert tally.thrown >= HOW_MANY
    # Many are read and handled: an attack that is turned away at the door proves little.
    assert tally.outcomes["handled"] > tally.thrown / 4
