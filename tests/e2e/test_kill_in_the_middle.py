"""A conversation goes on where it stood when the bot was killed in its middle."""

import re
from collections.abc import Awaitable, Callable

import pytest

from bot.demo.phone import Phone
from tests.bot_process import BotProcess

pytestmark = pytest.mark.e2e

REFERENCE = re.compile(r"[A-Z]{2,4}-\d\d-\d{4}")


async def test_the_tap_after_kill_9_sends_what_was_typed_before_it(
    start_bot: Callable[..., Awaitable[BotProcess]], carer: Phone, links: dict[str, str]
) -> None:
    process = await start_bot()
    await carer.join(links["staff"])
    await carer.wait_for("Rose House")
    await carer.type("Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her")
    await carer.wait_for("Is this right?")
    process.kill()
    await process.ended()
    await start_bot()
    await carer.tap("Yes, send it")
    await carer.wait_for(lambda seen: REFERENCE.search(seen.text) is not None, 30)
