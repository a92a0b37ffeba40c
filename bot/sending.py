"""One notice becomes one message of Telegram's."""

import asyncio
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.clearing import clear_chat
from bot.documents import make_docx
from bot.media import Files
from storage.tables import Notice


async def send_notice(bot: ExtBot[Any], files: Files, notice: Notice) -> Message:
    """Raises `telegram.error.TelegramError`."""
    content = notice.content
    chat = int(notice.chat_id)
    options: dict[str, Any] = {
        "reply_markup": _keyboard(content.get("rows", [])),
        "parse_mode": ParseMode.HTML,
        "message_thread_id": notice.thread,
    }
    if content.get("attachment"):
        sent = await files.send(bot, chat, content["attachment"], content["text"], options)
        if sent is not None:
            return sent
    if content.get("document"):
        file = await asyncio.to_thread(make_docx, content["document"])
        name = f"{content['document']['name']}.docx"
        return await bot.send_document(chat, file, filename=name, caption=content["text"], **options)
    sent = await bot.send_message(
        chat,
        content["text"],
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        **options,
    )
    if content.get("clear"):
        await clear_chat(bot, chat, sent.message_id, content["clear"])
    return sent


def _keyboard(rows: list[list[list[str]]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(*button) for button in row] for row in rows])


def _button(label: str, data: str, link: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, url=link) if link else InlineKeyboardButton(label, callback_data=data)
