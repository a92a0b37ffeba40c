"""The Bot API emulator with its control API and page, in a process of its own or inside another."""

import argparse
import asyncio
import contextlib
import inspect
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.demo import groups
from bot.demo.cast import Account, Chat
from bot.demo.control import Control
from bot.demo.demo_clock import DemoClock
from bot.demo.jumps import USUAL_JUMPS, Jump
from bot.demo.refusals import Refused
from bot.demo.server import LARGEST_BODY, BotApi
from bot.demo.webhook import Webhook
from bot.demo.world import World

DEMO_TOKEN = "700000001:demo"  # noqa: S105  (opens nothing: Telegram does not know it)
CLOSE_WITHIN_S = 2.0


class Emulator:
    """Give a bot `base_url + "/bot"` and `base_url + "/file/bot"`; drive it through `/demo/…`.

    Every callable in `on_clock_moved` is called with the new time after the clock was moved, and
    awaited where it returns an awaitable.
    """

    def __init__(
        self,
        clock: DemoClock | None = None,
        token: str = DEMO_TOKEN,
        bot_username: str = "candour_demo_bot",
        *,
        bot_name: str = "Candour",
        home: str = "",
        jumps: Sequence[Jump] = USUAL_JUMPS,
        lean: bool = False,
    ) -> None:
        self.clock = clock or DemoClock()
        self.token = token
        self.home = home
        self.jumps = list(jumps)
        self.on_clock_moved: list[Callable[[datetime], Any]] = []
        self.world = World(self.clock, token=token, bot_name=bot_name, bot_username=bot_username, lean=lean)
        self.webhook = Webhook(self.world.updates)
        self.base_url = ""
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self.app = web.Application(client_max_size=LARGEST_BODY)
        BotApi(self.world, self.webhook).add_routes(self.app)
        Control(self).add_routes(self.app)

    def add_account(self, key: str, name: str, **details: Any) -> Account:
        """A person with a phone. `details`: username, language, sort (carer, relative, manager …)."""
        first, _, last = name.partition(" ")
        return self.world.add_account(key, first, last, **details)

    def add_group(
        self, key: str, title: str, members: Sequence[str], topics: Sequence[str] = (), **details: Any
    ) -> Chat:
        return groups.add_group(self.world, key, title, members, topics, **details)

    async def move_clock(self, to: datetime) -> datetime:
        self.clock.jump_to(to)
        now = self.clock.now()
        self.world.feed.tell("clock", now=now.isoformat())
        for hook in self.on_clock_moved:
            answer = hook(now)
            if inspect.isawaitable(answer):
                await answer
        return now

    async def jump(self, key: str) -> datetime:
        """Move the clock to where the jump of that key leads; KeyError where there is none."""
        target = {jump.key: jump for jump in self.jumps}[key].to(self.clock.now())
        return await self.move_clock(await target if inspect.isawaitable(target) else target)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen, on a free port where `port` is 0, and return the base URL."""
        self._runner = web.AppRunner(
            self.app, access_log=None, handler_cancellation=True, shutdown_timeout=CLOSE_WITHIN_S
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.base_url = f"http://{host}:{bound}"
        return self.base_url

    async def stop(self) -> None:
        self._stopping.set()
        self.world.feed.wake()
        self.world.updates.cut_poll(Refused(502, "Bad Gateway"))
        await self.webhook.remove()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


async def run(host: str, port: int, *, token: str, lean: bool) -> None:
    emulator = Emulator(token=token, lean=lean)
    sys.stdout.write(f"{await emulator.start(host, port)}\n")
    sys.stdout.flush()
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, done.set)
    await done.wait()
    await emulator.stop()


def main() -> None:
    """Run a bare emulator; its base URL is the first line on standard output."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo.emulator")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=DEMO_TOKEN)
    parser.add_argument("--lean", action="store_true")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(given.host, given.port, token=given.token, lean=given.lean))


if __name__ == "__main__":
    main()
