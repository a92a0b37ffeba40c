"""What a visitor of the demo page sees and does."""

import asyncio
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.demo.emulator import Emulator
from bot.demo.methods.sending import send_message
from tests.browser.conftest import open_page

pytestmark = pytest.mark.browser

# The lowest contrast of any visible words against the nearest opaque colour behind them.
CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    if (node.closest("option, script")) continue;
    const [a, b] = [light(read(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), walker.currentNode.data.trim().slice(0, 30)]);
  }
  return found.sort((x, y) => x[0] - y[0]);
}"""


def phone(page: Page, name: str) -> Locator:
    return page.locator(f"section.phone[aria-label='{name}']")


async def say(phone: Locator, text: str) -> None:
    await phone.locator("textarea").fill(text)
    await phone.locator("textarea").press("Enter")


async def test_enter_sends_and_the_answer_appears(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "The lift is stuck")
    await expect(amy.get_by_text("You said: The lift is stuck")).to_be_visible()
    await expect(amy.locator("textarea")).to_have_value("")
    await expect(phone(page, "Joan Pike").locator(".message")).to_have_count(0)


async def test_start_opens_the_chat(page: Page) -> None:
    joan = phone(page, "Joan Pike")
    await joan.get_by_role("button", name="Start", exact=True).click()
    await expect(joan.get_by_text("You said: /start")).to_be_visible()
    await expect(joan.get_by_role("button", name="Start", exact=True)).to_be_hidden()


async def test_a_tap_edits_the_message_and_shows_a_toast(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "The lift is stuck")
    await amy.get_by_role("button", name="Yes, send it").click()
    await expect(amy.locator(".words strong")).to_have_text("Sent.")
    await expect(amy.locator(".toast")).to_have_text("Sent to the manager")
    await expect(amy.locator(".keys")).to_have_count(0)


async def test_an_alert_is_a_dialog(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "The lift is stuck")
    await amy.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Sent to the manager")
    await page.get_by_role("button", name="OK").click()
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_a_sample_sentence_goes_into_the_input(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    sample = amy.locator(".tries button").first
    words = await sample.inner_text()
    await sample.click()
    await expect(amy.locator("textarea")).to_have_value(words)
    await expect(amy.locator("textarea")).to_be_focused()


async def test_one_s_own_message_can_be_edited(page: Page, emulator: Emulator) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "The lift is stuk")
    await amy.locator(".mine").hover()
    await amy.locator(".mine").get_by_role("button", name="Message options").click()
    await page.get_by_role("menuitem", name="Edit").click()
    await expect(amy.locator("textarea")).to_have_value("The lift is stuk")
    await say(amy, "The lift is stuck")
    await expect(amy.locator(".mine .words")).to_have_text("The lift is stuck")
    assert next(p.earlier for p in emulator.world.chats["carer"].posts.values()) == ["The lift is stuk"]


async def test_a_photo_is_shown_and_reaches_the_bot(page: Page, emulator: Emulator) -> None:
    amy = phone(page, "Amy Hart")
    await amy.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Made-up photo").click()
    await expect(amy.locator(".mine img")).to_be_visible()
    await expect(amy.get_by_text("You said: a file")).to_be_visible()
    first = next(iter(emulator.world.chats["carer"].posts.values()))
    assert first.message["photo"][-1]["width"] == 960


async def test_the_commands_open_from_the_keyboard(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await amy.get_by_role("button", name="Commands").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="/menu")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(amy.get_by_text("You said: /help")).to_be_visible()


async def test_tab_leads_from_the_input_to_the_send_button(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await amy.locator("textarea").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(amy.get_by_role("button", name="Send", exact=True)).to_be_focused()


async def test_the_clock_jumps_and_tells_the_bot(page: Page, emulator: Emulator) -> None:
    heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    emulator.on_clock_moved.append(lambda now: heard.set_result(now.isoformat()))
    await expect(page.locator("#now")).to_have_text("Fri, 20 Nov 2026, 14:30")
    await page.get_by_role("button", name="Next working day").click()
    await expect(page.locator("#now")).to_have_text("Mon, 23 Nov 2026, 09:00")
    assert await heard == "2026-11-23T09:00:00+00:00"


async def test_the_group_is_written_to_as_the_person_chosen(page: Page, emulator: Emulator) -> None:
    team = phone(page, "Rowan House team")
    await team.get_by_label("Write as").select_option(label="Ravi Shah")
    await say(team, "/agenda")
    await expect(team.get_by_text("You said: /agenda")).to_be_visible()
    assert [p.author for p in emulator.world.chats["team"].posts.values()] == ["manager", "bot"]


async def test_an_invite_on_one_phone_can_be_opened_on_another(page: Page, emulator: Emulator) -> None:
    ravi = phone(page, "Ravi Shah")
    await say(ravi, "https://t.me/candour_demo_bot?start=abc-1")
    await ravi.locator(".mine a").click()
    await page.get_by_role("menuitem", name="Open on Joan Pike's phone").click()
    await expect(phone(page, "Joan Pike").get_by_text("You said: /start abc-1")).to_be_visible()


async def test_a_topic_is_written_to_as_chosen(browser: Browser, emulator: Emulator) -> None:
    forum = emulator.add_group("forum", "Rowan House floors", ["carer"], topics=["Floor 1", "Floor 2"])
    page = await open_page(browser, emulator.base_url, 1400, 900)
    await page.get_by_role("button", name="Rowan House floors").click()
    floors = phone(page, "Rowan House floors")
    await floors.get_by_label("Topic").select_option(label="Floor 2")
    await say(floors, "/agenda")
    await expect(floors.locator(".mine .words")).to_have_text("/agenda")
    written = next(post for post in forum.posts.values() if post.message.get("text") == "/agenda")
    assert forum.topics[written.message["message_thread_id"]] == "Floor 2"


async def test_markup_in_a_message_stays_words(page: Page) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "<img src=x onerror=alert(1)>")
    await expect(amy.locator(".mine .words")).to_have_text("<img src=x onerror=alert(1)>")
    await expect(amy.locator(".log img")).to_have_count(0)


async def test_a_small_screen_shows_one_phone_and_dots_for_the_others(
    small_page: Page, emulator: Emulator
) -> None:
    await expect(small_page.locator("section.phone:visible")).to_have_count(1)
    await say(phone(small_page, "Amy Hart"), "The lift is stuck")
    await expect(phone(small_page, "Amy Hart").get_by_text("You said")).to_be_visible()
    await small_page.get_by_role("button", name="Joan Pike").click()
    await expect(phone(small_page, "Amy Hart")).to_be_hidden()
    send_message(emulator.world, {"chat_id": emulator.world.accounts["carer"].id, "text": "It is mended"})
    tab = small_page.get_by_role("button", name="Amy Hart")
    await expect(tab.locator(".dot")).to_be_visible()
    await tab.click()
    await expect(tab.locator(".dot")).to_be_hidden()
    wide = await small_page.evaluate("document.documentElement.scrollWidth")
    assert wide == 390


async def test_four_phones_fit_a_laptop(browser: Browser, emulator: Emulator) -> None:
    page = await open_page(browser, emulator.base_url, 1280, 800)
    boxes = [await one.bounding_box() for one in await page.locator("section.phone").all()]
    assert len(boxes) == 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 1280 for box in boxes)


async def test_nothing_is_fetched_from_elsewhere(browser: Browser, emulator: Emulator) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    await page.goto(emulator.base_url)
    await page.locator(".jumps button").first.wait_for()
    assert hosts <= {urlsplit(emulator.base_url).netloc, ""}


@pytest.mark.parametrize("dark", [False, True])
async def test_all_words_have_contrast_enough(browser: Browser, emulator: Emulator, dark: bool) -> None:
    page = await open_page(browser, emulator.base_url, 1400, 900, dark=dark)
    for name in ("Amy Hart", "Joan Pike", "Ravi Shah"):
        await say(phone(page, name), "/start and https://example.org")
        await expect(phone(page, name).locator(".keys")).to_be_visible()
    weakest, words = (await page.evaluate(CONTRASTS))[0]
    assert weakest >= 4.5, words


async def test_a_keyboard_the_bot_sends_stands_above_the_input(page: Page, emulator: Emulator) -> None:
    amy = phone(page, "Amy Hart")
    await say(amy, "hello")
    await expect(amy.get_by_text("You said: hello")).to_be_visible()
    carer = emulator.world.accounts["carer"].id
    keyboard = {"keyboard": [[{"text": "Thumbs up"}]], "one_time_keyboard": True}
    send_message(emulator.world, {"chat_id": carer, "text": "Was that all right?", "reply_markup": keyboard})
    await amy.get_by_role("group", name="Answers").get_by_role("button", name="Thumbs up").click()
    await expect(amy.get_by_text("You said: Thumbs up")).to_be_visible()
    await expect(amy.get_by_role("group", name="Answers")).to_be_hidden()
