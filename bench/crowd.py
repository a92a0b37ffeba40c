"""The people of a measurement: accounts that write, and the moments their replies came."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.demo import people_acts
from bot.demo.call_log import CallLog
from bot.demo.emulator import Emulator


class ReplyLog(CallLog):
    """Notes when each chat got a reply, in the order its messages were sent."""

    def __init__(self, replies_per_message: int) -> None:
        super().__init__()
        self.lean = True
        self.waits_s: list[float] = []
        self._replies_per_message = replies_per_message
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)
        self._replies: defaultdict[int, int] = defaultdict(int)
        self._open = 0
        self._said = 0
        self._settled = asyncio.Event()
        self.first_reply = asyncio.Event()

    def expect(self, chat_id: int) -> None:
        self._sent[chat_id].append(time.perf_counter())
        self._open += 1
        self._settled.clear()

    async def wait_until_settled(self) -> None:
        if self._open:
            await self._settled.wait()

    async def wait_until_quiet(self, seconds: float = 1.0) -> None:
        """Until so long nothing was said. A message may be answered by more than one."""
        said = -1
        while said != self._said:
            said = self._said
            await asyncio.sleep(seconds)

    def write(self, method: str, params: dict[str, Any], at: datetime, code: int, result: Any) -> None:
        super().write(method, params, at, code, result)
        if method.startswith("send") and isinstance(result, dict):
            self._note_reply(result["chat"]["id"])

    def _note_reply(self, chat_id: int) -> None:
        self._said += 1
        self.first_reply.set()
        if chat_id not in self._sent:
            return
        self._replies[chat_id] += 1
        if self._replies[chat_id] % self._replies_per_message or not self._sent[chat_id]:
            return
        self.waits_s.append(time.perf_counter() - self._sent[chat_id].popleft())
        self._open -= 1
        if not self._open:
            self._settled.set()


class Crowd:
    """The accounts, and what they write."""

    def __init__(self, emulator: Emulator, replies: ReplyLog, size: int) -> None:
        self._world = emulator.world
        self._replies = replies
        self._doorbell = emulator.add_account("doorbell", "Doorbell")
        self.accounts = [
            emulator.add_account(f"person{number}", f"Person {number}") for number in range(size)
        ]

    def ring(self) -> None:
        """A message outside the count, whose reply says that the bot is up."""
        people_acts.say(self._world, self._doorbell.key, "hello")

    def write(self, number: int, text: str) -> None:
        account = self.accounts[number % len(self.accounts)]
        self._replies.expect(account.id)
        people_acts.say(self._world, account.key, text)

    async def flood(self, messages: int, text_of: Callable[[int], str]) -> None:
        for number in range(messages):
            self.write(number, text_of(number))
        await self._replies.wait_until_settled()

    async def trickle(self, rate: float, seconds: float, text_of: Callable[[int], str]) -> None:
        """One message every 1 / `rate` seconds, whether or not the last one was answered."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - loop.time()))
            self.write(number, text_of(number))
        await self._replies.wait_until_settled()
