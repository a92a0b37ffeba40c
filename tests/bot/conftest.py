"""The whole bot in this process, on the test's database, against an emulator over real HTTP."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.assemble import Candour
from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from bot.settings import Settings
from flows.admin.inviting import invite_link, make_invite
from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from tests.talk import Talk

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOME = "Rose House"
SECRET = "only-telegram-knows-this"
WORDS = "Mrs Patel nearly slipped on the wet floor by bathroom 2 this morning, I caught her in time"


class HandClock:
    """Runs as fast as it is told, and can be set forward and back."""

    def __init__(self, speed: float = 1) -> None:
        self.speed = speed
        self._base = MONDAY
        self._begun = time.monotonic()

    def now(self) -> datetime:
        return self._base + timedelta(seconds=(time.monotonic() - self._begun) * self.speed)

    def move(self, by: timedelta) -> None:
        self._base += by


MakeCandour = Callable[..., Candour]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    emulator = Emulator()
    for key, name in (("carer", "Amy Hart"), ("other", "Ben Ashe"), ("manager", "Ravi Shah")):
        emulator.add_account(key, name)
    await emulator.start()
    yield emulator
    await emulator.stop()


@pytest.fixture
async def make_candour(
    emulator: Emulator,
    database_url: str,
    secret_key: str,
    policy: Policy,
    clock: HandClock,
    tmp_path: Path,
) -> AsyncIterator[MakeCandour]:
    """Makes the bot, as one process of possibly several on the same database; stopped with the test."""
    made: list[Candour] = []

    def make(url: str = database_url, **settings: Any) -> Candour:
        database = Database(url, Vault([secret_key]))
        database.unlock()
        candour = Candour(
            Settings.model_construct(
                telegram_bot_token=emulator.token,
                telegram_api_url=emulator.base_url,
                database_url=url,
                candour_data_dir=tmp_path,
                candour_webhook_secret=SECRET,
                **settings,
            ),
            clock=clock,
            database=database,
            policy=policy,
        )
        made.append(candour)
        return candour

    yield make
    for candour in made:
        await candour.stop()


@pytest.fixture
def links(database: Database, policy: Policy, clock: HandClock) -> dict[str, str]:
    """Rose House in the database; the links by which `staff` and a `manager` join it."""
    links = {}
    with database.desk() as desk:
        provider = desk.services.add_provider(name="Rose Care")
        assert provider.id is not None
        service = desk.services.add_service(provider_id=provider.id, name=HOME, code="RH")
        for role in ("staff", "manager"):
            invite = make_invite(
                desk,
                policy,
                provider_id=provider.id,
                service_id=service.id,
                role=role,
                now=clock.now(),
                rng=Random(role),
                uses=10,
            )
            links[role] = invite_link("candour_demo_bot", invite)
    return links


@pytest.fixture
def talk(database: Database, policy: Policy) -> Talk:
    """Rose House with a manager, and a carer who has just reported a near miss."""
    talk = Talk(database, policy, now=MONDAY)
    talk.person("manager", "manager")
    talk.person("carer", "staff")
    talk.carer.says(WORDS)
    talk.carer.taps("Yes")
    return talk


@pytest.fixture
async def carer(emulator: Emulator) -> AsyncIterator[Phone]:
    async with Phone(emulator.base_url, "carer") as phone:
        yield phone


@pytest.fixture
async def manager(emulator: Emulator) -> AsyncIterator[Phone]:
    async with Phone(emulator.base_url, "manager") as phone:
        yield phone


async def until(holds: Callable[[], bool | Awaitable[bool]], seconds: float = 15) -> None:
    """Lets the event loop run until `holds`; a fact that never comes true fails the test."""
    async with asyncio.timeout(seconds):
        while True:
            answer = holds()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.005)
