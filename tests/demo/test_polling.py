"""getUpdates as python-telegram-bot sees it."""

import asyncio

import pytest
from telegram.error import Conflict, InvalidToken
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from tests.demo.conftest import until


async def test_a_higher_offset_drops_what_was_handed_out(bot: ExtBot, carer: Phone) -> None:
    for text in ("one", "two", "three"):
        await carer.type(text)
    first = await bot.get_updates(limit=2, timeout=0)
    again = await bot.get_updates(limit=2, timeout=0)
    rest = await bot.get_updates(offset=first[-1].update_id + 1, timeout=0)
    assert [u.message.text for u in first] == ["one", "two"]
    assert [u.update_id for u in again] == [u.update_id for u in first]
    assert [u.message.text for u in rest] == ["three"]


async def test_a_negative_offset_keeps_the_newest_only(bot: ExtBot, carer: Phone) -> None:
    for text in ("one", "two", "three"):
        await carer.type(text)
    newest = await bot.get_updates(offset=-1, timeout=0)
    everything = await bot.get_updates(timeout=0)
    assert [u.message.text for u in newest] == ["three"]
    assert [u.message.text for u in everything] == ["three"]


async def test_a_held_poll_wakes_up_on_a_new_update(emulator: Emulator, bot: ExtBot, carer: Phone) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: emulator.world.updates.holds_poll)
    await carer.type("hello")
    assert [u.message.text for u in await asyncio.wait_for(poll, 5)] == ["hello"]


async def test_a_second_poller_ends_the_first_with_409(emulator: Emulator, bot: ExtBot, carer: Phone) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: emulator.world.updates.holds_poll)
    async with ExtBot(emulator.token, base_url=f"{emulator.base_url}/bot") as twin:
        second = asyncio.create_task(twin.get_updates(timeout=30))
        with pytest.raises(Conflict, match="other getUpdates"):
            await asyncio.wait_for(first, 5)
        await carer.type("hello")
        assert len(await asyncio.wait_for(second, 5)) == 1


async def test_only_allowed_kinds_of_update_are_made(bot: ExtBot, carer: Phone) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["edited_message"])
    number = await carer.type("slipped")
    await carer.edit(number, "slipped on the stairs")
    updates = await bot.get_updates(timeout=0)
    assert [u.edited_message.text for u in updates] == ["slipped on the stairs"]


async def test_a_wrong_token_is_refused(emulator: Emulator) -> None:
    stranger = ExtBot("123:wrong", base_url=f"{emulator.base_url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_ids_need_64_bits_and_users_carry_their_language(bot: ExtBot, carer: Phone) -> None:
    await carer.type("hello")
    (update,) = await bot.get_updates(timeout=0)
    assert update.effective_user.id > 2**32
    assert update.effective_user.language_code == "en"
    assert update.effective_user.username == "amyhart"


async def test_commands_and_mentions_are_marked(bot: ExtBot, carer: Phone) -> None:
    await carer.type("/start abc 🙂 @amyhart see https://example.org/x now")
    (update,) = await bot.get_updates(timeout=0)
    found = {e.type.value: update.message.parse_entity(e) for e in update.message.entities}
    assert found == {"bot_command": "/start", "mention": "@amyhart", "url": "https://example.org/x"}
