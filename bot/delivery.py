"""The outbox on its way: red flags first, limits kept, nothing lost, nobody held up."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.claims import LONGEST_WAIT, Claims
from bot.clock import Clock
from bot.dialogue import HOLD
from bot.in_hand import Held, InHand
from bot.logs import log
from bot.media import Files
from bot.pace import ChatPace
from bot.sending import send_notice
from bot.tally import Tally
from bot.worker import Worker
from flows.casework.undelivered import note_undelivered
from flows.policy.model import Policy
from storage.desk import Desk
from storage.outbox import TIMED_OUT, ToSend

IN_FLIGHT = 64
"""Messages on their way at the same time."""
LANDING_SECONDS = 4.0

NETWORK_FAULT, BEHIND = "NetworkError", "behind"
"""Why a notice was put off: Telegram was not reached; an earlier message of its chat was put off."""

A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class Stall:
    """A message that was put off, and holds up what comes later in its chat."""

    number: int
    since: datetime
    until: datetime


class Delivery:
    """Sends the outbox. One a process; several processes share one outbox by claiming."""

    def __init__(
        self,
        bot: ExtBot[Any],
        worker: Worker,
        clock: Clock,
        policy: Policy,
        files: Files,
        tally: Tally,
        *,
        per_second: float | None,
    ) -> None:
        self._bot = bot
        self._worker = worker
        self._clock = clock
        self._policy = policy
        self._files = files
        self._tally = tally
        self._limiter: AsyncLimiter | None = None
        self._chat_pace: ChatPace | None = None
        self.keep_pace(per_second)
        self._in_hand = InHand()
        self._something = asyncio.Event()
        self._claims = Claims(worker, clock, self._in_hand, self._something.set)
        self._flying: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._stalled: dict[str, Stall] = {}
        self._telegram_away = False
        self._stopping = False
        self.is_running = False

    async def run(self) -> None:
        """Until cancelled: claims what waits and sends it."""
        claiming = asyncio.create_task(self._claims.claim_for_ever())
        marking = asyncio.create_task(self._claims.mark_for_ever())
        self.is_running = True
        try:
            while not self._stopping:
                await self._something.wait()
                await self._slots.acquire()
                if self._limiter is not None:
                    await self._limiter.acquire()
                held = None if self._stopping else self._in_hand.next()
                if held is None:
                    self._slots.release()
                    self._something.clear()
                    continue
                task = asyncio.create_task(self._send_one(held))
                self._flying.add(task)
                task.add_done_callback(self._flying.discard)
        finally:
            self.is_running = False
            claiming.cancel()
            marking.cancel()

    def keep_pace(self, per_second: float | None) -> None:
        """How many messages go out a second over all, and with that one a second in a chat; None for as
        fast as they can."""
        self._limiter = AsyncLimiter(max(1, per_second * 0.1), 0.1) if per_second else None
        self._chat_pace = ChatPace(self._policy.sending.at_once_in_a_chat) if per_second else None

    async def finish(self) -> None:
        """Sends nothing more, waits for what is on its way, marks it, and gives back the rest."""
        self._stopping = True
        self._something.set()
        if self._flying:
            await asyncio.wait(self._flying, timeout=LANDING_SECONDS)
        await self._claims.finish()

    def take(self, notices: Iterable[ToSend]) -> None:
        """Takes up notices that this process has claimed."""
        self._in_hand.take(notices, self._claims.hold_ends())
        if self._in_hand:
            self._something.set()

    def wake(self) -> None:
        """Looks into the outbox now."""
        self._claims.wake()

    async def note_telegram_back(self) -> None:
        """Sends at once what was put off because Telegram was not reached."""
        if not self._telegram_away:
            return
        self._telegram_away = False
        self._stalled.clear()
        now = self._clock.now()
        try:
            count = await self._worker.do(
                lambda desk: desk.notices.hurry_put_off(now=now, failures=(NETWORK_FAULT, TIMED_OUT, BEHIND))
            )
        except Exception:
            # The database is away: the next message that arrives tries again.
            self._telegram_away = True
            return
        log.info("Telegram can be reached again; %d messages that waited go out.", count)
        self.wake()

    async def _send_one(self, held: Held) -> None:
        notice = held.notice
        number = held.number
        rest = 0.0
        try:
            if asyncio.get_running_loop().time() > held.until and self._worker.is_shared:
                # The hold has ended, so another process may be sending it: whoever claims it next sends it.
                self._in_hand.let_go(number)
            elif (stalled := self._stall_of(notice)) > timedelta():
                await self._put_off(notice, self._clock.now() + stalled, BEHIND)
            else:
                message_id = await send_notice(self._bot, self._files, notice)
                rest = self._rest_of(notice)
                self._claims.note_sent(number, message_id)
                self._tally.sent[notice.priority] += 1
                if self._telegram_away:
                    await self.note_telegram_back()
        except Exception as fault:
            await self._after_fault(notice, fault)
        finally:
            self._slots.release()
            if rest:
                asyncio.get_running_loop().call_later(rest, self._land, held)
            else:
                self._land(held)

    def _land(self, held: Held) -> None:
        self._in_hand.landed(held)
        self._something.set()

    def _rest_of(self, notice: ToSend) -> float:
        """How long the chat is left in peace now, in seconds."""
        if self._chat_pace is None:
            return 0.0
        return self._chat_pace.spend(notice.chat_hash, asyncio.get_running_loop().time())

    def _stall_of(self, notice: ToSend) -> timedelta:
        """How long the chat's earlier message still waits: what comes later must not overtake it."""
        stall = self._stalled.get(notice.chat_hash)
        if stall is None or stall.number == notice.id:
            self._stalled.pop(notice.chat_hash, None)
            return timedelta()
        now = self._clock.now()
        if stall.since <= now < stall.until:
            return stall.until - now
        # Its time has come, and its turn may be a moment later. Where it was taken back, nobody waits for it
        # longer than a hold; nor after a clock was set back, which would make the wait longer than meant.
        if stall.until <= now < stall.until + HOLD:
            return A_MOMENT
        del self._stalled[notice.chat_hash]
        return timedelta()

    async def _after_fault(self, notice: ToSend, fault: Exception) -> None:
        """Notes what became of a notice that was not sent. Where even that fails, the hold ends by itself."""
        self._tally.telegram_faults[type(fault).__name__] += 1
        try:
            if isinstance(fault, ChatMigrated):
                now, new = self._clock.now(), fault.new_chat_id
                # All of the chat is read anew, with its new id and in its order.
                numbers = [notice.id, *self._in_hand.give_up(notice.chat_hash)]
                await self._settle(notice, lambda desk: _move(desk, notice.chat_id, new, numbers, now))
                self.wake()
            elif isinstance(fault, RetryAfter):
                seconds = fault.retry_after
                pause = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
                await self._stall(notice, pause, "RetryAfter")
            elif isinstance(fault, Forbidden | BadRequest):
                await self._fail(notice, fault)
            else:
                await self._after_network_fault(notice, fault)
        except Exception as second:
            log.error("message not sent, and not noted: %s", type(second).__name__)
            self._in_hand.let_go(notice.id)

    async def _settle(self, notice: ToSend, work: Callable[[Desk], None]) -> None:
        await self._worker.do(work)
        self._in_hand.let_go(notice.id)

    async def _stall(self, notice: ToSend, wait: timedelta, failure: str) -> None:
        """Puts off a message, and with it what comes later in its chat."""
        now = self._clock.now()
        self._stalled[notice.chat_hash] = Stall(notice.id, now, now + wait)
        await self._put_off(notice, now + wait, failure)

    async def _put_off(self, notice: ToSend, until: datetime, failure: str) -> None:
        number = notice.id
        await self._settle(
            notice, lambda desk: desk.notices.put_off(notice_id=number, until=until, failure=failure)
        )

    async def _after_network_fault(self, notice: ToSend, fault: Exception) -> None:
        if self._clock.now() - notice.made_at > timedelta(days=self._policy.sending.give_up_after_days):
            await self._fail(notice, fault)
            return
        wait = min(timedelta(seconds=2 ** min(notice.attempts, 10)), LONGEST_WAIT)
        if not isinstance(fault, TelegramError):
            log.error("message not sent: %s", type(fault).__name__)
            await self._stall(notice, wait, type(fault).__name__)
            return
        if not self._telegram_away:
            self._telegram_away = True
            log.warning("Telegram cannot be reached (%s). Messages wait in the outbox.", type(fault).__name__)
        await self._stall(notice, wait, TIMED_OUT if isinstance(fault, TimedOut) else NETWORK_FAULT)

    async def _fail(self, notice: ToSend, fault: Exception) -> None:
        log.warning("message undeliverable: %s", type(fault).__name__)
        blocked = isinstance(fault, Forbidden)
        now = self._clock.now()
        await self._settle(
            notice,
            lambda desk: note_undelivered(
                desk, self._policy, notice, now=now, failure=type(fault).__name__, blocked=blocked
            ),
        )
        self.wake()


def _move(desk: Desk, old: str, new: int, notice_ids: Iterable[int], now: datetime) -> None:
    desk.meetings.move_chat(old=int(old), new=new)
    desk.notices.move_chat(old=old, new=new)
    for number in notice_ids:
        desk.notices.put_off(notice_id=number, until=now, failure="ChatMigrated")
