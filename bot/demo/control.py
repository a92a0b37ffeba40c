"""The control API under `/demo/…`: the page and the tests act on phones and watch them through it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.demo.acts import perform
from bot.demo.refusals import NotPossible
from bot.demo.views import view_account, view_chat, view_commands, view_event, view_post

if TYPE_CHECKING:
    from bot.demo.emulator import Emulator

PAGE = Path(__file__).parent / "page"
POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors 'none'"
HEARTBEAT_S = 15.0
LONGEST_WAIT_S = 60.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(value).encode(),
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _refusing(handler: Handler) -> Handler:
    """Answer 400 with the reason where a phone was asked for the impossible."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except NotPossible as refusal:
            return _json({"error": str(refusal)}, 400)
        except ValueError as fault:
            return _json({"error": f"unreadable request: {fault}"}, 400)

    return guarded


class Control:
    def __init__(self, emulator: "Emulator") -> None:
        self.emulator = emulator
        self.world = emulator.world

    def add_routes(self, app: web.Application) -> None:
        for verb, path, handler in (
            ("GET", "/demo/state", self.show_state),
            ("GET", "/demo/chats/{chat}/messages", self.show_messages),
            ("GET", "/demo/chats/{chat}/commands", self.show_commands),
            ("POST", "/demo/act/{act}", self.act),
            ("POST", "/demo/batch", self.act_in_turn),
            ("GET", "/demo/events", self.stream),
            ("GET", "/demo/clock", self.show_clock),
            ("POST", "/demo/clock", self.move_clock),
            ("GET", "/demo/faults", self.show_faults),
            ("POST", "/demo/faults", self.add_fault),
            ("DELETE", "/demo/faults", self.clear_faults),
            ("GET", "/demo/calls", self.show_calls),
            ("DELETE", "/demo/calls", self.clear_calls),
            ("POST", "/demo/lean", self.be_lean),
            ("GET", "/demo/files/{file_id}", self.show_file),
            ("GET", "/", self.show_page),
        ):
            app.router.add_route(verb, path, _refusing(handler))
        if PAGE.is_dir():
            app.router.add_static("/page", PAGE)

    async def show_page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY})

    async def show_state(self, request: web.Request) -> web.Response:
        world = self.world
        return _json(
            {
                "bot": world.bot,
                "home": self.emulator.home,
                "description": world.profile.description.get("", ""),
                "now": world.clock.now().isoformat(),
                "accounts": [view_account(world, account) for account in world.accounts.values()],
                "chats": [view_chat(world, chat) for chat in world.chats.values()],
                "jumps": [{"key": jump.key, "label": jump.label} for jump in self.emulator.jumps],
                "pending_updates": len(world.updates.pending),
                "counts": dict(world.calls.counts),
                "failures": dict(world.calls.failures),
                "unknown_methods": world.calls.unknown,
                "seq": world.feed.seq,
            }
        )

    async def show_messages(self, request: web.Request) -> web.Response:
        """Messages that are new or changed after `after`, waiting up to `wait` seconds for one."""
        world, key = self.world, request.match_info["chat"]
        after = int(request.query.get("after", "0"))
        wait = min(float(request.query.get("wait", "0")), LONGEST_WAIT_S)
        loop_time = asyncio.get_running_loop().time
        until = loop_time() + wait
        while True:
            seq, chat = world.feed.seq, world.chat(key)
            found = [view_post(world, post) for post in chat.posts.values() if post.changed > after]
            left = until - loop_time()
            if found or left <= 0 or self.emulator.is_stopping:
                return _json({"messages": found, "chat": view_chat(world, chat), "seq": seq})
            await world.feed.wait(seq, left)

    async def show_commands(self, request: web.Request) -> web.Response:
        account = self.world.account(request.query.get("account", ""))
        return _json(view_commands(self.world, account, self.world.chat(request.match_info["chat"])))

    async def act(self, request: web.Request) -> web.Response:
        given: dict[str, Any] = {}
        if request.content_type == "multipart/form-data":
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    given |= {"content": value.file.read(), "mime_type": value.content_type}
                    given.setdefault("name", value.filename)
                else:
                    given[name] = value
        else:
            given = json.loads(await request.read() or b"{}")
        return _json(perform(self.world, request.match_info["act"], given))

    async def act_in_turn(self, request: web.Request) -> web.Response:
        """`{"acts": [{"act": "say", …}, …]}`: many acts in one request, for loads."""
        acts = json.loads(await request.read())["acts"]
        return _json({"results": [perform(self.world, one["act"], one) for one in acts]})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events; `since` or Last-Event-ID picks up where a page left off."""
        feed = self.world.feed
        seq = int(request.headers.get("Last-Event-ID") or request.query.get("since") or feed.seq)
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        await stream.write(b"retry: 1000\n\n")
        while not self.emulator.is_stopping:
            mark = feed.seq
            for event in feed.since(seq):
                seq = event["seq"]
                body = json.dumps(view_event(self.world, event))
                await stream.write(f"id: {seq}\ndata: {body}\n\n".encode())
            if not await feed.wait(mark, HEARTBEAT_S):
                await stream.write(b": still here\n\n")
        return stream

    async def show_clock(self, request: web.Request) -> web.Response:
        return _json({"now": self.emulator.clock.now().isoformat()})

    async def move_clock(self, request: web.Request) -> web.Response:
        """`{"to": ISO}`, `{"hours": 1}` (or minutes, days) or `{"jump": key}`."""
        given = json.loads(await request.read())
        if "jump" in given:
            try:
                now = await self.emulator.jump(given["jump"])
            except KeyError as fault:
                raise NotPossible("no such jump") from fault
        elif "to" in given:
            now = await self.emulator.move_clock(datetime.fromisoformat(given["to"]))
        else:
            by = timedelta(**{unit: given[unit] for unit in ("minutes", "hours", "days") if unit in given})
            now = await self.emulator.move_clock(self.emulator.clock.now() + by)
        return _json({"now": now.isoformat()})

    async def show_faults(self, request: web.Request) -> web.Response:
        faults = self.world.faults
        return _json({"rules": [asdict(rule) for rule in faults.rules], "hits": dict(faults.hits)})

    async def add_fault(self, request: web.Request) -> web.Response:
        fault = self.world.faults.add(**json.loads(await request.read()))
        if fault.kind == "outage" and (refusal := fault.refusal()) is not None:
            self.world.updates.cut_poll(refusal)
        return _json(asdict(fault))

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.world.faults.clear()
        return _json({})

    async def show_calls(self, request: web.Request) -> web.Response:
        """Recorded calls, oldest first; `method` picks one, `after` skips that many."""
        calls, method = self.world.calls, request.query.get("method")
        chosen = list(calls.calls) if method is None else calls.of(method)
        views = [call.view() for call in chosen[int(request.query.get("after", "0")) :]]
        counts, failures = dict(calls.counts), dict(calls.failures)
        return _json({"calls": views, "counts": counts, "failures": failures, "unknown": calls.unknown})

    async def clear_calls(self, request: web.Request) -> web.Response:
        self.world.calls.clear()
        return _json({})

    async def be_lean(self, request: web.Request) -> web.Response:
        """`{"lean": true}` keeps only counters from now on."""
        self.world.be_lean(bool(json.loads(await request.read())["lean"]))
        return _json({"lean": self.world.lean})

    async def show_file(self, request: web.Request) -> web.Response:
        stored = self.world.files.find(request.match_info["file_id"])
        if stored is None:
            raise NotPossible("no such file")
        shown = stored.mime_type if stored.mime_type.startswith(("image/", "audio/")) else ""
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(
            body=stored.content, content_type=shown or "application/octet-stream", headers=headers
        )
