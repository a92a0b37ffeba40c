"""Both transports carry requests, uploads and downloads whole over real HTTP."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile, InputMediaDocument
from telegram.request import HTTPXRequest

from bot.telegram.transport import AiohttpRequest, choose_transport
from tests.bot.telegram.bot_api_stand_in import ME, TOKEN, Calls, bot_at, listening

KINDS = ["aiohttp", "httpx"]


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
async def address(calls: Calls) -> AsyncIterator[str]:
    async with listening(calls) as address:
        yield address


@pytest.fixture(params=KINDS)
async def bot(request: pytest.FixtureRequest, address: str) -> AsyncIterator[Bot]:
    async with bot_at(address, choose_transport(request.param)) as bot:
        yield bot


async def test_text_and_nested_parameters_arrive_intact(bot: Bot, calls: Calls) -> None:
    words = "Ünïcode & 100 % + «quotes»\nsecond line = 😀"
    await bot.send_message(7, words, disable_notification=True, link_preview_options=None)
    assert calls.fields[-1]["text"] == words
    assert calls.fields[-1]["chat_id"] == "7"
    assert calls.fields[-1]["disable_notification"] == "true"


async def test_requests_name_the_library_to_the_server(bot: Bot, calls: Calls) -> None:
    await bot.send_message(7, "hello")
    assert calls.headers[-1]["User-Agent"].startswith("python-telegram-bot v22")


async def test_an_upload_arrives_with_its_bytes_name_and_type(bot: Bot, calls: Calls) -> None:
    scan = bytes(range(256)) * 16_000
    await bot.send_document(7, scan, filename="Rota – café 50% (week 3).pdf", caption="for “Ann”")
    assert calls.files[-1] == {"document": ("Rota – café 50% (week 3).pdf", "application/pdf", scan)}
    assert calls.fields[-1] == {"chat_id": "7", "caption": "for “Ann”"}


async def test_several_files_in_one_request_keep_their_places(bot: Bot, calls: Calls) -> None:
    media = [InputMediaDocument(b"first", filename="a.txt"), InputMediaDocument(b"second", filename="b.txt")]
    await bot.send_media_group(7, media)
    assert sorted(calls.files[-1].values()) == [
        ("a.txt", "text/plain", b"first"),
        ("b.txt", "text/plain", b"second"),
    ]
    assert all(f"attach://{name}" in calls.fields[-1]["media"] for name in calls.files[-1])


async def test_an_open_file_is_streamed_from_where_it_stands(bot: Bot, calls: Calls, tmp_path: Path) -> None:
    recording = tmp_path / "voice.ogg"
    recording.write_bytes(b"skip" + b"\x00\xff" * 200_000)
    with recording.open("rb") as handle:
        await bot.send_document(7, InputFile(handle, read_file_handle=False))
    name, _, content = calls.files[-1]["document"]
    assert (name, len(content)) == ("voice.ogg", 400_004)


async def test_a_name_cannot_break_out_of_its_header(bot: Bot, calls: Calls) -> None:
    await bot.send_document(7, b"x", filename='a"; name="chat_id"\r\nX-Evil: 1.txt')
    assert list(calls.files[-1]) == ["document"]
    assert calls.fields[-1] == {"chat_id": "7"}


async def test_a_stream_of_unknown_length_goes_out_in_chunks(address: str, calls: Calls) -> None:
    source, drain = os.pipe()
    with os.fdopen(drain, "wb") as writing:
        writing.write(b"minutes of the meeting " * 2_000)
    with os.fdopen(source, "rb") as reading:
        async with bot_at(address, choose_transport("aiohttp")) as bot:
            await bot.send_document(7, InputFile(reading, filename="minutes.txt", read_file_handle=False))
    assert calls.files[-1]["document"][2] == b"minutes of the meeting " * 2_000
    assert calls.headers[-1]["Transfer-Encoding"] == "chunked"


async def test_a_download_of_5_mb_arrives_whole(bot: Bot, calls: Calls) -> None:
    photo = bytes(range(251)) * 20_900
    calls.answers["getFile"] = lambda: web.json_response(
        {"ok": True, "result": {"file_id": "f", "file_unique_id": "u", "file_path": "photos/ä b.jpg"}}
    )
    calls.answers["ä b.jpg"] = lambda: web.Response(body=photo)
    file = await bot.get_file("f")
    assert bytes(await file.download_as_bytearray()) == photo


async def test_requests_one_after_the_other_share_a_connection(bot: Bot, calls: Calls) -> None:
    for number in range(5):
        await bot.send_message(7, str(number))
    assert len(set(calls.peers)) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_requests_at_once_each_get_their_own_answer_within_the_pool(
    kind: Any, address: str, calls: Calls
) -> None:
    transport = choose_transport(kind, connection_pool_size=10, pool_timeout=None)
    async with bot_at(address, transport) as bot:
        calls.hold_until(10)
        sent = await asyncio.gather(*(bot.send_message(7, f"number {n}") for n in range(200)))
    assert [message.text for message in sent] == [f"number {n}" for n in range(200)]
    assert calls.most_at_once == 10


@pytest.mark.parametrize("kind", KINDS)
async def test_a_transport_works_again_after_shutdown_and_initialize(kind: Any, address: str) -> None:
    transport = choose_transport(kind, read_timeout=3.5)
    for _ in range(2):
        await transport.initialize()
        await transport.initialize()
        assert await transport.post(f"{address}/bot{TOKEN}/getMe") == ME
        await transport.shutdown()
        await transport.shutdown()
    with pytest.raises(RuntimeError, match="not initialized"):
        await transport.do_request(f"{address}/bot{TOKEN}/getMe", "POST")
    assert transport.read_timeout == 3.5


def test_defaults_are_those_of_ptb() -> None:
    assert AiohttpRequest().read_timeout == HTTPXRequest().read_timeout
    assert isinstance(choose_transport("httpx"), HTTPXRequest)
