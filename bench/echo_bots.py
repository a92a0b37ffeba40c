"""Echo bots to measure against: python-telegram-bot as it comes, and the same with our transport.

Run by `bench.load`, which tells them where the Bot API is in TELEGRAM_API_URL.
"""

import argparse
import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.telegram.transport import AiohttpRequest


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


def build_echo_bot(
    *, token: str, api_url: str, aiohttp: bool, concurrent: bool
) -> Application[Any, Any, Any, Any, Any, Any]:
    """An application with one handler; `concurrent` lets PTB run up to 256 updates at once."""
    builder = Application.builder().token(token).base_url(f"{api_url}/bot").concurrent_updates(concurrent)
    if aiohttp:
        # PTB's own sizes: one connection to poll, 256 for the rest. Nothing waits for a place, as
        # 256 updates at once and the poll's clean-up may ask for one more.
        builder = builder.request(AiohttpRequest(pool_timeout=None))
        builder = builder.get_updates_request(AiohttpRequest(connection_pool_size=1))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.echo_bots")
    parser.add_argument("--aiohttp", action="store_true", help="our transport instead of PTB's httpx")
    parser.add_argument("--concurrent", action="store_true", help="updates side by side, order not kept")
    given = parser.parse_args()
    application = build_echo_bot(
        token=os.environ["TELEGRAM_BOT_TOKEN"],
        api_url=os.environ["TELEGRAM_API_URL"],
        aiohttp=given.aiohttp,
        concurrent=given.concurrent,
    )
    application.run_polling()


if __name__ == "__main__":
    main()
