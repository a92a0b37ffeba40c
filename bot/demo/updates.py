"""Updates on their way to the bot: the queue behind getUpdates and the webhook."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.demo.refusals import Refused, conflicting_poll

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Pending:
    """One update as the bytes that go out. `chat_id` keeps the order within a chat."""

    update_id: int
    chat_id: int
    body: bytes


class Updates:
    """Held until confirmed by a higher offset (polling) or by a 2xx (webhook)."""

    def __init__(self, first_id: int = 500_000_001) -> None:
        self.last_id = first_id - 1
        self.pending: OrderedDict[int, Pending] = OrderedDict()
        self.allowed: frozenset[str] | None = None
        self.on_new: Callable[[Pending], None] | None = None
        self.duplicate: Callable[[], bool] = lambda: False
        self.redeliver: Callable[[], bool] = lambda: False
        self.reverse: Callable[[], bool] = lambda: False
        self._again: list[Pending] = []
        self._held: asyncio.Future[None] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds of update are made from now on; an empty list is Telegram's default set."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, kind: str, content: dict[str, Any], chat_id: int) -> int | None:
        """Queue an update and return its id, or None where the bot does not want this kind."""
        if not self.wants(kind):
            return None
        self.last_id += 1
        body = json.dumps({"update_id": self.last_id, kind: content}).encode()
        one = self.pending[self.last_id] = Pending(self.last_id, chat_id, body)
        if self.on_new is not None:
            self.on_new(one)
        elif self._held is not None and not self._held.done():
            self._held.set_result(None)
        return one.update_id

    def drop_all(self) -> None:
        self.pending.clear()
        self._again.clear()

    def confirm_below(self, offset: int) -> None:
        while self.pending:
            first = next(iter(self.pending))
            if first >= offset:
                break
            one = self.pending.pop(first)
            if self.redeliver():
                self._again.append(one)

    def keep_newest(self, count: int) -> None:
        while len(self.pending) > count:
            self.pending.popitem(last=False)

    def _batch(self, limit: int) -> list[Pending]:
        batch: list[Pending] = []
        for one in self.pending.values():
            if len(batch) == limit:
                break
            batch.append(one)
        batch, self._again = [*self._again, *batch], []
        if len(batch) > 1 and self.reverse():
            batch.reverse()
        return [twin for one in batch for twin in ([one, one] if self.duplicate() else [one])]

    async def poll(self, offset: int, limit: int, timeout_s: float) -> bytes:
        """The JSON list of waiting updates; holds up to `timeout_s` while there are none.

        A newer poll ends an older one that is still held: the older gets 409, as with Telegram.
        """
        if self._held is not None and not self._held.done():
            self._held.set_exception(conflicting_poll())
        if offset > 0:
            self.confirm_below(offset)
        elif offset < 0:
            self.keep_newest(-offset)
        if not self.pending and not self._again and timeout_s > 0:
            held = self._held = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(held, timeout_s)
            except TimeoutError:
                pass
            finally:
                if self._held is held:
                    self._held = None
        return b"[" + b",".join(one.body for one in self._batch(limit)) + b"]"

    @property
    def holds_poll(self) -> bool:
        return self._held is not None and not self._held.done()

    def cut_poll(self, reason: Refused) -> None:
        """End the held poll, if any, with `reason`."""
        if self._held is not None and not self._held.done():
            self._held.set_exception(reason)
