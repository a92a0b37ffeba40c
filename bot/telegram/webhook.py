"""Serves the webhook. An update is confirmed to Telegram, by a 200, only after its turn is committed."""

import asyncio
import hmac
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.health import add_health, listening
from bot.logs import log
from bot.settings import BadSettings, Settings
from bot.telegram.incoming import is_update
from bot.telegram.polling import FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, WANTED
from bot.turns import TurnsNotTaken

if TYPE_CHECKING:
    from bot.assemble import Candour

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
CONNECTIONS = 40
"""How many updates Telegram may bring at the same time."""
LARGEST_BODY = 1024**2
SLOWEST_BODY_SECONDS = 10
"""Telegram's own updates are small and come at once; whoever is slower is not Telegram."""


def check_webhook(settings: Settings) -> str:
    """The path on which updates come. Raises `BadSettings` where the webhook could not be served safely."""
    url = urlsplit(settings.candour_webhook_url)
    if url.scheme not in ("https", "http") or not url.netloc:
        raise BadSettings(
            "CANDOUR_WEBHOOK_URL must be a whole address, such as https://bot.example.org/hook."
        )
    if not settings.candour_webhook_secret:
        raise BadSettings(
            "CANDOUR_WEBHOOK_SECRET is missing. Without it anybody could pretend to be Telegram."
        )
    if not SECRET.fullmatch(settings.candour_webhook_secret):
        raise BadSettings("CANDOUR_WEBHOOK_SECRET may hold letters, digits, _ and - only, 256 at most.")
    settings.listen  # noqa: B018  (asked for here, so that a wrong one is said before anything is opened)
    return url.path or "/"


async def serve_webhook(candour: "Candour") -> None:
    """Until cancelled; then it takes no more, finishes the turns under way, and leaves the webhook set, so
    that Telegram keeps what comes until the next process is there."""
    app = make_app(candour)
    async with listening(app, candour.settings.listen):
        await _set_webhook(candour)
        log.info("webhook served")
        await asyncio.Event().wait()


def make_app(candour: "Candour") -> web.Application:
    """The webhook with `/healthz`, `/readyz` and `/metrics`. Only the webhook's own path is for outside."""
    path = check_webhook(candour.settings)
    secret = candour.settings.candour_webhook_secret.encode()

    async def receive(request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, secret):
            return web.Response(status=401, text="This address is for Telegram.\n")
        try:
            async with asyncio.timeout(SLOWEST_BODY_SECONDS):
                update = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=408, text="The body did not come.\n")
        except (ValueError, RecursionError, ConnectionError, web.RequestPayloadError):
            return web.Response(status=400, text="This is no update.\n")
        if not is_update(update):
            return web.Response(status=400, text="This is no update.\n")
        try:
            await candour.handle([update], patient=False)
        except TurnsNotTaken:
            return web.Response(status=503, text="Not now. Please send it again.\n")
        return web.Response()

    app = web.Application(client_max_size=LARGEST_BODY)
    add_health(app, candour)
    app.router.add_post(path, receive)
    return app


async def _set_webhook(candour: "Candour") -> None:
    """Raises `BadSettings` where Telegram refuses the address; waits where Telegram cannot be reached."""
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            await candour.bot.set_webhook(
                candour.settings.candour_webhook_url,
                secret_token=candour.settings.candour_webhook_secret,
                allowed_updates=WANTED,
                max_connections=CONNECTIONS,
            )
            return
        except InvalidToken:
            raise
        except BadRequest:
            raise BadSettings(
                "Telegram refuses CANDOUR_WEBHOOK_URL. It must be https, on port 443, 80, 88 or 8443."
            ) from None
        except TelegramError as fault:
            log.warning("Telegram cannot be reached (%s). The webhook is set later.", type(fault).__name__)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT_SECONDS)
