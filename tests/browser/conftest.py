"""A stage with a small echoing bot behind it, and a Chromium page in front of it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Page, async_playwright
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ExtBot

from bot.demo.demo_clock import DemoClock
from bot.demo.emulator import Emulator
from bot.demo.jumps import USUAL_JUMPS, Jump

FRIDAY_AFTERNOON = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Yes, send it", callback_data="send")],
        [InlineKeyboardButton("Cancel", callback_data="cancel")],
    ]
)


async def answer(bot: ExtBot, update: Update) -> None:
    if query := update.callback_query:
        await query.answer("Sent to the manager", show_alert=query.data == "cancel")
        await query.edit_message_text("<b>Sent.</b> RH-26-0042", parse_mode="HTML")
    elif update.message:
        words = update.message.text or "a file"
        await bot.send_message(update.message.chat.id, f"You said: {words}", reply_markup=KEYS)


async def echo(bot: ExtBot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            await answer(bot, update)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    later = Jump("meeting_day", "", lambda now: now + timedelta(days=6))
    emulator = Emulator(DemoClock(lambda: FRIDAY_AFTERNOON), home="Rowan House", jumps=[*USUAL_JUMPS, later])
    emulator.add_account("carer", "Amy Hart")
    emulator.add_account("relative", "Joan Pike")
    emulator.add_account("manager", "Ravi Shah")
    emulator.add_group("team", "Rowan House team", ["carer", "manager"])
    await emulator.start()
    bot = ExtBot(emulator.token, base_url=f"{emulator.base_url}/bot")
    async with bot:
        await bot.set_my_commands([BotCommand("menu", "What I can do"), BotCommand("help", "Help")])
        polling = asyncio.create_task(echo(bot))
        yield emulator
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
    await emulator.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


async def open_page(browser: Browser, base_url: str, width: int, height: int, *, dark: bool = False) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    page = await context.new_page()
    page.set_default_timeout(10_000)
    await page.goto(base_url)
    await page.locator(".jumps button").first.wait_for()
    return page


@pytest.fixture
async def page(browser: Browser, emulator: Emulator) -> Page:
    return await open_page(browser, emulator.base_url, 1400, 900)


@pytest.fixture
async def small_page(browser: Browser, emulator: Emulator) -> Page:
    return await open_page(browser, emulator.base_url, 390, 844)
