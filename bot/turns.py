"""Turns in their lanes: those of one chat in order, chats side by side, none forgotten in an outage."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence

from bot.dialogue import Dialogue, Incoming, Turn
from bot.lanes import Lanes
from bot.logs import log
from bot.tally import Tally
from bot.worker import Worker

OUTAGE_SECONDS = 1.0
LONGEST_OUTAGE_SECONDS = 30.0


class TurnsNotTaken(Exception):
    """The database is away, or the process is about to end: the updates have to come again."""


class Turns:
    """Takes turns and hands each to `after` once it is committed."""

    def __init__(
        self, dialogue: Dialogue, worker: Worker, tally: Tally, after: Callable[[Incoming, Turn], None]
    ) -> None:
        self._dialogue = dialogue
        self._worker = worker
        self._tally = tally
        self._after = after
        self._lanes = Lanes()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._is_away = False

    async def take(self, incoming: Sequence[Incoming], *, patient: bool) -> None:
        """Returns when every turn is committed. While the database is away it waits, or where not
        `patient` raises `TurnsNotTaken`. Cancelled, it leaves the turns under way to end by themselves."""
        chats: dict[int, list[Incoming]] = defaultdict(list)
        for one in sorted(incoming, key=lambda one: one.update_id):
            chats[one.said.chat_id if one.said else 0].append(one)
        tasks = [asyncio.create_task(self._take_chat(chat, batch, patient)) for chat, batch in chats.items()]
        for task in tasks:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        await asyncio.shield(asyncio.gather(*tasks))

    async def finish(self, *, within_seconds: float) -> None:
        """Begins no more turns and waits for those under way."""
        self._stopping.set()
        if self._running:
            await asyncio.wait(self._running, timeout=within_seconds)

    async def _take_chat(self, chat: int, batch: list[Incoming], patient: bool) -> None:
        async with self._lanes.lane(chat):
            for one in batch:
                turn = await self._take_one(one, patient)
                self._after(one, turn)

    async def _take_one(self, incoming: Incoming, patient: bool) -> Turn:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        wait = OUTAGE_SECONDS
        while not self._stopping.is_set():
            try:
                turn = await self._worker.call(lambda: self._dialogue.take_turn(incoming))
            except Exception as fault:
                self._note_away(fault)
                if not patient:
                    break
            else:
                self._note_back()
                self._tally.turns[turn.outcome] += 1
                self._tally.turn_seconds.note(loop.time() - begun)
                return turn
            try:
                await asyncio.wait_for(self._stopping.wait(), wait)
            except TimeoutError:
                wait = min(wait * 2, LONGEST_OUTAGE_SECONDS)
        raise TurnsNotTaken

    def _note_away(self, fault: Exception) -> None:
        self._tally.turns["away"] += 1
        if not self._is_away:
            self._is_away = True
            log.error("The database is away (%s). Nothing is lost; I try again.", type(fault).__name__)

    def _note_back(self) -> None:
        if self._is_away:
            self._is_away = False
            log.info("The database is back.")
