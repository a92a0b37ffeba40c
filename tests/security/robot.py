"""A person who goes through every conversation and types a canary into whatever asks for words."""

import contextlib
import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from bot.demo.phone import NothingCame, Phone, PhoneRefused, Seen
from tests.security.canaries import Canaries

MOST_STEPS = 14
A_MOMENT_S = 0.3
TRIES = 10
FIRST_WORDS_S = 60.0
"""The first words of all begin the process that reads, which takes its time on a busy machine."""
YES = ("✓", "Yes, send it", "Yes")
LEFT_ALONE = ("Cancel", "← Back", "Skip", "Menu", "Change something", "Clear this chat")
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def picture(words: str) -> bytes:
    """A photo with words in its EXIF data, as cameras write them."""
    made = BytesIO()
    image = Image.new("RGB", (64, 48), "grey")
    exif = Image.Exif()
    exif[0x010E] = words
    exif[0x013B] = words
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


class Robot:
    """`asked` says before which question (flow, step) the person stands."""

    def __init__(
        self,
        phone: Phone,
        canaries: Canaries,
        account_id: int,
        asked: Callable[[int], tuple[str, str] | None],
    ) -> None:
        self.phone = phone
        self.canaries = canaries
        self.account_id = account_id
        self.met: set[tuple[str, str]] = set()
        """The questions that were answered with a canary on the way."""
        self.first_message = 1
        self._asked = asked
        self._toasts = 0

    def word(self, where: str) -> str:
        return self.canaries.plant(f"{where} by {self.phone.account}")

    async def answer(self) -> Seen | None:
        """What the bot says to the last act; nothing where it says nothing."""
        toasts = self._toasts
        for _ in range(TRIES):
            with contextlib.suppress(NothingCame):
                seen = await self.phone.wait_for(lambda _seen: True, A_MOMENT_S)
                self._toasts = len(await self.phone.toasts())
                return await self._last(seen)
            self._toasts = len(await self.phone.toasts())
            if self._toasts > toasts:
                break
        # A tap was answered over the chat; what follows in the chat follows at once.
        with contextlib.suppress(NothingCame):
            seen = await self.phone.wait_for(lambda _seen: True, A_MOMENT_S)
            return await self._last(seen)
        return None

    async def _last(self, *others: Seen) -> Seen:
        last = await self.phone.last()
        self.watch_code(last, *others)
        return last

    def watch_code(self, *shown: Seen) -> None:
        for seen in shown:
            for code in CODE.findall(seen.text):
                self.canaries.watch(code.replace(" ", ""), f"a code of {self.phone.account}")
                self.canaries.watch(code, f"a code of {self.phone.account}")

    async def says(self, text: str) -> Seen | None:
        await self.phone.type(text)
        return await self.answer()

    async def reports(self, words: str) -> None:
        """Types the first words of a report and waits for what the bot makes of them."""
        await self.phone.type(words)
        await self._last(await self.phone.wait_for(lambda seen: bool(seen.buttons), FIRST_WORDS_S))

    async def taps(self, label: str) -> Seen | None:
        await self.phone.tap(label)
        return await self.answer()

    async def goes_through(self, name: str, start: str, *, forged_on: int | None = None) -> None:
        """Begins by a command, by words, or by a button's data, and answers until nothing more is asked."""
        if start.startswith("d:"):
            with contextlib.suppress(PhoneRefused):
                await self.phone.tap(start, message_id=forged_on, stale=True)
            seen = await self.answer()
        else:
            seen = await self.says(start)
        for step in range(MOST_STEPS):
            if seen is None or not seen.buttons:
                return
            if CODE.search(seen.text):
                return
            ticked = next((label for label in seen.labels if label.startswith("✓")), None)
            if ticked is not None:
                seen = await self.taps(ticked)
                continue
            if not {"Cancel", "← Back", "Skip"} & set(seen.labels):
                return
            if (asked := self._asked(self.account_id)) is not None:
                self.met.add(asked)
            typed = self.word(f"{name} step {step}")
            after = await self.says(f"It was {typed} who told me so")
            if after is not None and after.text == seen.text:
                choices = [label for label in seen.labels if label not in LEFT_ALONE]
                after = await self.taps(choices[0]) if choices else None
            seen = after
