"""The webhook: who may speak, what is taken, and that a 200 means that it is stored."""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from sqlalchemy import event
from sqlmodel import col, select

from bot.assemble import Candour
from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from bot.health import listening
from bot.settings import BadSettings, Settings
from bot.telegram import webhook
from bot.telegram.webhook import SECRET_HEADER, check_webhook, make_app, serve_webhook
from storage.database import Database
from storage.tables import Notice, ParkedUpdate, SeenUpdate
from tests.bot.conftest import HOME, SECRET, WORDS, MakeCandour, until
from tests.bot_process import free_port
from tests.conftest import ON_POSTGRES

ACCOUNT = {"id": 7_000_000_001, "is_bot": False, "first_name": "Amy"}


def update(number: int, text: str = "hello") -> dict[str, Any]:
    chat = {"id": ACCOUNT["id"], "type": "private", "first_name": "Amy"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": ACCOUNT, "text": text}
    return {"update_id": number, "message": message}


@dataclass
class Served:
    candour: Candour
    session: aiohttp.ClientSession
    url: str
    port: int

    async def post(self, body: Any, secret: str = SECRET, path: str = "/hook") -> int:
        options: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = {SECRET_HEADER: secret}
        async with self.session.post(f"{self.url}{path}", headers=headers, **options) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def served(make_candour: MakeCandour, links: dict[str, str]) -> AsyncIterator[Served]:
    """The server alone, so that a test can be Telegram."""
    port = free_port()
    candour = make_candour(candour_webhook_url=f"http://127.0.0.1:{port}/hook")
    await candour.start()
    async with (
        aiohttp.ClientSession() as session,
        listening(make_app(candour), ("127.0.0.1", port)),
    ):
        yield Served(candour, session, f"http://127.0.0.1:{port}", port)


def seen(database: Database) -> list[int]:
    with database.desk() as desk:
        return list(desk.session.exec(select(SeenUpdate.update_id)).all())


def cut_patience_short(database: Database) -> None:
    """SQLite waits for seconds by itself; the test need not."""
    event.listen(database.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20"))
    database.engine.dispose()


async def test_a_200_means_that_the_turn_is_stored(served: Served, database: Database) -> None:
    assert await served.post(update(1)) == 200
    with database.desk() as desk:
        assert desk.session.get(SeenUpdate, 1) is not None
        assert desk.people.find(account_id=int(str(ACCOUNT["id"]))) is not None
        assert desk.session.exec(select(Notice)).first() is not None


async def test_a_repeated_update_changes_nothing(served: Served, database: Database) -> None:
    def said() -> list[int | None]:
        with database.desk() as desk:
            return list(desk.session.exec(select(Notice.id).order_by(col(Notice.id))).all())

    assert await served.post(update(1)) == 200
    once = said()
    assert once
    assert [await served.post(update(1)) for _ in range(2)] == [200, 200]
    assert said() == once


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "ü"])
async def test_nobody_else_is_heard(served: Served, database: Database, secret: str) -> None:
    assert await served.post(update(1), secret=secret) == 401
    assert seen(database) == []


async def test_without_the_header_nobody_is_heard_and_the_comparison_takes_the_same_time_for_all(
    served: Served, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(shown: bytes, secret: bytes) -> bool:
        compared.append((shown, secret))
        return hmac.compare_digest(shown, secret)

    monkeypatch.setattr(webhook, "hmac", SimpleNamespace(compare_digest=compare))
    async with served.session.post(f"{served.url}/hook", json=update(1)) as answer:
        assert answer.status == 401
    assert await served.post(update(1), secret=SECRET[:-1] + "?") == 401
    assert await served.post(update(2)) == 200
    assert [secret for _, secret in compared] == [SECRET.encode()] * 3
    assert seen(database) == [2]


NO_UPDATES = (
    b"",
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b"null",
    b"[]",
    b'"update"',
    b"1",
    b"{}",
    b'{"update_id": "1"}',
    b'{"update_id": true}',
    b'{"update_id": 1.5}',
)


@pytest.mark.parametrize("body", NO_UPDATES)
async def test_what_is_no_update_is_refused_kindly(
    served: Served, database: Database, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await served.post(body) == 400
    assert seen(database) == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_huge_body_is_refused(served: Served, database: Database) -> None:
    assert await served.post(b" " * (1024**2 + 1)) == 413
    assert seen(database) == []


async def test_other_paths_and_methods_are_not_there(served: Served) -> None:
    assert await served.post(update(1), path="/other") == 404
    assert (await served.get("/hook"))[0] == 405


async def test_a_half_sent_body_changes_nothing_and_is_no_fault(
    served: Served, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 500\r\n\r\n"
    writer.write(head.encode() + b'{"update_id": 1, "mess')
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await served.post(update(2)) == 200
    assert seen(database) == [2]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.skipif(ON_POSTGRES, reason="tests/e2e stops the server itself")
async def test_while_the_database_is_away_telegram_is_asked_to_send_again(
    served: Served, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "candour")
    cut_patience_short(served.candour.database)
    assert (await served.get("/readyz"))[0] == 200
    with database.engine.begin():  # This connection has the only lock that there is.
        assert await served.post(update(1)) == 503
        assert await served.get("/readyz") == (503, "the database does not answer\n")
        assert (await served.get("/healthz"))[0] == 200
    assert await served.post(update(1)) == 200
    assert (await served.get("/readyz"))[0] == 200
    assert seen(database) == [1]
    lines = [record.getMessage() for record in caplog.records if record.name == "candour"]
    assert "The database is away (OperationalError). Nothing is lost; I try again." in lines
    assert "The database is back." in lines


async def test_an_update_that_cannot_be_read_is_parked_and_its_sender_gets_an_apology(
    served: Served, database: Database, emulator: Emulator
) -> None:
    broken = update(1)
    broken["message"]["date"] = "yesterday"
    assert await served.post(broken) == 200
    with database.desk() as desk:
        (parked,) = desk.session.exec(select(ParkedUpdate)).all()
        (apology,) = desk.session.exec(select(Notice).where(Notice.about == "apology")).all()
    assert parked.content == broken
    assert parked.error_reference in apology.content["text"]
    assert apology.chat_id == str(ACCOUNT["id"])


async def test_nothing_is_served_without_a_secret() -> None:
    def settings(**given: str) -> Settings:
        return Settings.model_construct(
            candour_webhook_url="https://bot.example.org/hook", candour_listen="127.0.0.1:8443", **given
        )

    with pytest.raises(BadSettings, match="CANDOUR_WEBHOOK_SECRET is missing"):
        check_webhook(settings())
    with pytest.raises(BadSettings, match="letters, digits"):
        check_webhook(settings(candour_webhook_secret="not a token!"))
    assert check_webhook(settings(candour_webhook_secret=SECRET)) == "/hook"


async def test_a_report_goes_through_and_the_webhook_stays_set_at_the_end(
    make_candour: MakeCandour, emulator: Emulator, links: dict[str, str], carer: Phone, database: Database
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    candour = make_candour(candour_webhook_url=f"http://{listen}/hook", candour_listen=listen)
    await candour.start()
    serving = asyncio.create_task(serve_webhook(candour))
    await until(lambda: bool(emulator.webhook.url))
    await carer.join(links["staff"])
    await carer.wait_for(HOME)
    await carer.type(WORDS)
    await carer.wait_for("Is this right?")
    await carer.tap("Yes, send it")
    await carer.wait_for("RH-26-0001")
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert emulator.webhook.url == f"http://{listen}/hook"
    assert emulator.webhook.failures == 0
    assert emulator.world.updates.allowed == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }


async def test_a_turn_under_way_is_finished_before_the_server_ends(
    make_candour: MakeCandour, database: Database, links: dict[str, str]
) -> None:
    port = free_port()
    candour = make_candour(candour_webhook_url=f"http://127.0.0.1:{port}/hook")
    await candour.start()
    take_turn, begun = candour.dialogue.take_turn, asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(incoming: Any) -> Any:
        loop.call_soon_threadsafe(begun.set)
        return take_turn(incoming)

    candour.dialogue.take_turn = slow  # type: ignore[method-assign]
    async with aiohttp.ClientSession() as session:
        async with listening(make_app(candour), ("127.0.0.1", port)):
            served = Served(candour, session, f"http://127.0.0.1:{port}", port)
            posting = asyncio.create_task(served.post(update(1)))
            await begun.wait()
        assert await posting == 200
    assert seen(database) == [1]
