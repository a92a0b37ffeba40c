"""Takes the messages of a chat away, as far as Telegram lets a bot do that."""

from collections.abc import Sequence
from typing import Any

from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

AT_ONCE = 100
"""Messages in one call: Telegram takes no more."""
MOST_REFUSED = 3
"""Messages come newest first, and what is too old is followed by what is older still: after so many
refusals there is nothing more to be had."""


async def clear_chat(bot: ExtBot[Any], chat: int, newest: int, plan: dict[str, Any]) -> None:
    """Deletes what stands above the message `newest`, and writes into that one how far it went.

    `plan`: {"reach": how far to go back, "known": further numbers, "cleared" and "partly": HTML}.
    Raises `telegram.error.TelegramError` where Telegram is away; the whole can then be done again.
    """
    numbers = {*range(max(1, newest - plan["reach"]), newest), *plan["known"]} - {newest}
    ordered = sorted(numbers, reverse=True)
    refused = 0
    for start in range(0, len(ordered), AT_ONCE):
        refused += await _delete(bot, chat, ordered[start : start + AT_ONCE])
        if refused >= MOST_REFUSED:
            break
    await bot.edit_message_text(
        plan["partly"] if refused else plan["cleared"],
        chat_id=chat,
        message_id=newest,
        parse_mode=ParseMode.HTML,
    )


async def _delete(bot: ExtBot[Any], chat: int, numbers: Sequence[int]) -> int:
    """Returns how many were refused. One that cannot be deleted makes Telegram refuse the whole call, so a
    refused call is halved."""
    try:
        await bot.delete_messages(chat, numbers)
    except BadRequest as fault:
        if "not found" in fault.message.lower():
            return 0
        if len(numbers) == 1:
            return 1
    else:
        return 0
    half = len(numbers) // 2
    refused = await _delete(bot, chat, numbers[:half])
    return refused if refused >= MOST_REFUSED else refused + await _delete(bot, chat, numbers[half:])
