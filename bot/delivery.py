"""The outbox on its way: red flags first, limits kept, nothing lost, nobody held up."""

import asyncio
import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.lanes import Lanes
from bot.logs import log
from bot.media import Files
from bot.worker import Worker
from flows.casework.undelivered import note_undelivered
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Notice

HOLD = timedelta(seconds=60)
IN_FLIGHT = 64
"""Messages on their way at the same time."""
BATCH = 200
IDLE_SECONDS = 1.0
SLOWEST_RETRY_SECONDS = 300
GIVE_UP_AFTER = timedelta(days=3)


@dataclass(order=True)
class _Waiting:
    priority: int
    number: int
    notice: Notice = field(compare=False)


class Delivery:
    """Sends the outbox. One a process; several processes share one outbox by claiming."""

    def __init__(
        self,
        bot: ExtBot[Any],
        worker: Worker,
        clock: Clock,
        policy: Policy,
        files: Files,
        *,
        per_second: float | None,
    ) -> None:
        self._bot = bot
        self._worker = worker
        self._clock = clock
        self._policy = policy
        self._files = files
        self._limiter = AsyncLimiter(max(1, per_second * 0.1), 0.1) if per_second else None
        self._heap: list[_Waiting] = []
        self._in_hand: set[int] = set()
        self._lanes = Lanes()
        self._flying: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._something = asyncio.Event()
        self._woken = asyncio.Event()
        self._marks: list[tuple[int, int | None]] = []

    async def run(self) -> None:
        """Until cancelled: claims what waits and sends it."""
        claiming = asyncio.create_task(self._claim_for_ever())
        marking = asyncio.create_task(self._mark_for_ever())
        try:
            while True:
                await self._something.wait()
                await self._slots.acquire()
                if self._limiter is not None:
                    await self._limiter.acquire()
                if not self._heap:
                    self._slots.release()
                    self._something.clear()
                    continue
                notice = heapq.heappop(self._heap).notice
                task = asyncio.create_task(self._send_one(notice))
                self._flying.add(task)
                task.add_done_callback(self._landed)
        finally:
            claiming.cancel()
            marking.cancel()

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._slots.release()

    async def finish(self) -> None:
        """Waits for what is on its way, and marks it."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=5)
        await self._mark()

    def take(self, notices: Iterable[Notice]) -> None:
        """Takes up notices that this process has claimed."""
        for notice in notices:
            if notice.id is None or notice.id in self._in_hand:
                continue
            self._in_hand.add(notice.id)
            heapq.heappush(self._heap, _Waiting(notice.priority, notice.id, notice))
        if self._heap:
            self._something.set()

    def wake(self) -> None:
        """Looks into the outbox now."""
        self._woken.set()

    async def _claim_for_ever(self) -> None:
        while True:
            try:
                claimed = await self._worker.do(self._claim) if len(self._heap) < BATCH else []
                self.take(claimed)
                if len(claimed) == BATCH:
                    await asyncio.sleep(0.05)
                    continue
            except Exception as fault:
                log.error("outbox not read: %s", type(fault).__name__)
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue

    def _claim(self, desk: Desk) -> list[Notice]:
        claimed = desk.notices.claim(now=self._clock.now(), hold=HOLD, limit=BATCH, but=self._in_hand)
        for notice in claimed:
            if notice.attempts > 1 and notice.failure is None and notice.case_id is not None:
                # It was claimed before and never marked: a crash may have fallen between sending and marking.
                desk.timeline.append(
                    case_id=notice.case_id,
                    at=self._clock.now(),
                    act="resent",
                    actor_id=None,
                    actor_role="bot",
                )
        return claimed

    async def _send_one(self, notice: Notice) -> None:
        assert notice.id is not None
        async with self._lanes.lane(notice.chat_hash):
            try:
                message = await self._send(notice)
                self._marks.append((notice.id, message.message_id))
            except ChatMigrated as moved:
                new_chat_id = moved.new_chat_id
                await self._worker.do(lambda desk: self._move(desk, notice, new_chat_id))
            except RetryAfter as slow:
                seconds = slow.retry_after
                pause = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
                await self._put_off(notice, pause)
            except (Forbidden, BadRequest) as fault:
                await self._fail(notice, fault)
            except (NetworkError, TelegramError) as fault:
                await self._after_network_fault(notice, fault)
            except Exception as fault:
                log.error("message not sent: %s", type(fault).__name__)
                await self._after_network_fault(notice, fault)
            finally:
                self._in_hand.discard(notice.id)

    async def _send(self, notice: Notice) -> Message:
        content = notice.content
        chat = int(notice.chat_id)
        options: dict[str, Any] = {
            "reply_markup": _keyboard(content.get("rows", [])),
            "parse_mode": ParseMode.HTML,
            "message_thread_id": notice.thread,
        }
        if content.get("attachment"):
            sent = await self._files.send(self._bot, chat, content["attachment"], content["text"], options)
            if sent is not None:
                return sent
        return await self._bot.send_message(
            chat,
            content["text"],
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **options,
        )

    async def _put_off(self, notice: Notice, wait: timedelta, failure: str = "RetryAfter") -> None:
        number = notice.id or 0
        until = self._clock.now() + wait
        await self._worker.do(
            lambda desk: desk.notices.put_off(notice_id=number, until=until, failure=failure)
        )

    async def _after_network_fault(self, notice: Notice, fault: Exception) -> None:
        if self._clock.now() - notice.made_at > GIVE_UP_AFTER:
            await self._fail(notice, fault)
            return
        seconds = min(2 ** min(notice.attempts, 10), SLOWEST_RETRY_SECONDS)
        await self._put_off(notice, timedelta(seconds=seconds), type(fault).__name__)

    async def _fail(self, notice: Notice, fault: Exception) -> None:
        log.warning("message undeliverable: %s", type(fault).__name__)
        blocked = isinstance(fault, Forbidden)
        await self._worker.do(
            lambda desk: note_undelivered(
                desk,
                self._policy,
                notice,
                now=self._clock.now(),
                failure=type(fault).__name__,
                blocked=blocked,
            )
        )
        self.wake()

    def _move(self, desk: Desk, notice: Notice, new_chat_id: int) -> None:
        desk.meetings.move_chat(old=int(notice.chat_id), new=new_chat_id)
        desk.notices.move_chat(old=notice.chat_id, new=new_chat_id)
        desk.notices.put_off(notice_id=notice.id or 0, until=self._clock.now(), failure="ChatMigrated")
        self.wake()

    async def _mark_for_ever(self) -> None:
        while True:
            await asyncio.sleep(0.02)
            if self._marks:
                try:
                    await self._mark()
                except Exception as fault:
                    log.error("sent messages not marked yet: %s", type(fault).__name__)
                    await asyncio.sleep(IDLE_SECONDS)

    async def _mark(self) -> None:
        """Marks what was sent, many in one transaction."""
        marks, self._marks = self._marks, []
        if not marks:
            return
        now = self._clock.now()

        def mark(desk: Desk) -> None:
            for notice_id, message_id in marks:
                desk.notices.mark_sent(notice_id=notice_id, at=now, message_id=message_id)

        try:
            await self._worker.do(mark)
        except Exception:
            self._marks = marks + self._marks
            raise


def _keyboard(rows: list[list[list[str]]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(*button) for button in row] for row in rows])


def _button(label: str, data: str, link: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, url=link) if link else InlineKeyboardButton(label, callback_data=data)
