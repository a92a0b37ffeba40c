"""The short form of `make crash-test`: a few kills under load, and nothing is lost or doubled."""

from pathlib import Path
from random import Random

import pytest

from bench.crash import SET_UPS, crash
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.e2e
KILLS, AT_ONCE = 4, 6


async def test_nothing_is_lost_when_the_bot_is_killed_again_and_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'candour.db'}"
    outcome = await crash(SET_UPS[0], url, tmp_path, kills=KILLS, rng=Random(7), at_once=AT_ONCE)
    assert outcome.losses() == []
    assert outcome.verdict.pings_unmarked == 0
    assert outcome.verdict.reports == outcome.verdict.cases >= AT_ONCE


async def test_nothing_is_lost_when_one_of_two_processes_is_killed(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    set_up = SET_UPS[-1]
    assert set_up.processes == 2
    url = postgres.create_database("crash")
    outcome = await crash(set_up, url, tmp_path, kills=KILLS, rng=Random(7), at_once=AT_ONCE)
    assert outcome.losses() == []
    assert outcome.verdict.pings_unmarked == 0
    assert outcome.verdict.reports == outcome.verdict.cases >= AT_ONCE
