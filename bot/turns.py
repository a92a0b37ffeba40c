"""Turns in their lanes: those of one chat in order, chats side by side, none forgotten in an outage."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from bot.dialogue import NEW, QUEUED, REPEATED, Dialogue, Incoming, Turn
from bot.lanes import Lanes
from bot.logs import log
from bot.queue import Allowances
from bot.tally import Tally
from bot.worker import Worker

OUTAGE_SECONDS = 1.0
LONGEST_OUTAGE_SECONDS = 30.0


class TurnsNotTaken(Exception):
    """The database is away, or the process is about to end: the updates have to come again."""


class Turns:
    """Takes turns: each when `before` is done, and handed to `after` once it is committed."""

    def __init__(
        self,
        dialogue: Dialogue,
        worker: Worker,
        tally: Tally,
        allowances: Allowances,
        before: Callable[[Incoming], Awaitable[None]],
        after: Callable[[Incoming, Turn], None],
    ) -> None:
        self._dialogue = dialogue
        self._worker = worker
        self._tally = tally
        self._allowances = allowances
        self._before = before
        self._after = after
        self.queued = asyncio.Event()
        """Set where something was put into the queue."""
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
            too_much = []
            for one in batch:
                if self._is_too_much(one):
                    too_much.append(one)
                    continue
                await self._before(one)
                self._after(one, await self._take_one(one, patient))
            if too_much:
                # One short transaction for all of it: the others have waited for one turn at most.
                turn = await self._call(lambda: self._dialogue.queue(too_much), too_much, patient)
                self._after(too_much[0], turn)
                for one in too_much[1:]:
                    self._after(one, Turn(outcome=turn.outcome))

    def _is_too_much(self, incoming: Incoming) -> bool:
        """Whether it has to wait. What Telegram itself tells of a chat never does."""
        if incoming.source != NEW or incoming.said is None or incoming.said.event:
            return False
        return not self._allowances.spend(incoming.said.account_id, asyncio.get_running_loop().time())

    async def _take_one(self, incoming: Incoming, patient: bool) -> Turn:
        return await self._call(lambda: self._dialogue.take_turn(incoming), [incoming], patient)

    async def _call(self, work: Callable[[], Turn], incoming: Sequence[Incoming], patient: bool) -> Turn:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        wait = OUTAGE_SECONDS
        while not self._stopping.is_set():
            try:
                turn = await self._worker.call(work)
            except Exception as fault:
                self._note_away(fault)
                if not patient:
                    break
            else:
                self._note_back()
                self._tally.turns[turn.outcome] += len(incoming)
                self._tally.turn_seconds.note(loop.time() - begun)
                if turn.outcome == QUEUED:
                    self.queued.set()
                elif turn.outcome == REPEATED:
                    self._give_back(incoming)
                return turn
            try:
                await asyncio.wait_for(self._stopping.wait(), wait)
            except TimeoutError:
                wait = min(wait * 2, LONGEST_OUTAGE_SECONDS)
        self._give_back(incoming)
        raise TurnsNotTaken

    def _give_back(self, incoming: Sequence[Incoming]) -> None:
        now = asyncio.get_running_loop().time()
        for one in incoming:
            if one.source == NEW and one.said is not None and not one.said.event:
                self._allowances.give_back(one.said.account_id, now)

    def _note_away(self, fault: Exception) -> None:
        self._tally.turns["away"] += 1
        if not self._is_away:
            self._is_away = True
            log.error("The database is away (%s). Nothing is lost; I try again.", type(fault).__name__)

    def _note_back(self) -> None:
        if self._is_away:
            self._is_away = False
            log.info("The database is back.")
