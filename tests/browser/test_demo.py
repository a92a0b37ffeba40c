"""The demo as it is shown: the real bot behind the page, in Chromium."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import open_page
from tests.demo_process import demo_process

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"RH-\d\d-\d{4}")
PATEL = "Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her"


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    async with demo_process() as base_url:
        page = await open_page(browser, base_url, 1440, 900)
        page.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)
        yield page
        await page.context.close()


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def say(phone: Locator, words: str) -> None:
    box = phone.get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")


async def test_a_near_miss_goes_from_a_carers_words_to_the_managers_case(page: Page) -> None:
    carer, manager = phone(page, "Amara Nwosu"), phone(page, "Priya Shah")
    await say(carer, PATEL)
    await carer.get_by_role("button", name="Yes, send it").click()
    await expect(carer.get_by_text("You may have saved someone")).to_be_visible()
    await manager.get_by_role("button", name="I'll take it").last.click()
    await expect(manager.get_by_text("is yours now")).to_be_visible()
    await manager.get_by_role("button", name="Open").last.click()
    await expect(manager.get_by_text("Mrs patel").last).to_be_visible()


async def test_a_complaint_is_told_its_days(page: Page) -> None:
    relative = phone(page, "Susan Doyle")
    await say(relative, "I want to make a complaint. Mums hearing aid was lost again and nobody says why.")
    await relative.get_by_role("button", name="Yes, please").click()
    await relative.get_by_role("button", name="Yes, they agree").click()
    await relative.get_by_role("button", name="Yes, send it").click()
    await expect(relative.get_by_text("Ombudsman")).to_be_visible()


async def test_a_reminder_comes_when_the_clock_is_moved(page: Page) -> None:
    carer, manager = phone(page, "Amara Nwosu"), phone(page, "Priya Shah")
    await say(carer, PATEL)
    await carer.get_by_role("button", name="Yes, send it").click()
    await expect(carer.get_by_text("You may have saved someone")).to_be_visible()
    await page.get_by_role("button", name="Next working day 9:00").click()
    await expect(manager.get_by_text(re.compile("late|due soon", re.IGNORECASE)).last).to_be_visible()


async def test_the_agenda_is_posted_without_names(page: Page) -> None:
    team = phone(page, "Rose House team")
    await page.get_by_role("button", name="Meeting day").click()
    agenda = team.get_by_text("Incidents and near misses").last
    await expect(agenda).to_be_visible()
    words = await team.inner_text()
    assert "Hughes" not in words
    assert REFERENCE.search(words) is None
