"""The ticker: APScheduler only says "now"; what is due comes out of the tables."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SWEEP_SECONDS = 20
FILES_SECONDS = 15
CLEARING_SECONDS = 600
BACKUP_SECONDS = 600


def make_scheduler(
    sweep: Callable[[], Awaitable[None]],
    fetch_files: Callable[[], Awaitable[None]],
    clear_up: Callable[[], Awaitable[None]],
    back_up: Callable[[], Awaitable[None]],
) -> AsyncIOScheduler:
    """A scheduler that keeps nothing: a tick that comes late runs once, and several missed ones are one."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    scheduler.add_job(_until_stopped(sweep), "interval", seconds=SWEEP_SECONDS, id="sweep")
    scheduler.add_job(_until_stopped(fetch_files), "interval", seconds=FILES_SECONDS, id="files")
    scheduler.add_job(_until_stopped(clear_up), "interval", seconds=CLEARING_SECONDS, id="clear")
    scheduler.add_job(_until_stopped(back_up), "interval", seconds=BACKUP_SECONDS, id="backup")
    return scheduler


def _until_stopped(work: Callable[[], Awaitable[None]]) -> Callable[[], Coroutine[Any, Any, None]]:
    """The same work, whose end in the middle at a stop is no fault that APScheduler writes into the log."""

    async def do() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await work()

    return do
