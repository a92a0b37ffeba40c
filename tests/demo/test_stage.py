"""The control API: clock, stream, calls, loads, and the emulator in a process of its own."""

import asyncio
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime

import aiohttp
import pytest
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import NothingCame, Phone, PhoneRefused
from tests.demo.conftest import FRIDAY_AFTERNOON


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"jump": "hour"}, datetime(2026, 11, 20, 15, 30, tzinfo=UTC)),
        ({"jump": "working_day"}, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ({"to": "2026-12-24T18:00:00+00:00"}, datetime(2026, 12, 24, 18, tzinfo=UTC)),
        ({"days": 2, "minutes": 5}, datetime(2026, 11, 22, 14, 35, tzinfo=UTC)),
    ],
)
async def test_the_clock_moves_and_the_bot_s_hooks_hear_of_it(
    emulator: Emulator, carer: Phone, order: dict[str, object], expected: datetime
) -> None:
    heard: list[datetime] = []

    async def sweep(now: datetime) -> None:
        heard.append(now)

    emulator.on_clock_moved += [sweep, heard.append]
    answer = await carer.ask("POST", "clock", json=order)
    assert datetime.fromisoformat(answer["now"]) == expected
    assert heard == [expected, expected]


async def test_the_working_day_after_christmas_eve_skips_the_bank_holidays(
    emulator: Emulator, carer: Phone
) -> None:
    await carer.ask("POST", "clock", json={"to": "2026-12-24T18:00:00+00:00"})
    assert (await emulator.jump("working_day")).date().isoformat() == "2026-12-29"


async def test_messages_carry_the_demo_s_time(emulator: Emulator, bot: ExtBot, carer: Phone) -> None:
    await carer.type("now")
    await emulator.jump("hour")
    await carer.type("an hour later")
    first, second = [u.message.date for u in await bot.get_updates(timeout=0)]
    assert (first, (second - first).seconds) == (FRIDAY_AFTERNOON, 3600)


async def test_the_stream_tells_of_messages_as_they_come(emulator: Emulator, carer: Phone) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{emulator.base_url}/demo/events?since=0") as stream,
    ):
        number = await carer.type("hello")
        async with asyncio.timeout(10):
            async for line in stream.content:
                if line.startswith(b"data: ") and b'"what": "message"' in line:
                    event = json.loads(line[6:])
                    break
    assert (event["chat"], event["message"]["id"], event["message"]["text"]) == ("carer", number, "hello")


async def test_waiting_looks_only_at_what_came_after_the_phone_s_own_act(
    emulator: Emulator, bot: ExtBot, carer: Phone
) -> None:
    chat = emulator.world.accounts["carer"].id
    await carer.type("/start")
    await bot.send_message(chat, "Thank you. Old")
    await carer.type("again")
    with pytest.raises(NothingCame):
        await carer.wait_for("Thank you", timeout=0.05)
    waiting = asyncio.create_task(carer.wait_for("Thank you", timeout=10))
    await bot.send_message(chat, "Thank you. New")
    assert (await waiting).text == "Thank you. New"
    assert (await carer.wait_for("Thank you", since_start=True)).text == "Thank you. Old"


async def test_every_call_is_on_record(emulator: Emulator, bot: ExtBot, carer: Phone) -> None:
    await carer.type("/start")
    await bot.send_message(emulator.world.accounts["carer"].id, "hello")
    body = await carer.ask("GET", "calls?method=sendMessage")
    (call,) = body["calls"]
    assert (call["params"]["text"], call["code"], call["result"]["text"]) == ("hello", 200, "hello")
    assert body["counts"] == {"getMe": 1, "sendMessage": 1}


async def test_lean_keeps_counters_and_a_bounded_history(
    emulator: Emulator, bot: ExtBot, carer: Phone
) -> None:
    await carer.ask("POST", "lean", json={"lean": True})
    acts = [{"act": "say", "account": "carer", "text": f"number {i}"} for i in range(300)]
    await carer.ask("POST", "batch", json={"acts": acts})
    await bot.send_message(emulator.world.accounts["carer"].id, "got it")
    assert (await carer.wait_for("got it", since_start=True)).from_bot
    assert len(await carer.messages()) == 20
    assert len(emulator.world.calls.calls) == 1  # the getMe from before
    assert emulator.world.calls.counts["sendMessage"] == 1
    assert len(emulator.world.updates.pending) == 300


async def test_the_impossible_is_refused_with_a_reason(carer: Phone) -> None:
    for act, given, reason in (
        ("dance", {}, "no such act"),
        ("say", {"account": "nobody", "text": "x"}, "no such account"),
        ("say", {"chat": "nowhere", "text": "x"}, "no such chat"),
        ("say", {"text": "  "}, "empty"),
        ("say", {}, "KeyError"),
        ("join", {"link": "https://t.me/other_bot?start=1"}, "another bot"),
    ):
        with pytest.raises(PhoneRefused, match=reason):
            await carer.act(act, **given)


async def test_people_see_their_own_edits_and_the_state_of_the_stage(
    emulator: Emulator, carer: Phone
) -> None:
    number = await carer.type("slipt")
    await carer.edit(number, "slipped")
    (seen,) = await carer.messages()
    assert (seen.text, seen.raw["edited"], seen.raw["earlier"]) == ("slipped", True, ["slipt"])
    state = await carer.ask("GET", "state")
    assert [account["key"] for account in state["accounts"]] == ["carer", "relative", "manager"]
    assert [jump["key"] for jump in state["jumps"]] == ["hour", "working_day"]


def test_the_emulator_runs_in_a_process_of_its_own() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.demo.emulator", "--lean"], stdout=subprocess.PIPE, text=True
    )
    try:
        base_url = process.stdout.readline().strip()

        async def meet() -> dict[str, object]:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{base_url}/bot700000001:demo/getMe") as answer,
            ):
                return await answer.json()

        assert asyncio.run(meet())["result"]["username"] == "candour_demo_bot"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.stdout.close()
