"""The ticker: a stop in the middle of a tick is quiet, and what fails is still told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.scheduler import make_scheduler


async def nothing() -> None:
    return None


async def stop(scheduler: AsyncIOScheduler) -> None:
    """Stops as the bot does, and gives the loop the turns in which a stopped tick ends."""
    scheduler.shutdown(wait=False)
    for _ in range(5):
        await asyncio.sleep(0)
    assert not scheduler.running


async def tick_at_once(work: Callable[[], Awaitable[None]]) -> None:
    """Lets one sweep fall due now, waits until it is at work, and stops."""
    begun = asyncio.Event()

    async def sweep() -> None:
        begun.set()
        await work()

    scheduler = make_scheduler(sweep, nothing, nothing, nothing)
    scheduler.start()
    scheduler.modify_job("sweep", next_run_time=datetime.now(UTC))
    await asyncio.wait_for(begun.wait(), 5)
    await stop(scheduler)


async def test_a_stop_in_the_middle_of_a_tick_writes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await tick_at_once(asyncio.Event().wait)
    assert caplog.records == []


async def test_a_stop_before_a_tick_that_was_called_has_begun_writes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended = []

    async def sweep() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("sweep")

    scheduler = make_scheduler(sweep, nothing, nothing, nothing)
    scheduler.start()
    with caplog.at_level(logging.WARNING):
        executor = scheduler._lookup_executor("default")
        executor.submit_job(scheduler.get_job("sweep"), [datetime.now(UTC)])
        await stop(scheduler)
    assert ended == ["sweep"]
    assert caplog.records == []


async def test_a_tick_that_fails_is_told(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> None:
        raise ValueError("by design")

    with caplog.at_level(logging.WARNING):
        await tick_at_once(fails)
    assert "raised an exception" in caplog.text
