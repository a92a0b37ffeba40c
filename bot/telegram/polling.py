"""Polls for updates. An update is confirmed to Telegram only after its turn is committed."""

import asyncio
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.logs import log
from bot.telegram.incoming import is_update

# python-telegram-bot's own get_updates reads all updates or none, and prints what it cannot read.
warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONG_POLL_SECONDS = 25
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0

Handler = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
"""Handles a batch of updates; when it returns, every one of them is committed."""


async def poll(
    bot: ExtBot[Any],
    handle: Handler,
    *,
    on_first_poll: Callable[[], None] | None = None,
    on_back: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Until cancelled. `on_back` is called when Telegram answers again after it did not.

    Raises `InvalidToken` where Telegram does not know the token.
    """
    offset: int | None = None
    wait = FIRST_WAIT_SECONDS
    trouble = ""
    while True:
        try:
            if on_first_poll is not None:
                on_first_poll()
                on_first_poll = None
            updates = await _fetch(bot, offset)
            if trouble and on_back is not None:
                await on_back()
            if updates:
                await handle(updates)
                offset = max(update["update_id"] for update in updates) + 1
        except InvalidToken:
            raise
        except Exception as fault:
            plain = _plain(fault)
            if plain != trouble:
                log.warning(plain)
                trouble = plain
            if isinstance(fault, RetryAfter):
                seconds = fault.retry_after
                wait = seconds if isinstance(seconds, int | float) else seconds.total_seconds()
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)
        else:
            if trouble:
                log.info("polling again")
                trouble = ""
            wait = FIRST_WAIT_SECONDS


async def _fetch(bot: ExtBot[Any], offset: int | None) -> list[dict[str, Any]]:
    """Updates as they came: one that cannot be read must not stand in the way of the others."""
    try:
        answer: Any = await bot.do_api_request(
            "getUpdates",
            api_kwargs={"offset": offset or 0, "timeout": LONG_POLL_SECONDS, "allowed_updates": WANTED},
            read_timeout=LONG_POLL_SECONDS + 5,
        )
    except EndPointNotFound:
        # So python-telegram-bot calls a token that was good at the start and is so no more.
        raise InvalidToken from None
    return [update for update in answer if is_update(update)]


def _plain(fault: Exception) -> str:
    if isinstance(fault, Conflict):
        return "Another process polls with this token, or a webhook is set. I wait and try again."
    if isinstance(fault, NetworkError):
        return f"Telegram cannot be reached ({type(fault).__name__}). I try again."
    if isinstance(fault, TelegramError):
        return f"Telegram answers with an error ({type(fault).__name__}). I try again."
    return f"Updates could not be handled ({type(fault).__name__}). Nothing is lost; I try again."
