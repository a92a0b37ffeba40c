"""The people of the crash harness: reporters who send one report each, and a manager who takes cases."""

import asyncio
import re
from dataclasses import dataclass, field
from random import Random

import aiohttp

from bot.demo.phone import NothingCame, Phone, Seen

REFERENCE = re.compile(r"\bRH-\d\d-\d{4,}\b")
SEND, TAKE, TAKEN, NEW_CASE = "Yes, send it", "I'll take it", "is yours now", "New:"
PATIENCE_SECONDS = 600.0


@dataclass
class Reporter:
    """What became of one person's report, as they saw it."""

    number: int
    key: str
    sent: bool = False
    """Whether the tap (or the typed yes) that sends the report was taken by Telegram."""
    reference: str = ""
    stuck_at: str = ""

    @property
    def mark(self) -> str:
        """Words that no other report holds."""
        return f"bathroom {self.number}"

    @property
    def words(self) -> str:
        return f"Mrs Patel nearly slipped on the wet floor by {self.mark} this morning, I caught her in time."


@dataclass
class Told:
    """Everything the bot said to the people, read from the emulator at the end."""

    receipts: dict[int, list[str]] = field(default_factory=dict)
    """References shown to each reporter, in order."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """The texts of every chat."""


class Crowd:
    """Keeps so many reporters at work until told to stop."""

    def __init__(self, base_url: str, links: dict[str, str], rng: Random, *, at_once: int) -> None:
        self._base_url = base_url
        self._links = links
        self._rng = rng
        self._at_once = at_once
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = True
        self.reporters: list[Reporter] = []
        self.managers = ("manager1", "manager2")

    async def begin(self) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        first, second = (self._phone(key) for key in self.managers)
        for phone in (first, second):
            await phone.act("add_account", key=phone.account, name=f"Manager {phone.account[-1]}")
            await phone.join(self._links["manager"])
            await phone.wait_for(lambda seen: bool(seen.text), PATIENCE_SECONDS)
        # The first manager says yes to the second; the ping that asks for it may wait for the morning.
        *_, welcome = await first.messages()
        await first.tap("d:role_yes:1", message_id=welcome.id, stale=True)
        await second.wait_for("Rose House", PATIENCE_SECONDS)
        for _ in range(self._at_once):
            self._next()
        self._taking = asyncio.create_task(self._take_cases())

    def _phone(self, key: str) -> Phone:
        return Phone(self._base_url, key, session=self._session)

    def _next(self) -> None:
        number = len(self.reporters) + 1
        reporter = Reporter(number, f"reporter{number}")
        self.reporters.append(reporter)
        task = asyncio.create_task(self._report(reporter, Random(self._rng.random())))
        self._tasks.add(task)
        task.add_done_callback(self._gone)

    def _gone(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._open:
            self._next()

    async def settle(self, within_seconds: float) -> None:
        """No more reports; waits until those begun came to their end and the manager has all of them."""
        self._open = False
        until = asyncio.get_running_loop().time() + within_seconds
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within_seconds)
        sent = {reporter.reference for reporter in self.reporters if reporter.reference}
        while asyncio.get_running_loop().time() < until:
            said = [
                seen.text for seen in await self._phone(self.managers[0]).messages() if TAKEN in seen.text
            ]
            if sent <= {_reference_in(text) for text in said}:
                return
            await asyncio.sleep(0.5)

    async def end(self) -> None:
        for task in (*self._tasks, self._taking):
            task.cancel()
        await asyncio.gather(*self._tasks, self._taking, return_exceptions=True)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _report(self, reporter: Reporter, rng: Random) -> None:
        phone = self._phone(reporter.key)
        await phone.act("add_account", key=reporter.key, name=f"Carer {reporter.number}")
        try:
            reporter.stuck_at = "joining"
            await phone.join(self._links["staff"])
            await phone.wait_for("Rose House", PATIENCE_SECONDS)
            reporter.stuck_at = "card"
            await phone.type(reporter.words)
            await phone.wait_for(_is_card, PATIENCE_SECONDS)
            reporter.stuck_at = "receipt"
            await self._send(phone, rng)
            reporter.sent = True
            receipt = await phone.wait_for(_is_receipt, PATIENCE_SECONDS)
            reporter.reference = _reference_in(receipt.text)
            reporter.stuck_at = ""
        except NothingCame:
            return

    async def _send(self, phone: Phone, rng: Random) -> None:
        """One tap, two hasty taps, or a typed yes."""
        way = rng.random()
        if way < 0.25:
            await phone.type("yes")
            return
        await phone.tap(SEND)
        if way < 0.5:
            await phone.tap(SEND)

    async def _take_cases(self) -> None:
        """Taps "I'll take it" on every ping, once."""
        phone = self._phone(self.managers[0])
        taken: set[str] = set()
        while True:
            for seen in await phone.messages():
                reference = REFERENCE.search(seen.text)
                if reference and seen.find_button(TAKE) and reference[0] not in taken:
                    taken.add(reference[0])
                    await phone.tap(TAKE, message_id=seen.id)
            await asyncio.sleep(0.5)

    async def read(self) -> Told:
        """Everything that was said, from the emulator's own record."""
        told = Told()
        for key in self.managers:
            told.said[key] = [seen.text for seen in await self._phone(key).messages() if seen.from_bot]
        for reporter in self.reporters:
            messages = [seen for seen in await self._phone(reporter.key).messages() if seen.from_bot]
            told.said[reporter.key] = [seen.text for seen in messages]
            told.receipts[reporter.number] = [
                _reference_in(seen.text) for seen in messages if _is_receipt(seen)
            ]
        return told


def _is_card(seen: Seen) -> bool:
    return seen.find_button(SEND) is not None


def _is_receipt(seen: Seen) -> bool:
    return REFERENCE.search(seen.text) is not None


def _reference_in(text: str) -> str:
    found = REFERENCE.search(text)
    return found[0] if found else ""
