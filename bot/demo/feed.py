"""The stream of changes that the page and the driver listen to."""

import asyncio
from collections import deque
from typing import Any


class Feed:
    """Numbered events, the newest kept, and a way to wait for the next one.

    With `muted` only the number is counted: waiting works, nothing is stored.
    """

    def __init__(self, keep: int = 5000) -> None:
        self.seq = 0
        self.muted = False
        self._events: deque[dict[str, Any]] = deque(maxlen=keep)
        self._waiting: set[asyncio.Future[None]] = set()

    def next_seq(self) -> int:
        self.seq += 1
        return self.seq

    def tell(self, what: str, **details: Any) -> None:
        """Append an event under the current number (call `next_seq` where a new one is due)."""
        if not self.muted:
            self._events.append({"seq": self.next_seq(), "what": what, **details})
        self.wake()

    def since(self, seq: int) -> list[dict[str, Any]]:
        newer = []
        for event in reversed(self._events):
            if event["seq"] <= seq:
                break
            newer.append(event)
        newer.reverse()
        return newer

    def wake(self) -> None:
        if self._waiting:
            for future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting.clear()

    async def wait(self, seq: int, timeout_s: float) -> bool:
        """True as soon as the number is above `seq`, False after `timeout_s`."""
        if self.seq > seq:
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, timeout_s)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
