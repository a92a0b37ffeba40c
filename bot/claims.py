"""What this process has claimed of the outbox: taken, held on to, marked as sent, given back."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.dialogue import HOLD
from bot.in_hand import InHand
from bot.logs import log
from bot.worker import FIRST, Worker
from storage.desk import Desk
from storage.outbox import MAY_REPEAT, ToSend

BATCH = 200
IDLE_SECONDS = 1.0
MARK_SECONDS = 0.02
LAST_MARK_SECONDS = 2.0
LONGEST_WAIT = timedelta(seconds=300)
"""Nothing is put off for longer, but by a clock that was wrong."""


class Claims:
    """Keeps `in_hand` filled, and the outbox informed of what was sent."""

    def __init__(self, worker: Worker, clock: Clock, in_hand: InHand, on_claimed: Callable[[], None]) -> None:
        self._worker = worker
        self._clock = clock
        self._in_hand = in_hand
        self._on_claimed = on_claimed
        self._woken = asyncio.Event()
        self._marks: list[tuple[int, int | None]] = []
        self._renewed_at = 0.0
        self._looked_at: datetime | None = None

    def wake(self) -> None:
        """Looks into the outbox now."""
        self._woken.set()

    def note_sent(self, notice_id: int, message_id: int | None) -> None:
        """To be marked soon. Until the mark is committed the notice stays in hand."""
        self._marks.append((notice_id, message_id))

    async def claim_for_ever(self) -> None:
        trouble = False
        while True:
            try:
                claimed = await self._look()
                if trouble:
                    log.info("The outbox can be read again.")
                trouble = False
                if claimed == BATCH:
                    await asyncio.sleep(MARK_SECONDS)
                    continue
            except Exception as fault:
                if not trouble:
                    log.error("The outbox cannot be read (%s). I try again.", type(fault).__name__)
                trouble = True
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue

    async def mark_for_ever(self) -> None:
        trouble = False
        while True:
            await asyncio.sleep(MARK_SECONDS)
            try:
                await self._mark()
                trouble = False
            except Exception as fault:
                if not trouble:
                    log.error("Sent messages cannot be marked (%s). I try again.", type(fault).__name__)
                trouble = True
                await asyncio.sleep(IDLE_SECONDS)

    async def finish(self) -> None:
        """Marks what was sent last and gives back what was not."""
        unsent, now = self._in_hand.unsent_ids(), self._clock.now()
        try:
            async with asyncio.timeout(LAST_MARK_SECONDS):
                await self._mark()
                await self._worker.do(
                    lambda desk: desk.notices.release(notice_ids=unsent, now=now), urgency=FIRST
                )
        except Exception as fault:
            log.error("What was sent last is not marked (%s). It may go out twice.", type(fault).__name__)

    def hold_ends(self) -> float:
        return asyncio.get_running_loop().time() + HOLD.total_seconds()

    async def _look(self) -> int:
        """Renews the hold on what is in hand and claims more. Returns how many were claimed."""
        now = asyncio.get_running_loop().time()
        mine, until = self._in_hand.ids(), self.hold_ends()
        if mine and now - self._renewed_at > HOLD.total_seconds() / 3:
            await self._worker.do(
                lambda desk: desk.notices.keep(notice_ids=mine, until=self._clock.now() + HOLD)
            )
            self._in_hand.prolong(mine, until)
            self._renewed_at = now
        if self._in_hand.waiting >= BATCH:
            return 0
        claimed = await self._worker.do(lambda desk: self._claim(desk, mine))
        self._in_hand.take(claimed, until)
        if claimed:
            self._on_claimed()
        return len(claimed)

    def _claim(self, desk: Desk, mine: frozenset[int]) -> list[ToSend]:
        now = self._clock.now()
        if self._looked_at is not None and now < self._looked_at:
            # The clock was set back: what was put off by the old one would wait for too long.
            desk.notices.hurry(now=now, later_than=now + LONGEST_WAIT)
        self._looked_at = now
        claimed = desk.notices.claim(now=now, hold=HOLD, limit=BATCH, but=mine)
        for notice in claimed:
            if notice.failure == MAY_REPEAT and notice.case_id is not None:
                _note_repeat(desk, notice.case_id, notice.id, now)
        return [ToSend.of(notice) for notice in claimed]

    async def _mark(self) -> None:
        """Marks many in one transaction."""
        marks, self._marks = self._marks, []
        if not marks:
            return
        now = self._clock.now()

        def mark(desk: Desk) -> None:
            desk.notices.mark_all_sent(marks=marks, at=now)

        try:
            await self._worker.do(mark, urgency=FIRST)
        except BaseException:
            self._marks = marks + self._marks
            raise
        for notice_id, _ in marks:
            self._in_hand.let_go(notice_id)


def _note_repeat(desk: Desk, case_id: int, notice_id: int | None, now: datetime) -> None:
    """Says once in the case's timeline that a message may have been received twice."""
    for entry in desk.timeline.of(case_id=case_id):
        if entry.act == "resent" and entry.detail.get("notice") == notice_id:
            return
    desk.timeline.append(
        case_id=case_id, at=now, act="resent", actor_id=None, actor_role="bot", detail={"notice": notice_id}
    )
