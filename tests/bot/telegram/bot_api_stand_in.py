"""A small HTTP server that answers like the Bot API and keeps what it was sent."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ssl import SSLContext
from typing import Any

from aiohttp import BodyPartReader, web
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.telegram.transport import choose_transport

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SENT = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}
ME = {"id": 110201543, "is_bot": True, "first_name": "Candour", "username": "candour_bot"}


class Calls:
    def __init__(self) -> None:
        self.fields: list[dict[str, str]] = []
        self.files: list[dict[str, tuple[str | None, str, bytes]]] = []
        self.peers: list[Any] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self._wanted_at_once = 0
        self._enough_at_once = asyncio.Event()
        self.answers: dict[str, Callable[[], web.StreamResponse]] = {}

    def hold_until(self, at_once: int) -> None:
        """Answer nothing more before `at_once` requests wait together."""
        self._wanted_at_once = at_once
        self._enough_at_once.clear()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self.at_once >= self._wanted_at_once:
            self._enough_at_once.set()
        try:
            await self._enough_at_once.wait()
            method = request.path.rpartition("/")[2]
            if method == "getMe":
                return web.json_response({"ok": True, "result": ME})
            await self._keep(request)
            if method in self.answers:
                return self.answers[method]()
            if method == "sendMediaGroup":
                return web.json_response({"ok": True, "result": [SENT, SENT]})
            return web.json_response({"ok": True, "result": SENT | {"text": self.fields[-1].get("text")}})
        finally:
            self.at_once -= 1

    async def _keep(self, request: web.Request) -> None:
        fields: dict[str, str] = {}
        files: dict[str, tuple[str | None, str, bytes]] = {}
        if request.content_type.startswith("multipart/"):
            async for part in await request.multipart():
                assert isinstance(part, BodyPartReader)
                assert part.name is not None
                if part.filename is None:
                    fields[part.name] = await part.text()
                else:
                    files[part.name] = (part.filename, part.headers["Content-Type"], await part.read())
        elif request.content_type == "application/json":
            fields = await request.json()
        else:
            fields = {name: str(value) for name, value in (await request.post()).items()}
        assert request.transport is not None
        self.fields.append(fields)
        self.files.append(files)
        self.peers.append(request.transport.get_extra_info("peername"))
        self.headers.append(dict(request.headers))


@asynccontextmanager
async def listening(calls: Calls, tls: SSLContext | None = None) -> AsyncIterator[str]:
    application = web.Application(client_max_size=64 * 1024**2)
    application.router.add_route("*", "/{path:.*}", calls.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    try:
        scheme = "https" if tls else "http"
        yield f"{scheme}://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def bot_at(address: str, request: BaseRequest) -> ExtBot[None]:
    return ExtBot(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=request,
        get_updates_request=choose_transport("aiohttp"),
    )
