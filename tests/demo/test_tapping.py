"""Taps on inline buttons and what answers them."""

from datetime import timedelta

import pytest
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone, PhoneRefused

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Yes, send it", callback_data="send:1")],
        [InlineKeyboardButton("Read more", url="https://example.org/more")],
    ]
)


@pytest.fixture
async def card(emulator: Emulator, bot: ExtBot, carer: Phone) -> int:
    """A message with buttons on the carer's phone; nothing waits for the bot."""
    await carer.type("/start")
    (update,) = await bot.get_updates(timeout=0)
    await bot.get_updates(offset=update.update_id + 1, timeout=0)
    sent = await bot.send_message(emulator.world.accounts["carer"].id, "Send it?", reply_markup=BUTTONS)
    return sent.message_id


async def tap_and_fetch(bot: ExtBot, carer: Phone) -> CallbackQuery:
    await carer.tap("yes")
    return (await bot.get_updates(timeout=0))[-1].callback_query


async def test_a_tap_brings_data_person_and_message(bot: ExtBot, carer: Phone, card: int) -> None:
    query = await tap_and_fetch(bot, carer)
    assert (query.data, query.from_user.first_name, query.message.message_id) == ("send:1", "Amy", card)
    assert query.message.reply_markup == BUTTONS


async def test_an_answer_shows_as_a_toast_once(bot: ExtBot, carer: Phone, card: int) -> None:
    query = await tap_and_fetch(bot, carer)
    assert await query.answer("Sent", show_alert=True)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer("Sent again")
    assert [(toast["text"], toast["alert"]) for toast in await carer.toasts()] == [("Sent", True)]


async def test_an_old_tap_can_no_longer_be_answered(
    emulator: Emulator, bot: ExtBot, carer: Phone, card: int
) -> None:
    query = await tap_and_fetch(bot, carer)
    emulator.clock.move(timedelta(hours=1))
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()


async def test_a_link_button_tells_the_bot_nothing(bot: ExtBot, carer: Phone, card: int) -> None:
    assert (await carer.tap("Read more"))["url"] == "https://example.org/more"
    assert await bot.get_updates(timeout=0) == ()


async def test_a_button_that_went_can_be_tapped_only_by_a_phone_that_lags(
    bot: ExtBot, carer: Phone, card: int, emulator: Emulator
) -> None:
    await bot.edit_message_reply_markup(emulator.world.accounts["carer"].id, card, reply_markup=None)
    with pytest.raises(PhoneRefused):
        await carer.tap("send:1")
    await carer.tap("send:1", message_id=card, stale=True)
    assert [u.callback_query.data for u in await bot.get_updates(timeout=0)] == ["send:1"]
