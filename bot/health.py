"""`/healthz`, `/readyz` and `/metrics`: for a load balancer, a supervisor and Prometheus.

They are served beside the webhook. A polling process serves them only where CANDOUR_LISTEN is set: a home
with one small computer needs no open port.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.settings import BadSettings

if TYPE_CHECKING:
    from bot.assemble import Candour

DATABASE_SECONDS = 3.0
CLOSING_SECONDS = 4.0


def add_health(app: web.Application, candour: "Candour") -> None:
    async def alive(_request: web.Request) -> web.Response:
        # Whoever answers is alive, and the loop that carries every turn is not stuck.
        return web.Response(text="alive\n")

    async def ready(_request: web.Request) -> web.Response:
        fault = await why_not_ready(candour)
        return web.Response(status=503 if fault else 200, text=f"{fault or 'ready'}\n")

    async def metrics(_request: web.Request) -> web.Response:
        from bot.metrics import render_metrics

        body, content_type = await render_metrics(candour)
        return web.Response(body=body, headers={"Content-Type": content_type})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)


async def why_not_ready(candour: "Candour") -> str:
    """What stands in the way of taking turns; nothing where all is well."""
    if not candour.delivery.is_running:
        return "messages are not sent"
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            await candour.worker.do(lambda desk: desk.services.installation())
    except Exception:
        return "the database does not answer"
    return ""


@asynccontextmanager
async def listening(app: web.Application, address: tuple[str, int]) -> AsyncIterator[None]:
    """Listens; at the end takes no more and waits for the requests under way. Raises `BadSettings`."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *address).start()
        except OSError:
            raise BadSettings(
                f"CANDOUR_LISTEN: cannot listen on {address[0]}:{address[1]}. Is it in use?"
            ) from None
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_health(candour: "Candour") -> AsyncIterator[None]:
    """Serves them beside the polling."""
    app = web.Application()
    add_health(app, candour)
    async with listening(app, candour.settings.listen):
        yield
