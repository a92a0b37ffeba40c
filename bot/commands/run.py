"""`candour run`: the bot. Polls, or serves the webhook where CANDOUR_WEBHOOK_URL is set."""

import asyncio
import contextlib
import os
import signal
import sys
import threading

import click
from telegram.error import InvalidToken, TelegramError

from bot.assemble import Candour
from bot.event_loop import new_event_loop
from bot.logs import log, set_up_logging, where_it_failed
from bot.settings import BadSettings, read_settings
from storage.database import is_outage

RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 30.0
LAST_SECONDS = 9.0
"""A supervisor kills after ten seconds: whatever still hangs by then is left to the next start."""


@click.command()
def run() -> None:
    """Run the bot until it is stopped."""
    settings = read_settings()
    set_up_logging(settings.candour_log_level, settings.candour_log_format)
    settings.token  # noqa: B018  (asked for here, so that a wrong one is said before anything is opened)
    if settings.candour_webhook_url:
        from bot.telegram.webhook import check_webhook

        check_webhook(settings)
    elif settings.wants_health:
        settings.listen  # noqa: B018
    candour = Candour(settings)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        sys.exit(runner.run(_run(candour)))


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
            log.error("stopped by a fault\n%s", where_it_failed(fault))
            return 1
    _end_in_time()
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await work
    await candour.stop()
    log.info("stopped")
    return 0


def _end_in_time() -> None:
    """What is committed is safe and what is not comes again, so that nothing needs to be waited for."""

    def end() -> None:
        log.warning("stopped, although something did not end in time; nothing is lost")
        os._exit(0)

    last = threading.Timer(LAST_SECONDS, end)
    last.daemon = True
    last.start()


async def _work(candour: Candour) -> None:
    await _start(candour)
    if candour.settings.candour_webhook_url:
        from bot.telegram.webhook import serve_webhook

        await serve_webhook(candour)
        return
    async with contextlib.AsyncExitStack() as beside:
        if candour.settings.wants_health:
            from bot.health import serving_health

            await beside.enter_async_context(serving_health(candour))
        await candour.run_polling(on_first_poll=lambda: log.info("polling"))


async def _start(candour: Candour) -> None:
    wait = RETRY_SECONDS
    while True:
        try:
            await candour.start()
            return
        except InvalidToken:
            raise
        except TelegramError as fault:
            log.warning("Telegram cannot be reached (%s). I try again.", type(fault).__name__)
        except Exception as fault:
            if not is_outage(fault):
                raise
            log.warning("The database is away (%s). I try again.", type(fault).__name__)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_RETRY_SECONDS)
