"""What can only be checked by asking Telegram: the token, the webhook and the time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.assemble import make_bot
from bot.settings import BadSettings, Settings
from flows.policy.model import Policy

ANSWER_SECONDS = 15


async def check_online(settings: Settings, policy: Policy) -> list[str]:
    return [fault async for fault in _faults(settings, policy)]


async def _faults(settings: Settings, policy: Policy) -> AsyncIterator[str]:
    try:
        bot = make_bot(settings)
    except BadSettings as fault:
        yield str(fault)
        return
    try:
        await bot.initialize()
        hook = await bot.get_webhook_info()
    except InvalidToken:
        yield "Telegram does not know this TELEGRAM_BOT_TOKEN."
        return
    except TelegramError as fault:
        yield f"Telegram cannot be reached ({type(fault).__name__})."
        return
    finally:
        await bot.shutdown()
    for line in _webhook(hook, settings):
        yield line
    if off := await _clock(settings, policy):
        yield off


def _webhook(hook: WebhookInfo, settings: Settings) -> list[str]:
    wanted = settings.candour_webhook_url
    if not (hook.url or "").startswith(wanted) or bool(hook.url) != bool(wanted):
        return [
            "Telegram has another webhook than CANDOUR_WEBHOOK_URL. `candour run` sets it."
            if wanted
            else "Telegram has a webhook, but CANDOUR_WEBHOOK_URL is empty. `candour run` removes it."
        ]
    if wanted and hook.last_error_message and hook.pending_update_count:
        return [f"The webhook does not answer Telegram: {hook.pending_update_count} updates wait."]
    return []


async def _clock(settings: Settings, policy: Policy) -> str | None:
    """How far this machine is from the server's own time, by the date in its answer."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.get(settings.telegram_api_url, allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as fault:
        return f"The server's time could not be read ({type(fault).__name__})."
    seconds = round((datetime.now(UTC) - theirs).total_seconds())
    if abs(seconds) <= policy.check.clock_off_seconds:
        return None
    return f"The clock of this machine is {abs(seconds)} seconds {'ahead' if seconds > 0 else 'behind'}."
