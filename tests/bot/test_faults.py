"""Faults of Telegram, of the network and of the machine: a report gets through, once, and the operator is
told in a plain line."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select
from telegram.error import Conflict, InvalidToken
from telegram.ext import ExtBot

import bot.telegram.polling
import bot.turns
from bot.assemble import Candour
from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from bot.demo.refusals import Refused
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Case, Notice
from tests.bot.conftest import HOME, WORDS, HandClock, MakeCandour, until
from tests.bot_process import found_home
from tests.postgres_server import PostgresServer, connected

REFERENCE = "RH-26-0001"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, clock: HandClock, caplog: pytest.LogCaptureFixture) -> None:
    """Waits are long where people live, and short here."""
    monkeypatch.setattr(bot.telegram.polling, "FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(bot.turns, "OUTAGE_SECONDS", 0.01)
    clock.speed = 20
    caplog.set_level(logging.INFO, "candour")


@asynccontextmanager
async def polling(candour: Candour) -> AsyncIterator[None]:
    await candour.start()
    work = asyncio.create_task(candour.run_polling())
    yield
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def reports(carer: Phone, link: str) -> None:
    """Joins, reports and is told a reference."""
    await carer.join(link)
    await carer.wait_for(HOME)
    await carer.type(WORDS)
    await carer.wait_for("Is this right?")
    await carer.tap("Yes, send it")
    await carer.wait_for(REFERENCE)


async def assert_nothing_lost(database: Database, words: str = WORDS) -> None:
    """One report is one case; nothing waits, nothing is parked."""

    def left() -> int:
        with database.desk() as desk:
            return desk.notices.waiting_count()

    async def is_empty() -> bool:
        return await asyncio.to_thread(left) == 0

    await until(is_empty)
    with database.desk() as desk:
        (case,) = desk.session.exec(select(Case)).all()
        assert case.reference == REFERENCE
        assert case.words == words
        assert desk.updates.parked_count() == 0
        assert desk.timeline.broken_at(case_id=case.id or 0) is None
        failed = [n.about for n in desk.session.exec(select(Notice)).all() if n.failed_at is not None]
    assert failed == []


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "candour"]


def receipts(emulator: Emulator) -> int:
    posts = emulator.world.chat("carer").posts.values()
    return sum(REFERENCE in post.message.get("text", "") for post in posts)


UNREACHABLE = "Telegram cannot be reached"
SENDING = "send*"
POLLING = "getUpdates"


@pytest.mark.parametrize(
    ("kind", "method", "details", "line"),
    [
        ("too_many_requests", SENDING, {"retry_after": 1, "times": 1}, ""),
        ("too_many_requests", POLLING, {"retry_after": 1, "times": 1}, "RetryAfter"),
        ("server_error", SENDING, {"times": 2}, UNREACHABLE),
        ("server_error", POLLING, {"times": 2}, UNREACHABLE),
        ("bad_gateway", SENDING, {"times": 2}, UNREACHABLE),
        ("timeout", SENDING, {"times": 2, "seconds": 0.02}, UNREACHABLE),
        ("timeout", POLLING, {"times": 2, "seconds": 0.02}, UNREACHABLE),
        ("reset", SENDING, {"times": 2}, UNREACHABLE),
        ("reset", POLLING, {"times": 2}, UNREACHABLE),
        ("half_body", POLLING, {"times": 2}, UNREACHABLE),
    ],
)
async def test_a_fault_that_passes_costs_nothing(
    kind: str,
    method: str,
    details: dict[str, Any],
    line: str,
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    carer: Phone,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    emulator.world.faults.add(kind, method=method, **details)
    async with polling(make_candour()):
        await reports(carer, links["staff"])
        await assert_nothing_lost(database)
    assert emulator.world.faults.hits[kind] == details["times"]
    assert receipts(emulator) == 1
    assert not line or any(line in one for one in lines(caplog))


@pytest.mark.parametrize("kind", ["reset", "half_body", "bad_gateway"])
async def test_a_message_that_arrived_without_an_answer_is_sent_again_and_not_lost(
    kind: str,
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    carer: Phone,
    database: Database,
) -> None:
    async with polling(make_candour()):
        await carer.join(links["staff"])
        await carer.wait_for(HOME)
        emulator.world.faults.add(kind, method="sendMessage", times=3, applied=True)
        await carer.type(WORDS)
        await carer.wait_for("Is this right?")
        await carer.tap("Yes, send it")
        await carer.wait_for(REFERENCE)
        await assert_nothing_lost(database)
    assert 1 <= receipts(emulator) <= 4


@pytest.mark.parametrize("kind", ["duplicate_update", "redelivered_update", "out_of_order"])
async def test_updates_that_come_twice_or_in_disorder_make_one_case(
    kind: str,
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    carer: Phone,
    database: Database,
) -> None:
    emulator.world.faults.add(kind, times=None)
    # Two at once, so that there is an order to lose.
    await carer.join(links["staff"])
    await carer.type(WORDS)
    async with polling(make_candour()):
        await carer.wait_for("Is this right?", since_start=True)
        await carer.tap("Yes, send it")
        await carer.wait_for(REFERENCE)
        await assert_nothing_lost(database)
    assert receipts(emulator) == 1


async def test_a_second_poller_is_named_and_nothing_is_lost(
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    carer: Phone,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with polling(make_candour()):
        await until(lambda: emulator.world.updates.holds_poll)
        async with ExtBot(emulator.token, base_url=f"{emulator.base_url}/bot") as twin:
            second = asyncio.create_task(twin.get_updates(timeout=30))
            await until(lambda: any("Another process polls" in line for line in lines(caplog)))
            with pytest.raises(Conflict):
                await second
        await reports(carer, links["staff"])
        await assert_nothing_lost(database)
    assert "polling again" in lines(caplog)


async def test_after_an_outage_of_everything_the_bot_goes_on_by_itself(
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    carer: Phone,
    database: Database,
    clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with polling(make_candour()):
        await carer.join(links["staff"])
        await carer.wait_for(HOME)
        outage = emulator.world.faults.add("outage")
        await until(lambda: any(UNREACHABLE in line for line in lines(caplog)) or poked(emulator))
        await carer.type(WORDS)
        clock.move(timedelta(hours=5))
        emulator.world.faults.rules.remove(outage)
        await carer.wait_for("Is this right?")
        await carer.tap("Yes, send it")
        await carer.wait_for(REFERENCE)
        await assert_nothing_lost(database)
    assert "polling again" in lines(caplog)


def poked(emulator: Emulator) -> bool:
    """Ends the held poll, as an outage does, so that the bot notices."""
    emulator.world.updates.cut_poll(Refused(502, "Bad Gateway"))
    return False


async def report_while(
    faulty: Callable[[], Awaitable[None]],
    mended: Callable[[], Awaitable[None]],
    carer: Phone,
    link: str,
    caplog: pytest.LogCaptureFixture,
    words: str = WORDS,
) -> None:
    """The first words come while the fault lasts."""
    await carer.join(link)
    await carer.wait_for(HOME)
    await faulty()
    await carer.type(words)
    await until(lambda: any("The database is away" in line for line in lines(caplog)))
    await mended()
    await carer.wait_for("Is this right?")
    await carer.tap("Yes, send it")
    await carer.wait_for(REFERENCE)
    assert "The database is back." in lines(caplog)


async def test_a_database_that_is_locked_for_a_while_is_waited_for(
    make_candour: MakeCandour,
    links: dict[str, str],
    carer: Phone,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL locks rows, not the database")
    candour = make_candour()
    event.listen(candour.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20"))
    candour.database.engine.dispose()
    other = database.engine.connect()

    async def lock() -> None:
        await asyncio.to_thread(other.begin)

    async def unlock() -> None:
        other.close()

    async with polling(candour):
        await report_while(lock, unlock, carer, links["staff"], caplog)
        await assert_nothing_lost(database)


async def test_a_full_disk_loses_nothing(
    make_candour: MakeCandour,
    links: dict[str, str],
    carer: Phone,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if not database.is_sqlite:
        pytest.skip("the next test")
    candour = make_candour()
    is_full = [False]
    words = WORDS.replace("wet floor", f"wet{' ' * 3000}floor")

    def limit(raw: Any, _record: Any) -> None:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages if is_full[0] else 2**30}")

    event.listen(candour.database.engine, "connect", limit)

    async def set_full(full: bool) -> None:
        is_full[0] = full
        await candour.worker.call(candour.database.engine.dispose)

    async with polling(candour):
        await report_while(
            lambda: set_full(True), lambda: set_full(False), carer, links["staff"], caplog, words
        )
        await assert_nothing_lost(database, words)


async def test_a_postgres_whose_disk_is_full_loses_nothing(
    make_candour: MakeCandour,
    postgres_url: str,
    secret_key: str,
    carer: Phone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The server itself refuses to write, with the SQLSTATE that it gives where a disk is full."""
    links = await asyncio.to_thread(found_home, postgres_url, secret_key)
    full = (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON seen_update EXECUTE FUNCTION full_disk()",
    )

    async def run(*statements: str) -> None:
        with connected(postgres_url) as server, server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    async with polling(make_candour(postgres_url)):
        await report_while(
            lambda: run(*full),
            lambda: run("DROP TRIGGER full_disk ON seen_update"),
            carer,
            links["staff"],
            caplog,
        )
        database = Database(postgres_url, Vault([secret_key]))
        database.unlock()
        await assert_nothing_lost(database)
        database.close()


async def test_a_postgres_that_goes_and_comes_back_is_waited_for(
    make_candour: MakeCandour,
    postgres: PostgresServer,
    postgres_url: str,
    secret_key: str,
    emulator: Emulator,
    carer: Phone,
    policy: Any,
    clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    links = await asyncio.to_thread(found_home, postgres_url, secret_key)
    name = postgres_url.rpartition("/")[2]

    async def go() -> None:
        with connected(postgres.url) as server, server.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    async def come_back() -> None:
        with connected(postgres.url) as server, server.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

    async with polling(make_candour(postgres_url)):
        await report_while(go, come_back, carer, links["staff"], caplog)
        database = Database(postgres_url, Vault([secret_key]))
        database.unlock()
        await assert_nothing_lost(database)
        database.close()


async def test_a_clock_that_is_set_back_in_the_middle_loses_nothing(
    make_candour: MakeCandour,
    links: dict[str, str],
    carer: Phone,
    manager: Phone,
    database: Database,
    clock: HandClock,
) -> None:
    async with polling(make_candour()):
        await manager.join(links["manager"])
        await manager.wait_for(HOME)
        await carer.join(links["staff"])
        await carer.wait_for(HOME)
        await carer.type(WORDS)
        await carer.wait_for("Is this right?")
        clock.move(-timedelta(hours=2))
        await carer.tap("Yes, send it")
        await carer.wait_for(REFERENCE)
        await manager.wait_for(REFERENCE)
        await assert_nothing_lost(database)


async def test_a_token_that_was_taken_back_ends_the_polling(
    make_candour: MakeCandour, emulator: Emulator
) -> None:
    candour = make_candour()
    await candour.start()
    emulator.world.token = "700000001:another"
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(candour.run_polling(), 10)
