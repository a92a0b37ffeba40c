"""Lets the demo's time pass as if the bot had been running all along: every reminder at its own moment."""

from datetime import datetime, timedelta

from bot.assemble import Candour
from bot.scheduler import SWEEP_SECONDS
from flows.duties.sweep import sweep
from storage.desk import Desk
from storage.waking import next_wake

TICK = timedelta(seconds=SWEEP_SECONDS)


class PassingTime:
    """Called with the new time whenever the demo's clock was moved."""

    def __init__(self, candour: Candour) -> None:
        self._candour = candour
        self._lived_until = candour.clock.now()

    async def __call__(self, now: datetime) -> None:
        at = self._lived_until
        while (wake := await self._candour.worker.do(lambda desk: next_wake(desk.session))) is not None:
            at = max(wake, at + TICK)
            if at >= now:
                break
            await self._sweep(at)
        await self._sweep(now)
        self._lived_until = now
        self._candour.delivery.wake()

    async def _sweep(self, at: datetime) -> None:
        def live(desk: Desk) -> None:
            desk.services.installation().alive_at = at
            sweep(desk, self._candour.policy, at)

        await self._candour.worker.do(live)
