"""The only wiring: settings, database, dialogue, Telegram, delivery and the ticker become one bot."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from telegram import Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.clock import Clock, SystemClock
from bot.delivery import Delivery
from bot.dialogue import Dialogue, Incoming, Turn
from bot.lanes import Lanes
from bot.logs import log
from bot.media import Files
from bot.scheduler import make_scheduler
from bot.settings import BadSettings, Settings
from bot.telegram.intake import said_in
from bot.telegram.menu import publish_menu_of, publish_menus
from bot.telegram.polling import poll
from bot.telegram.transport import choose_transport
from bot.worker import Worker
from flows.duties.sweep import sweep
from flows.engine.registry import all_flows
from flows.policy.loading import PolicyFault, load_policy
from flows.policy.model import Policy
from flows.understanding import understand
from storage.database import Database, DatabaseUnreachable, KeyDoesNotOpen
from storage.desk import Desk

CONNECTIONS = 128
OUTAGE_SECONDS = 1.0
LONGEST_OUTAGE_SECONDS = 30.0


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
        self.files = Files(settings.candour_data_dir, self.database.vault, self.worker, self.clock)
        self.delivery = Delivery(
            self.bot,
            self.worker,
            self.clock,
            self.policy,
            self.files,
            per_second=self.policy.sending.per_second if settings.is_telegram_itself else None,
        )
        self.scheduler = make_scheduler(self.tick, self.fetch_files, self.files.clear_orphans)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._lanes = Lanes()

    async def start(self) -> None:
        """Connects and begins to send. Raises `telegram.error.InvalidToken`, `NetworkError`."""
        await self.bot.initialize()
        self.dialogue.bot_username = self.bot.username
        await self.worker.do(self._remember_username)
        warm_up(self.clock.now())
        self._keep(self.delivery.run())
        self.scheduler.start()
        self._keep(publish_menus(self.bot))
        self._keep(self._first_tick())

    async def _first_tick(self) -> None:
        try:
            await self.tick()
            await self.fetch_files()
        except Exception as fault:
            log.error("first sweep failed: %s", type(fault).__name__)

    async def run_polling(self, *, on_first_poll: Callable[[], None] | None = None) -> None:
        """Until cancelled."""
        try:
            await self.bot.delete_webhook()
        except TelegramError as fault:
            log.warning("webhook not removed: %s", type(fault).__name__)
        await poll(self.bot, self.handle, on_first_poll=on_first_poll)

    async def stop(self) -> None:
        """Ends cleanly: what is committed is sent or stays in the outbox."""
        self.scheduler.shutdown(wait=False)
        await self.delivery.finish()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bot.shutdown()
        self.worker.close()
        self.database.close()

    async def handle(self, updates: Sequence[Update]) -> None:
        """Takes the turns of a batch: those of one chat in order, chats side by side. Returns when every
        turn is committed; while the database is away, it waits."""
        chats: dict[int, list[Incoming]] = defaultdict(list)
        now = self.clock.now()
        for update in updates:
            said = said_in(update, self.bot.username, now)
            chats[said.chat_id if said else 0].append(Incoming(update.update_id, said, update.to_dict()))
        await asyncio.gather(*(self._handle_chat(chat, batch) for chat, batch in chats.items()))

    async def _handle_chat(self, chat: int, batch: list[Incoming]) -> None:
        async with self._lanes.lane(chat):
            for incoming in batch:
                turn = await self._take_turn(incoming)
                self._after(incoming, turn)

    async def _take_turn(self, incoming: Incoming) -> Turn:
        wait = OUTAGE_SECONDS
        while True:
            try:
                return await self.worker.call(lambda: self.dialogue.take_turn(incoming))
            except Exception as fault:
                log.error("The database is away (%s). Nothing is lost; I try again.", type(fault).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_OUTAGE_SECONDS)

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

    async def tick(self) -> None:
        """One sweep over everything that is due."""
        now = self.clock.now()
        await self.worker.do(lambda desk: sweep(desk, self.policy, now))
        self.delivery.wake()

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

    def _remember_username(self, desk: Desk) -> None:
        desk.services.installation().bot_username = self.bot.username

    def _keep(self, work: Any) -> None:
        """Runs something beside the rest; a task nobody holds may vanish."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def warm_up(now: datetime) -> None:
    """Loads flows and the understanding before the first person waits for them."""
    all_flows()
    understand("warming up", "staff", now)
