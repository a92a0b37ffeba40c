"""What the bot sends arrives on the phone, or is refused in Telegram's words."""

from datetime import timedelta
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.formatting import parse_html
from bot.demo.phone import Phone, PhoneRefused

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes, send it", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


@pytest.fixture
async def carer_id(emulator: Emulator, carer: Phone) -> int:
    await carer.type("/start")
    return emulator.world.accounts["carer"].id


async def test_html_becomes_text_and_entities(bot: ExtBot, carer: Phone, carer_id: int) -> None:
    html = (
        '🙂 <b>bold <i>both</i></b> <a href="https://example.org/?a=1&amp;b=2">link</a> &lt;3 <code>x</code>'
    )
    sent = await bot.send_message(carer_id, html, parse_mode="HTML")
    assert sent.text == "🙂 bold both link <3 x"
    assert {(e.type.value, sent.parse_entity(e)) for e in sent.entities} == {
        ("bold", "bold both"),
        ("italic", "both"),
        ("text_link", "link"),
        ("code", "x"),
    }
    assert [e.url for e in sent.entities if e.url] == ["https://example.org/?a=1&b=2"]
    assert (await carer.wait_for("bold both")).text == sent.text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'expected "</b>", found "</i>"'),
        ("<div>x</div>", 'Unsupported start tag "div"'),
        ("x</b>", "Unexpected end tag"),
        ("1 < 2", "Unclosed start tag"),
    ],
)
async def test_html_telegram_cannot_read_is_refused(
    bot: ExtBot, carer_id: int, html: str, reason: str
) -> None:
    with pytest.raises(BadRequest, match=r"[Cc]an't parse entities") as refusal:
        await bot.send_message(carer_id, html, parse_mode="HTML")
    assert reason.lower() in str(refusal.value).lower()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "text is empty"),
        ("  \n ", "text is empty"),
        ("<b> </b>", "text is empty"),
        ("x" * 4097, "message is too long"),
        ("🙂" * 2049, "message is too long"),
    ],
)
async def test_texts_of_a_wrong_length_are_refused(
    bot: ExtBot, carer_id: int, text: str, reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(carer_id, text, parse_mode="HTML")


async def test_the_limit_counts_what_is_left_after_the_markup(bot: ExtBot, carer_id: int) -> None:
    sent = await bot.send_message(carer_id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text) == 4096


async def test_button_data_over_64_bytes_is_refused(bot: ExtBot, carer_id: int) -> None:
    long = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="é" * 33)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(carer_id, "choose", reply_markup=long)


async def test_who_never_wrote_cannot_be_written_to(emulator: Emulator, bot: ExtBot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(emulator.world.accounts["relative"].id, "hello")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(42, "hello")
    with pytest.raises(Forbidden, match="initiate conversation"):
        await bot.send_message(emulator.world.accounts["manager"].id, "hello")


async def test_who_blocked_the_bot_gets_nothing_and_the_bot_is_told(
    bot: ExtBot, carer: Phone, carer_id: int
) -> None:
    await carer.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(carer_id, "hello")
    await carer.unblock()
    await bot.send_message(carer_id, "welcome back")
    changes = [u.my_chat_member for u in await bot.get_updates(timeout=0) if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_an_edit_replaces_text_and_buttons(bot: ExtBot, carer: Phone, carer_id: int) -> None:
    sent = await bot.send_message(carer_id, "Send it?", reply_markup=YES_NO)
    assert (await carer.last()).labels == ["Yes, send it", "No"]
    await bot.edit_message_text("Sent", chat_id=carer_id, message_id=sent.message_id)
    shown = await carer.wait_for("Sent")
    assert (shown.labels, shown.raw["earlier"]) == ([], ["Send it?"])


async def test_an_edit_that_changes_nothing_is_refused(bot: ExtBot, carer_id: int) -> None:
    sent = await bot.send_message(carer_id, "Send it?", reply_markup=YES_NO)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text(
            "Send it?", chat_id=carer_id, message_id=sent.message_id, reply_markup=YES_NO
        )
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(carer_id, sent.message_id, reply_markup=YES_NO)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("x", chat_id=carer_id, message_id=9999)


async def test_a_person_s_message_cannot_be_edited_by_the_bot(
    bot: ExtBot, carer: Phone, carer_id: int
) -> None:
    number = await carer.type("mine")
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("yours", chat_id=carer_id, message_id=number)


async def test_messages_can_be_deleted_for_two_days_only(
    emulator: Emulator, bot: ExtBot, carer: Phone, carer_id: int
) -> None:
    fresh = await bot.send_message(carer_id, "fresh")
    old = await bot.send_message(carer_id, "old")
    assert await bot.delete_message(carer_id, fresh.message_id)
    emulator.clock.move(timedelta(hours=49))
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_messages(carer_id, [old.message_id])
    assert [seen.text for seen in await carer.messages()] == ["/start", "old"]


async def test_a_reply_needs_the_message_it_replies_to(bot: ExtBot, carer: Phone, carer_id: int) -> None:
    number = await carer.type("Where is it?")
    sent = await bot.send_message(carer_id, "There", reply_to_message_id=number)
    assert sent.reply_to_message.text == "Where is it?"
    with pytest.raises(BadRequest, match="replied not found"):
        await bot.send_message(carer_id, "There", reply_to_message_id=9999)


async def test_a_reply_keyboard_stays_until_it_is_removed(
    emulator: Emulator, bot: ExtBot, carer_id: int
) -> None:
    keyboard = ReplyKeyboardMarkup([["Yes", "No"]])
    await bot.send_message(carer_id, "Choose", reply_markup=keyboard)
    shown = emulator.world.chats["carer"].keyboard
    assert [[button["text"] for button in row] for row in shown["keyboard"]] == [["Yes", "No"]]


async def test_a_reaction_must_be_one_telegram_knows(bot: ExtBot, carer: Phone, carer_id: int) -> None:
    number = await carer.type("thank you")
    assert await bot.set_message_reaction(carer_id, number, "👍")
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(carer_id, number, "✅")
    assert (await carer.messages())[-1].raw["reactions"] == ["👍"]


async def test_an_unknown_method_is_refused_and_noted(emulator: Emulator, bot: ExtBot) -> None:
    with pytest.raises(TelegramError, match="not found"):
        await bot.send_dice(1)
    assert emulator.world.calls.unknown == ["sendDice"]


async def test_a_phone_cannot_tap_what_is_not_there(carer: Phone, carer_id: int) -> None:
    with pytest.raises(PhoneRefused, match="no such button"):
        await carer.tap("Yes")


@given(st.text(min_size=1, max_size=60))
def test_escaped_words_come_out_as_they_went_in(words: str) -> None:
    assert parse_html(escape(words)) == (words, [])


@given(st.text(max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_an_entity_covers_its_words_counted_in_utf_16(before: str, bold: str, after: str) -> None:
    plain, (entity,) = parse_html(f"{escape(before)}<b>{escape(bold)}</b>{escape(after)}")
    units = plain.encode("utf-16-le", "surrogatepass")
    start, stop = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    assert units[start:stop].decode("utf-16-le", "surrogatepass") == bold
