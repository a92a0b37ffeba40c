"""An emulator on a free port, a real python-telegram-bot client, and phones in made-up hands."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from telegram.ext import ExtBot

from bot.demo.demo_clock import DemoClock
from bot.demo.emulator import Emulator
from bot.demo.phone import Phone

FRIDAY_AFTERNOON = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    emulator = Emulator(DemoClock(lambda: FRIDAY_AFTERNOON))
    emulator.add_account("carer", "Amy Hart", username="amyhart")
    emulator.add_account("relative", "Joan Pike", language="")
    emulator.add_account("manager", "Ravi Shah")
    emulator.add_group("team", "Rowan House team", ["manager", "carer"])
    await emulator.start()
    yield emulator
    await emulator.stop()


@pytest.fixture
async def bot(emulator: Emulator) -> AsyncIterator[ExtBot]:
    client = ExtBot(
        emulator.token,
        base_url=f"{emulator.base_url}/bot",
        base_file_url=f"{emulator.base_url}/file/bot",
    )
    async with client:
        yield client


@pytest.fixture
async def carer(emulator: Emulator) -> AsyncIterator[Phone]:
    async with Phone(emulator.base_url, "carer") as phone:
        yield phone


@pytest.fixture
async def manager(emulator: Emulator) -> AsyncIterator[Phone]:
    async with Phone(emulator.base_url, "manager") as phone:
        yield phone


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop run until `holds`; a fact that never comes true fails the test."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0)
