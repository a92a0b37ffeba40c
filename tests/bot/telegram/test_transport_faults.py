"""Whatever goes wrong on the way, both transports say it alike, and never tell the token."""

import asyncio
import logging
import socket
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import InputFile, error
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.transport import choose_transport
from tests.bot.telegram.bot_api_stand_in import SENT, TOKEN, Calls, bot_at, listening

KINDS = ["aiohttp", "httpx"]
WORDS = "what somebody told the bot in confidence"

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def speaking(conversation: Conversation) -> AsyncIterator[str]:
    """A server that says on each connection what `conversation` says, then holds the connection."""
    held: list[asyncio.StreamWriter] = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)
        await conversation(reader, writer)

    server = await asyncio.start_server(converse, "127.0.0.1", 0, limit=1024)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        for writer in held:
            writer.transport.abort()
        server.close()


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Accepts, and neither reads nor answers."""


async def stalled_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": tr')


async def half_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await stalled_answer(reader, writer)
    writer.close()


async def no_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.close()


async def no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"220 mail.example.test ESMTP\r\n\r\n")
    writer.close()


async def page_of_a_login_portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    line = await reader.readuntil(b"\r\n")
    page = b"<p>Sign in to reach " + line + b"</p>"
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))


async def error_page_of_a_proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    line = await reader.readuntil(b"\r\n")
    page = b"<p>Cannot retrieve " + line + b"</p>"
    writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))


async def move_elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")


# The last column is the exact class: TimedOut is a NetworkError too.
FAULTS: list[tuple[Conversation, str, dict[str, float], type[error.TelegramError]]] = [
    (silence, "https", {"connect_timeout": 0.05}, error.TimedOut),
    (silence, "http", {"read_timeout": 0.05}, error.TimedOut),
    (stalled_answer, "http", {"read_timeout": 0.05}, error.TimedOut),
    (half_answer, "http", {}, error.NetworkError),
    (no_answer, "http", {}, error.NetworkError),
    (reset, "http", {}, error.NetworkError),
    (no_http, "http", {}, error.NetworkError),
    (error_page_of_a_proxy, "http", {}, error.NetworkError),
    (page_of_a_login_portal, "http", {}, error.TelegramError),
    (move_elsewhere, "http", {}, error.NetworkError),
]


def everything_said(fault: BaseException, log: pytest.LogCaptureFixture) -> str:
    chain, said = [fault], [*traceback.format_exception(fault), log.text]
    while chain:
        link = chain.pop()
        said += [repr(link), str(link)]
        chain += [cause for cause in (link.__cause__, link.__context__) if cause is not None]
    return "\n".join(said)


async def ask(transport: Any, url: str) -> error.TelegramError:
    """The error that one message sent to `url` ends with."""
    data = RequestData([RequestParameter("text", WORDS, None)])
    with pytest.raises(error.TelegramError) as caught:
        await transport.post(f"{url}/bot{TOKEN}/sendMessage", data)
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("conversation", "scheme", "timeouts", "expected"),
    FAULTS,
    ids=[f"{row[0].__name__}-{row[1]}" for row in FAULTS],
)
async def test_each_fault_has_its_error_and_tells_neither_token_nor_words(
    kind: Any,
    conversation: Conversation,
    scheme: str,
    timeouts: dict[str, Any],
    expected: type[error.TelegramError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with speaking(conversation) as place, choose_transport(kind, **timeouts) as transport:
        fault = await ask(transport, f"{scheme}://{place}")
    assert type(fault) is expected
    said = everything_said(fault, caplog)
    assert TOKEN not in said
    assert WORDS not in said


@pytest.mark.parametrize("kind", KINDS)
async def test_a_closed_port_is_a_network_error(kind: Any, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with choose_transport(kind) as transport:
            fault = await ask(transport, f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert type(fault) is error.NetworkError
    assert TOKEN not in everything_said(fault, caplog)


async def test_the_system_code_is_told_to_the_operator() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with choose_transport("aiohttp") as transport:
            fault = await ask(transport, f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert str(fault) == "aiohttp.ClientConnectorError (ECONNREFUSED)"


@pytest.mark.parametrize("kind", KINDS)
async def test_an_upload_that_makes_no_headway_times_out(kind: Any) -> None:
    film = RequestParameter("video", None, [InputFile(bytes(32 * 1024**2), filename="film.mp4")])
    async with speaking(silence) as place, choose_transport(kind, media_write_timeout=0.1) as transport:
        with pytest.raises(error.TimedOut):
            await transport.post(f"http://{place}/bot{TOKEN}/sendVideo", RequestData([film]))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_full_pool_times_out_and_the_others_still_finish(kind: Any) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def wait_then_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.set()
        await go_on.wait()
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}')

    transport = choose_transport(kind, connection_pool_size=1, pool_timeout=0.05)
    async with speaking(wait_then_answer) as place, transport:
        first = asyncio.create_task(transport.post(f"http://{place}/bot{TOKEN}/getMe"))
        await asked.wait()
        fault = await ask(transport, f"http://{place}")
        go_on.set()
        assert await first is True
    assert type(fault) is error.TimedOut
    assert "pool" in str(fault).lower()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_cancelled_request_gives_its_place_back(kind: Any) -> None:
    async with (
        speaking(silence) as place,
        listening(Calls()) as address,
        choose_transport(kind, connection_pool_size=1, pool_timeout=0.5) as transport,
    ):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(transport.post(f"http://{place}/bot{TOKEN}/getMe"), 0.05)
        assert isinstance(await transport.post(f"{address}/bot{TOKEN}/getMe"), dict)


REFUSALS: list[tuple[int, dict[str, Any], type[error.TelegramError], str]] = [
    (400, {"description": "Bad Request: chat not found"}, error.BadRequest, "Chat not found"),
    (400, {"parameters": {"migrate_to_chat_id": -1001}}, error.ChatMigrated, "-1001"),
    (401, {"description": "Unauthorized"}, error.InvalidToken, "Unauthorized"),
    (403, {"description": "Forbidden: bot was blocked by the user"}, error.Forbidden, "was blocked"),
    (404, {"description": "Not Found"}, error.InvalidToken, "Not Found"),
    (409, {"description": "Conflict: other getUpdates request"}, error.Conflict, "other getUpdates"),
    (429, {"parameters": {"retry_after": 7}}, error.RetryAfter, "Retry in 7 seconds"),
    (500, {"description": "Internal Server Error"}, error.NetworkError, "Internal Server Error"),
    (502, {"description": "Bad Gateway"}, error.NetworkError, "Bad Gateway"),
    (504, {}, error.NetworkError, "504"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "answer", "expected", "told"),
    REFUSALS,
    ids=[f"{row[0]}-{row[2].__name__}" for row in REFUSALS],
)
async def test_each_refusal_of_the_bot_api_has_ptbs_error(
    kind: Any, status: int, answer: dict[str, Any], expected: type[error.TelegramError], told: str
) -> None:
    calls = Calls()
    calls.answers["sendMessage"] = lambda: web.json_response({"ok": False} | answer, status=status)
    async with listening(calls) as address, bot_at(address, choose_transport(kind)) as bot:
        with pytest.raises(error.TelegramError) as caught:
            await bot.send_message(7, "hello")
        calls.answers["sendMessage"] = lambda: web.json_response({"ok": True, "result": SENT})
        assert (await bot.send_message(7, "again")).message_id == 1
    assert type(caught.value) is expected
    assert told in str(caught.value)
