"""The Bot API over HTTP: parameters in, answers out, faults in between."""

import asyncio
import json
import socket
import struct
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.demo.faults import Fault
from bot.demo.methods import BY_LOWER_NAME
from bot.demo.methods.params import Params, Upload, read_flag, read_number, read_structure, readable
from bot.demo.refusals import Refused, poll_cut_by_webhook, poll_while_webhook, unauthorized
from bot.demo.webhook import Webhook
from bot.demo.world import World

LONGEST_POLL_S = 50
LARGEST_BATCH = 100
LARGEST_BODY = 60 * 1024 * 1024
QUEUE_METHODS = {
    name.lower(): name for name in ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
}


async def read_params(request: web.Request) -> Params:
    params: Params = dict(request.query)
    if request.method != "POST":
        return params
    if request.content_type == "application/json":
        params |= json.loads(await request.read() or b"{}")
    elif request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                value = Upload(value.filename, value.content_type, value.file.read())  # type: ignore[assignment]
            params[name] = value
    else:
        params |= parse_qsl((await request.read()).decode(), keep_blank_values=True)
    return params


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, webhook: Webhook) -> None:
        self.world = world
        self.webhook = webhook

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self.answer)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.download)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        world = self.world
        if request.match_info["token"] != world.token:
            return _reply(401, unauthorized().body())
        name = request.match_info["method"]
        known = BY_LOWER_NAME.get(name.lower())
        name = known[0] if known else QUEUE_METHODS.get(name.lower(), name)
        params = await read_params(request)
        if world.faults.rules:
            delay, hit = world.faults.strike(name, str(params.get("chat_id", "")))
            if delay:
                await asyncio.sleep(delay)
            if hit is not None:
                return await self._suffer(request, hit, name, params)
        return await self._perform(name, params)

    async def _perform(self, name: str, params: Params) -> web.Response:
        """Do what was asked, and write it into the call log."""
        world = self.world
        try:
            if name in QUEUE_METHODS.values():
                body, result = await self._queue(name, params)
            elif (known := BY_LOWER_NAME.get(name.lower())) is not None:
                result = known[1](world, params)
                body = json.dumps({"ok": True, "result": result}).encode()
            else:
                world.calls.unknown.append(name)
                raise Refused(404, "Not Found: method not found")
        except Refused as refusal:
            world.calls.write(name, self._noted(params), world.clock.now(), refusal.code, refusal.description)
            return _reply(refusal.code, refusal.body())
        world.calls.write(name, self._noted(params), world.clock.now(), 200, result)
        return web.Response(body=body, content_type="application/json")

    def _noted(self, params: Params) -> Params:
        return params if self.world.lean else readable(params)

    async def _queue(self, name: str, params: Params) -> tuple[bytes, Any]:
        updates, webhook = self.world.updates, self.webhook
        if name == "getUpdates":
            if webhook.url:
                raise poll_while_webhook()
            updates.allow(read_structure(params, "allowed_updates"))
            limit = min(max(read_number(params, "limit", LARGEST_BATCH), 1), LARGEST_BATCH)
            hold = min(read_number(params, "timeout"), LONGEST_POLL_S)
            batch = await updates.poll(read_number(params, "offset"), limit, hold)
            return b'{"ok":true,"result":' + batch + b"}", None
        result: Any = True
        if name == "getWebhookInfo":
            result = webhook.info()
        else:
            if read_flag(params, "drop_pending_updates"):
                updates.drop_all()
            url = str(params.get("url") or "") if name == "setWebhook" else ""
            if url:
                updates.allow(read_structure(params, "allowed_updates"))
                secret = str(params.get("secret_token") or "")
                await webhook.set(url, secret=secret, max_connections=read_number(params, "max_connections"))
                updates.cut_poll(poll_cut_by_webhook())
            else:
                await webhook.remove()
        return json.dumps({"ok": True, "result": result}).encode(), result

    async def _suffer(
        self, request: web.Request, hit: Fault, name: str, params: Params
    ) -> web.StreamResponse:
        performed = await self._perform(name, params) if hit.applied or hit.kind == "half_body" else None
        if performed is None:
            code = refusal.code if (refusal := hit.refusal()) else 0
            self.world.calls.write(name, self._noted(params), self.world.clock.now(), code, hit.kind)
        if (refusal := hit.refusal()) is not None:
            return _reply(refusal.code, refusal.body())
        if hit.kind == "timeout":
            await asyncio.sleep(hit.seconds)
        if hit.kind == "half_body" and performed is not None:
            return await _send_half(request, performed)
        _reset(request)
        return web.Response(status=502)

    async def download(self, request: web.Request) -> web.Response:
        stored = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self.world.token or stored is None:
            return _reply(404, Refused(404, "Not Found").body())
        if self.world.faults.rules:
            delay, hit = self.world.faults.strike("download", "")
            if delay:
                await asyncio.sleep(delay)
            if hit is not None:
                _reset(request)
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _reply(code: int, body: dict[str, Any]) -> web.Response:
    return web.Response(status=code, body=json.dumps(body).encode(), content_type="application/json")


def _reset(request: web.Request) -> None:
    """Drop the connection with RST, as a dead proxy would."""
    if request.transport is None:
        return
    raw = request.transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def _send_half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    body = bytes(whole.body)  # type: ignore[arg-type]
    broken = web.StreamResponse(
        headers={"Content-Type": "application/json", "Content-Length": str(len(body))}
    )
    await broken.prepare(request)
    await broken.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return broken
