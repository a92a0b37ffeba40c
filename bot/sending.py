"""One notice becomes one message of Telegram's."""

import asyncio
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.clearing import clear_chat
from bot.documents import make_docx
from bot.media import Files
from storage.outbox import ToSend

SEND = "SendMessage"
"""python-telegram-bot's own send_message makes objects of the keyboard and of the answer, one a button: a
third of what sending costs. Written like this, which the Bot API takes too, the name is none of its methods,
which it would recommend with every message."""


async def send_notice(bot: ExtBot[Any], files: Files, notice: ToSend) -> int:
    """Returns the message's id. Raises `telegram.error.TelegramError`."""
    content = notice.content
    chat = int(notice.chat_id)
    rows = content.get("rows", [])
    if content.get("attachment") or content.get("document"):
        options: dict[str, Any] = {
            "reply_markup": _keyboard(rows),
            "parse_mode": ParseMode.HTML,
            "message_thread_id": notice.thread,
        }
        if content.get("attachment"):
            sent = await files.send(bot, chat, content["attachment"], content["text"], options)
            if sent is not None:
                return sent.message_id
        if content.get("document"):
            file = await asyncio.to_thread(make_docx, content["document"])
            name = f"{content['document']['name']}.docx"
            sent = await bot.send_document(chat, file, filename=name, caption=content["text"], **options)
            return sent.message_id
    message_id = await _send_text(bot, chat, notice.thread, content["text"], rows)
    if content.get("clear"):
        await clear_chat(bot, chat, message_id, content["clear"])
    return message_id


async def _send_text(
    bot: ExtBot[Any], chat: int, thread: int | None, text: str, rows: list[list[list[str]]]
) -> int:
    message: dict[str, Any] = {
        "chat_id": chat,
        "text": text,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": {"is_disabled": True},
    }
    if thread is not None:
        message["message_thread_id"] = thread
    if rows:
        keys = [
            [
                {"text": label, **({"url": link} if link else {"callback_data": data})}
                for label, data, link in row
            ]
            for row in rows
        ]
        message["reply_markup"] = {"inline_keyboard": keys}
    sent: Any = await bot.do_api_request(SEND, api_kwargs=message)
    return int(sent["message_id"])


def _keyboard(rows: list[list[list[str]]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(*button) for button in row] for row in rows])


def _button(label: str, data: str, link: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, url=link) if link else InlineKeyboardButton(label, callback_data=data)
