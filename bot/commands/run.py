"""`candour run`: the bot. Polls, or serves the webhook where CANDOUR_WEBHOOK_URL is set."""

import asyncio
import contextlib
import signal
import sys

import click
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.assemble import Candour
from bot.logs import log, set_up_logging
from bot.settings import BadSettings, read_settings

RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 30.0


@click.command()
def run() -> None:
    """Run the bot until it is stopped."""
    settings = read_settings()
    set_up_logging(settings.candour_log_level, settings.candour_log_format)
    settings.token  # noqa: B018  (asked for here, so that a wrong one is said before anything is opened)
    candour = Candour(settings)
    sys.exit(asyncio.run(_run(candour)))


async def _run(candour: Candour) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    work = asyncio.ensure_future(_work(candour))
    stop = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
    if work.done():
        fault = work.exception()
        if isinstance(fault, InvalidToken):
            click.echo("Telegram does not know this TELEGRAM_BOT_TOKEN.", err=True)
            return 2
        if isinstance(fault, BadSettings):
            click.echo(str(fault), err=True)
            return 2
        if fault is not None:
            log.error("stopped by a fault", exc_info=fault)
            return 1
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await work
    await candour.stop()
    log.info("stopped")
    return 0


async def _work(candour: Candour) -> None:
    wait = RETRY_SECONDS
    while True:
        try:
            await candour.start()
            break
        except InvalidToken:
            raise
        except (NetworkError, TelegramError) as fault:
            log.warning("Telegram cannot be reached (%s). I try again.", type(fault).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_RETRY_SECONDS)
    if candour.settings.candour_webhook_url:
        from bot.telegram.webhook import serve_webhook

        await serve_webhook(candour)
    else:
        await candour.run_polling(on_first_poll=lambda: log.info("polling"))
