"""Takes the turns that wait in the queue, each when its time has come."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.dialogue import QUEUED, Dialogue, Incoming
from bot.logs import log
from bot.turns import Turns, TurnsNotTaken
from bot.worker import Worker
from storage.desk import Desk

AT_ONCE = 20
LONGEST_SLEEP_SECONDS = 30.0
"""After that it looks by itself: another process may have queued something, and ended."""
SHORTEST_SLEEP_SECONDS = 0.05
OUTAGE_SECONDS = 5.0

Reader = Callable[[dict[str, Any], datetime], Incoming]


class Latecomers:
    def __init__(self, dialogue: Dialogue, turns: Turns, worker: Worker, clock: Clock, read: Reader) -> None:
        self._dialogue = dialogue
        self._turns = turns
        self._worker = worker
        self._clock = clock
        self._read = read

    async def run(self) -> None:
        """Until cancelled. An outage is waited for: what is in the queue stays there."""
        while True:
            try:
                wait = await self._take_due()
            except TurnsNotTaken:
                wait = OUTAGE_SECONDS
            except Exception as fault:
                log.warning(
                    "The queue cannot be read (%s). Nothing is lost; I try again.", type(fault).__name__
                )
                wait = OUTAGE_SECONDS
            try:
                async with asyncio.timeout(wait):
                    await self._turns.queued.wait()
            except TimeoutError:
                continue
            self._turns.queued.clear()

    async def _take_due(self) -> float:
        """Returns the seconds until there may be more to do."""
        while due := await self._worker.do(self._due):
            await self._turns.take(due, patient=False)
        ready_at = await self._worker.do(self._next)
        if ready_at is None:
            return LONGEST_SLEEP_SECONDS
        left = (ready_at - self._clock.now()).total_seconds()
        return min(max(left, SHORTEST_SLEEP_SECONDS), LONGEST_SLEEP_SECONDS)

    def _due(self, desk: Desk) -> list[Incoming]:
        now = self._clock.now()
        return [
            replace(self._read(update.content, now), source=QUEUED)
            for update in desk.queue.due(now=now, limit=AT_ONCE)
        ]

    def _next(self, desk: Desk) -> datetime | None:
        ready_at = desk.queue.next_ready_at()
        # Turns run on the same thread on SQLite, and no other process has its database.
        self._dialogue.queue_is_empty = ready_at is None and not self._worker.is_shared
        return ready_at
