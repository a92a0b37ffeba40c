"""Clearing a chat: what Telegram lets a bot take away is gone, nothing else is; the rest is owned up to."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone, Seen
from tests.bot.conftest import WORDS, MakeCandour, until

MOST_CALLS = 60


@pytest.fixture
async def running(make_candour: MakeCandour, links: dict[str, str]) -> AsyncIterator[None]:
    candour = make_candour()
    await candour.start()
    polling = asyncio.create_task(candour.run_polling())
    yield
    polling.cancel()


def is_done(seen: Seen) -> bool:
    return "I took away" in seen.text


async def test_the_chat_is_empty_but_for_the_last_word_and_other_chats_are_whole(
    running: None, carer: Phone, emulator: Emulator
) -> None:
    async with Phone(emulator.base_url, "other") as other:
        await other.type("/start")
        await other.wait_for("Hello, I am Candour")
        await carer.type(WORDS)
        await carer.wait_for("Is this right?")
        await carer.tap("Yes, send it")
        await carer.wait_for("RH-")
        before = [seen.id for seen in await other.messages()]
        await carer.tap("Clear this chat")
        last = await carer.wait_for(is_done)
        assert [seen.id for seen in await carer.messages()] == [last.id]
        assert "48 hours" in last.text
        assert [seen.id for seen in await other.messages()] == before


async def test_what_is_too_old_stays_and_is_owned_up_to(
    running: None, carer: Phone, emulator: Emulator
) -> None:
    for _ in range(40):
        await carer.type("/help")
    # Forty answers, and the privacy notice at the first contact.
    await until(lambda: emulator.world.calls.counts["sendMessage"] == 41)
    await carer.ask("POST", "clock", json={"days": 3})
    old = {seen.id for seen in await carer.messages()}
    await carer.type("/menu")
    await carer.wait_for("What would you like to tell me?")
    emulator.world.calls.clear()
    await carer.type("/clear")
    last = await carer.wait_for(is_done)
    left = {seen.id for seen in await carer.messages()}
    assert left == old | {last.id}
    assert "too old" in last.text
    assert emulator.world.calls.counts["deleteMessages"] <= MOST_CALLS


async def test_a_clearing_that_telegram_interrupts_is_done_again(
    running: None, carer: Phone, emulator: Emulator
) -> None:
    await carer.type("/start")
    await carer.wait_for("Hello, I am Candour")
    emulator.world.faults.add(kind="reset", method="deleteMessages", times=1)
    await carer.type("/clear")
    last = await carer.wait_for(is_done, timeout=30)
    assert [seen.id for seen in await carer.messages()] == [last.id]
