import asyncio
from datetime import timedelta

import pytest
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from tests.bot.commands.conftest import NOWHERE, Run
from tests.demo.conftest import bot, emulator
from tests.talk import Talk

__all__ = ["bot", "emulator"]


@pytest.fixture
def online(talk: Talk, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Talk:
    monkeypatch.setenv("TELEGRAM_API_URL", emulator.base_url)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", emulator.token)
    return talk


async def faults(candour: Run) -> list[str]:
    ran = await asyncio.to_thread(candour, "check", "--online")
    assert ran.err == ""
    return [line.removeprefix("Fault: ") for line in ran.out.splitlines() if line.startswith("Fault: ")]


async def test_a_good_token_without_webhook_is_well(online: Talk, candour: Run) -> None:
    assert await faults(candour) == []


async def test_a_wrong_token_is_told(online: Talk, candour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "999:nobody-knows-this")
    assert await faults(candour) == ["Telegram does not know this TELEGRAM_BOT_TOKEN."]


async def test_a_token_that_is_none_is_told(
    online: Talk, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert await faults(candour) == ["TELEGRAM_BOT_TOKEN is missing or no token. @BotFather gives you one."]


async def test_telegram_out_of_reach_is_told(
    online: Talk, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", NOWHERE)
    (fault,) = await faults(candour)
    assert fault.startswith("Telegram cannot be reached")


async def test_a_webhook_that_nobody_configured_is_told(online: Talk, candour: Run, bot: ExtBot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/old")
    (fault,) = await faults(candour)
    assert fault.startswith("Telegram has a webhook, but CANDOUR_WEBHOOK_URL is empty.")


async def test_a_webhook_that_was_never_set_is_told(
    online: Talk, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_WEBHOOK_URL", "https://candour.example.org/hook")
    (fault,) = await faults(candour)
    assert fault.startswith("Telegram has another webhook than CANDOUR_WEBHOOK_URL.")


async def test_a_clock_far_from_the_servers_is_told(
    online: Talk, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import checkup_online

    read = checkup_online.parsedate_to_datetime
    ahead = timedelta(minutes=10)
    monkeypatch.setattr(checkup_online, "parsedate_to_datetime", lambda said: read(said) + ahead)
    (fault,) = await faults(candour)
    assert fault.startswith("The clock of this machine is")
    assert fault.endswith("seconds behind.")
