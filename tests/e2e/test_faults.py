"""What only the real process shows: how it starts, how it ends, and what it says to the operator."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.demo.phone import Phone
from storage.database import Database
from storage.tables import Notice, SeenUpdate
from tests.bot_process import BotProcess, EmulatorProcess, bot_env
from tests.e2e.conftest import StartBot

pytestmark = pytest.mark.e2e
PEOPLE = 30


@pytest.fixture
async def phones(emulator: EmulatorProcess) -> AsyncIterator[list[Phone]]:
    """Many people who have not written yet."""
    async with Phone(emulator.base_url, "person0") as first:
        session = first.open()
        phones = [Phone(emulator.base_url, f"person{number}", session=session) for number in range(PEOPLE)]
        for phone in phones:
            await phone.act("add_account", key=phone.account, name="Sam Ash")
        yield phones


def count(database: Database, what: type) -> int:
    with database.desk() as desk:
        return desk.session.exec(select(func.count()).select_from(what)).one()


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_sigterm_in_the_middle_ends_cleanly_and_everybody_is_answered_once(
    webhook: bool, start_bot: StartBot, phones: list[Phone], database: Database, links: dict[str, str]
) -> None:
    process = await start_bot(webhook=webhook)
    for phone in phones:
        await phone.join(links["staff"])
    await phones[0].wait_for("Rose House", since_start=True)
    process.terminate()
    assert await process.ended(10) == 0
    assert process.lines[-1].endswith("stopped")
    assert not any("Traceback" in line for line in process.lines)
    handled = count(database, SeenUpdate)
    assert handled >= 1
    await start_bot(webhook=webhook)
    for phone in phones:
        await phone.wait_for("Rose House", 30, since_start=True)
    for phone in phones:
        texts = [seen.text for seen in await phone.messages() if seen.from_bot]
        assert len(texts) == len(set(texts))
    with database.desk() as desk:
        # Not the attempts: what was committed as the process ended is taken up by the next one, and that
        # counts as a second attempt although the first one never left.
        assert all(notice.sent_at is not None for notice in desk.session.exec(select(Notice)).all())


async def test_sigterm_ends_it_in_time_although_the_database_is_locked(
    start_bot: StartBot, carer: Phone, database: Database
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL locks rows, not the database")
    process = await start_bot()
    with database.engine.begin():
        await carer.type("hello")
        await process.line("The database is away")
        process.terminate()
        assert await process.ended(10) == 0
    await start_bot()
    await carer.wait_for(lambda seen: seen.from_bot, since_start=True)


async def test_a_webhook_without_a_secret_is_refused_in_one_line(
    tmp_path: Path, emulator: EmulatorProcess, database_url: str, secret_key: str
) -> None:
    env = bot_env(
        tmp_path,
        api_url=emulator.base_url,
        database_url=database_url,
        secret_key=secret_key,
        webhook="https://bot.example.org/hook",
    )
    process = await BotProcess(tmp_path, env | {"CANDOUR_WEBHOOK_SECRET": ""}).start()
    assert await process.ended(30) == 2
    assert len(process.lines) == 1
    assert process.lines[0].startswith("CANDOUR_WEBHOOK_SECRET is missing.")


async def test_a_start_without_telegram_waits_for_it(
    start_bot: StartBot, emulator: EmulatorProcess, carer: Phone
) -> None:
    await carer.ask("POST", "faults", json={"kind": "outage", "seconds": 0})
    process = await start_bot(waits=False)
    await process.line("Telegram cannot be reached")
    await carer.type("hello")
    await carer.ask("DELETE", "faults")
    await process.ready()
    await carer.wait_for(lambda seen: seen.from_bot, 30, since_start=True)
    process.terminate()
    assert await process.ended(10) == 0


async def test_after_a_kill_the_next_process_answers_at_once(
    start_bot: StartBot, emulator: EmulatorProcess, carer: Phone, links: dict[str, str], database: Database
) -> None:
    process = await start_bot()
    await carer.ask(
        "POST", "faults", json={"kind": "timeout", "method": "send*", "times": None, "seconds": 60}
    )
    await carer.join(links["staff"])
    await _until_handled(database)
    process.kill()
    await process.ended()
    await carer.ask("DELETE", "faults")
    await start_bot()
    await carer.wait_for("Rose House", 30, since_start=True)


async def _until_handled(database: Database) -> None:
    async with asyncio.timeout(20):
        while not await asyncio.to_thread(count, database, SeenUpdate):
            await asyncio.sleep(0.01)
