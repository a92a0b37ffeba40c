"""The only wiring: settings, database, dialogue, Telegram, delivery and the ticker become one bot."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from telegram.error import BadRequest, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.backups import Backups
from bot.clock import Clock, SystemClock
from bot.delivery import Delivery
from bot.dialogue import Dialogue, Incoming, Turn
from bot.garbage import loading
from bot.latecomers import Latecomers
from bot.logs import log, where_it_failed
from bot.media import Files
from bot.queue import Allowances
from bot.reading_room import ReadingRoom
from bot.scheduler import make_scheduler
from bot.settings import BadSettings, Settings
from bot.tally import Tally
from bot.telegram.incoming import read_update
from bot.telegram.menu import publish_menu_of, publish_menus
from bot.telegram.polling import poll
from bot.telegram.transport import choose_transport
from bot.turns import Turns
from bot.worker import Worker
from flows.duties.sweep import sweep
from flows.engine.registry import all_flows
from flows.policy.loading import PolicyFault, load_policy
from flows.policy.model import Policy
from storage.database import Database, DatabaseUnreachable, KeyDoesNotOpen, is_outage
from storage.desk import Desk
from storage.rotation import STARTED, key_print

CONNECTIONS = 128
LAST_TURNS_SECONDS = 2.0


def read_policy(settings: Settings) -> Policy:
    """Raises `BadSettings` with the policy's own plain line."""
    try:
        return load_policy(settings.candour_policy)
    except PolicyFault as fault:
        raise BadSettings(str(fault)) from None


def open_database(settings: Settings) -> Database:
    """Opens and migrates; raises `BadSettings` where it cannot."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        database = Database(settings.database_url, settings.vault)
        database.migrate()
    except DatabaseUnreachable as fault:
        raise BadSettings(f"The database cannot be reached ({fault}). Look at DATABASE_URL.") from None
    except KeyDoesNotOpen:
        raise BadSettings(
            "CANDOUR_SECRET_KEY does not open this database. It was sealed with another key: add that key."
        ) from None
    return database


def make_bot(settings: Settings) -> ExtBot[Any]:
    base = settings.telegram_api_url.rstrip("/")
    return ExtBot(
        settings.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=choose_transport(settings.candour_transport, connection_pool_size=CONNECTIONS),
        get_updates_request=choose_transport(settings.candour_transport, connection_pool_size=2),
        # The overall pace is kept by the outbox, which knows what is urgent; groups are kept here.
        rate_limiter=AIORateLimiter(overall_max_rate=0, max_retries=2),
    )


class Candour:
    """The running bot."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        rng: Random | None = None,
        database: Database | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.policy = policy or read_policy(settings)
        self.database = database or open_database(settings)
        self.worker = Worker(self.database)
        self.bot = make_bot(settings)
        self.dialogue = Dialogue(self.database, self.policy, self.clock, rng or SystemRandom())
        self.tally = Tally()
        self.reading = ReadingRoom()
        self.dialogue.read_message = self.reading.read
        self.turns = Turns(
            self.dialogue,
            self.worker,
            self.tally,
            Allowances(self.policy.flooding),
            self._before,
            self._after,
        )
        self.latecomers = Latecomers(self.dialogue, self.turns, self.worker, self.clock, self._read)
        self.files = Files(settings.candour_data_dir, self.database.vault, self.worker, self.clock)
        self.delivery = Delivery(
            self.bot,
            self.worker,
            self.clock,
            self.policy,
            self.files,
            self.tally,
            per_second=self.policy.sending.per_second if settings.is_telegram_itself else None,
        )
        self.backups = Backups(
            database=self.database,
            worker=self.worker,
            clock=self.clock,
            policy=self.policy,
            data_dir=settings.candour_data_dir,
        )
        self.scheduler = make_scheduler(
            self.tick, self.fetch_files, self.files.clear_orphans, self.backups.tend
        )
        self._tasks: set[asyncio.Task[Any]] = set()
        self._logs_to_empty = 0

    async def start(self) -> None:
        """Connects and begins to send. Raises `telegram.error.InvalidToken`, `NetworkError`."""
        await self.bot.initialize()
        if not self.settings.candour_webhook_url:
            await self._remove_webhook()
        self.dialogue.bot_username = self.bot.username
        await self.worker.do(self._begin_at_desk)
        # What follows goes on beside the first poll.
        self._keep(self.worker.call(warm_up))
        self._keep(self.delivery.run())
        self._keep(self.latecomers.run())
        self.scheduler.start()
        self._keep(publish_menus(self.bot))
        self._keep(self._first_tick())

    async def _first_tick(self) -> None:
        await self.tick()
        await self.fetch_files()

    async def run_polling(self, *, on_first_poll: Callable[[], None] | None = None) -> None:
        """Until cancelled."""
        await poll(
            self.bot, self.handle, on_first_poll=on_first_poll, on_back=self.delivery.note_telegram_back
        )

    async def _remove_webhook(self) -> None:
        try:
            await self.bot.delete_webhook()
        except TelegramError as fault:
            log.warning("webhook not removed: %s", type(fault).__name__)

    async def stop(self) -> None:
        """Ends cleanly: turns under way are finished, what they say is sent or stays in the outbox."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        await self.turns.finish(within_seconds=LAST_TURNS_SECONDS)
        await self.delivery.finish()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bot.shutdown()
        self.worker.close()
        self.reading.close()
        self.database.close()

    async def handle(self, updates: Sequence[Mapping[str, Any]], *, patient: bool = True) -> None:
        """Takes the turns of a batch of updates, as Telegram sends them: those of one chat in order, chats
        side by side. Returns when every turn is committed. While the database is away it waits, or where
        not `patient` raises `TurnsNotTaken`."""
        now = self.clock.now()
        await self.turns.take([self._read(update, now) for update in updates], patient=patient)

    def _read(self, update: Mapping[str, Any], now: datetime) -> Incoming:
        return read_update(update, self.bot, self.bot.username, now)

    async def _before(self, incoming: Incoming) -> None:
        """Who writes words waits until they can be read, and nobody else does: on SQLite a turn that waits
        holds up every other one."""
        if incoming.said is not None and incoming.said.text and not self.reading.is_warm:
            await asyncio.to_thread(self.reading.warm_up)

    def _after(self, incoming: Incoming, turn: Turn) -> None:
        """What follows the commit: messages first, then what is only pleasant to have."""
        self.delivery.take(turn.notices)
        said = incoming.said
        if said is None:
            return
        if said.tap_id:
            self._keep(self._answer_tap(said.tap_id, turn.toast))
            if turn.clears_buttons and said.message_id is not None:
                self._keep(self._clear_buttons(said.chat_id, said.message_id))
        if turn.has_files:
            self._keep(self.fetch_files())
        if turn.roles is not None:
            self._keep(publish_menu_of(self.bot, said.chat_id, turn.roles))
        for chat_id, roles in turn.menus:
            self._keep(publish_menu_of(self.bot, chat_id, roles))

    async def tick(self) -> None:
        """One sweep over everything that is due."""
        await asyncio.to_thread(self.reading.rest)
        now = self.clock.now()
        try:
            # A sweep takes so many at a time, so that a turn never waits long for it.
            while await self.worker.do(lambda desk: self._sweep(desk, now)):
                self.delivery.wake()
        except Exception as fault:
            self.tally.sweeps["failed"] += 1
            what = type(fault).__name__ if is_outage(fault) else where_it_failed(fault)
            log.error("A sweep failed; the next one does its work as well. %s", what)
            return
        self.tally.sweeps["done"] += 1
        self.delivery.wake()
        await self._empty_log()

    async def _empty_log(self) -> None:
        """After a report without a name its draft must not go on in the write-ahead log. What was said last
        is deleted when it is sent, so it is done twice."""
        if self.dialogue.has_forgotten:
            self.dialogue.has_forgotten = False
            self._logs_to_empty = 2
        if self._logs_to_empty and await asyncio.to_thread(self.database.empty_log):
            self._logs_to_empty -= 1

    def _sweep(self, desk: Desk, now: datetime) -> bool:
        """Whether there may be more to do. Where another process is sweeping, there is nothing to do."""
        return desk.hold_sweep() and sweep(desk, self.policy, now).has_more

    async def fetch_files(self) -> None:
        while await self.files.fetch_waiting(self.bot):
            continue

    async def _answer_tap(self, tap_id: str, toast: str) -> None:
        try:
            await self.bot.answer_callback_query(tap_id, text=toast or None, show_alert=bool(toast))
        except BadRequest:
            pass  # A tap that was answered too late: Telegram has stopped waiting for it.
        except TelegramError as fault:
            log.warning("tap not answered: %s", type(fault).__name__)

    async def _clear_buttons(self, chat_id: int, message_id: int) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except BadRequest:
            pass  # Already without buttons, or too old to be changed.
        except TelegramError as fault:
            log.warning("buttons not cleared: %s", type(fault).__name__)

    def _begin_at_desk(self, desk: Desk) -> None:
        desk.services.installation().bot_username = self.bot.username
        for newest in self.settings.secrets[:1]:
            desk.services.write_journal(at=self.clock.now(), event=STARTED, key=key_print(newest))
        if not self.worker.is_shared:
            # Whatever is held was held by the process that ended before this one began.
            desk.notices.hurry(now=self.clock.now())

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs something beside the rest; a task nobody holds may vanish."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._let_go)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is None:
            return
        if is_outage(fault):
            log.warning("Something beside the turns waits for the database (%s).", type(fault).__name__)
        else:
            log.error("something beside the turns failed\n%s", where_it_failed(fault))


def warm_up() -> None:
    """Loads the flows before the first person waits for them."""
    with loading():
        all_flows()
