"""Faults that tests order reach python-telegram-bot as the errors it knows."""

import asyncio
from typing import Any

import pytest
from telegram.error import ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from tests.demo.conftest import until


@pytest.fixture
async def chat(emulator: Emulator, carer: Phone) -> int:
    await carer.type("/start")
    return emulator.world.accounts["carer"].id


async def test_429_names_its_wait_and_strikes_as_often_as_ordered(
    emulator: Emulator, bot: ExtBot, chat: int
) -> None:
    emulator.world.faults.add("too_many_requests", method="sendMessage", times=2, skip=1, retry_after=7)
    await bot.send_message(chat, "first")
    for _ in range(2):
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(chat, "later")
        assert wait.value.retry_after == 7
    await bot.send_message(chat, "at last")
    assert [p.message["text"] for p in emulator.world.chats["carer"].posts.values()] == [
        "/start",
        "first",
        "at last",
    ]


@pytest.mark.parametrize("kind", ["server_error", "bad_gateway", "reset", "timeout"])
@pytest.mark.parametrize("applied", [True, False])
async def test_a_failed_call_may_or_may_not_have_taken_effect(
    emulator: Emulator, bot: ExtBot, carer: Phone, chat: int, kind: str, applied: bool
) -> None:
    emulator.world.faults.add(kind, method="send*", applied=applied)
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "hello")
    assert [s.text for s in await carer.messages()] == ["/start", *(["hello"] if applied else [])]
    assert emulator.world.faults.rules == []


async def test_half_a_body_is_an_error_although_the_message_arrived(
    emulator: Emulator, bot: ExtBot, carer: Phone, chat: int
) -> None:
    emulator.world.faults.add("half_body", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "hello")
    assert (await carer.last()).text == "hello"


async def test_a_held_call_times_out_for_the_bot(emulator: Emulator, bot: ExtBot, chat: int) -> None:
    emulator.world.faults.add("timeout", method="sendMessage", seconds=30)
    with pytest.raises(TimedOut):
        await bot.send_message(chat, "hello", read_timeout=0.05)


async def test_an_outage_ends_the_held_poll_and_every_call_until_it_is_over(
    emulator: Emulator, bot: ExtBot, carer: Phone, chat: int
) -> None:
    await bot.get_updates(timeout=0)
    (update,) = await bot.get_updates(timeout=0)
    poll = asyncio.create_task(bot.get_updates(offset=update.update_id + 1, timeout=30))
    await until(lambda: emulator.world.updates.holds_poll)
    await carer.ask("POST", "faults", json={"kind": "outage"})
    with pytest.raises(NetworkError):
        await asyncio.wait_for(poll, 5)
    with pytest.raises(NetworkError):
        await bot.get_me()
    await carer.ask("DELETE", "faults")
    assert (await bot.get_me()).username == "candour_demo_bot"


async def test_one_chat_can_be_blocked_or_migrated_by_order(
    emulator: Emulator, bot: ExtBot, chat: int
) -> None:
    team = emulator.world.chats["team"].id
    emulator.world.faults.add("blocked", chat_id=chat)
    emulator.world.faults.add("migrated", chat_id=team, to_chat_id=-100777)
    with pytest.raises(Forbidden):
        await bot.send_message(chat, "hello")
    with pytest.raises(ChatMigrated):
        await bot.send_message(team, "hello")
    assert (await bot.send_message(chat, "hello")).text == "hello"


async def poll_ids(bot: ExtBot, offset: int = 0) -> list[int]:
    return [update.update_id for update in await bot.get_updates(offset=offset, timeout=0)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("duplicate_update", [0, 0, 1]), ("out_of_order", [1, 0])],
)
async def test_updates_come_twice_or_in_a_wrong_order(
    emulator: Emulator, bot: ExtBot, carer: Phone, chat: int, kind: str, expected: list[int]
) -> None:
    await carer.type("second")
    emulator.world.faults.add(kind)
    ids = await poll_ids(bot)
    assert [number - min(ids) for number in ids] == expected


async def test_a_confirmed_update_can_come_again(emulator: Emulator, bot: ExtBot, chat: int) -> None:
    emulator.world.faults.add("redelivered_update")
    (first,) = await poll_ids(bot)
    assert await poll_ids(bot, first + 1) == [first]
    assert await poll_ids(bot, first + 1) == []


async def test_added_latency_holds_every_call_but_loses_none(
    emulator: Emulator, bot: ExtBot, carer: Phone, chat: int
) -> None:
    answer: dict[str, Any] = await carer.ask(
        "POST", "faults", json={"kind": "latency", "seconds": 0.001, "times": None}
    )
    await bot.send_message(chat, "one")
    await bot.send_message(chat, "two")
    assert answer["times"] is None
    assert emulator.world.faults.hits["latency"] == 2
