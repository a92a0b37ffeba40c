"""Where database work runs, off the event loop: one thread for SQLite, several for PostgreSQL."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from typing import Any, TypeVar

from storage.database import Database
from storage.desk import Desk

T = TypeVar("T")

POSTGRES_THREADS = 6

FIRST, USUAL = range(2)
"""What goes first. Marks of what was sent are FIRST: until they are written, a crash sends twice."""


@dataclass(order=True)
class _Job:
    urgency: int
    number: int
    work: Callable[[], Any] | None = field(compare=False)
    future: "asyncio.Future[Any] | None" = field(compare=False, default=None)


class Worker:
    def __init__(self, database: Database) -> None:
        self._database = database
        # SQLite has one writer: a second thread would only wait for the lock.
        self.threads = 1 if database.is_sqlite else POSTGRES_THREADS
        self._jobs: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = count()
        for number in range(self.threads):
            # As daemons they cannot keep a process alive that was asked to end.
            threading.Thread(target=self._run, name=f"desk-{number}", daemon=True).start()

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on the same database."""
        return not self._database.is_sqlite

    async def do(self, work: Callable[[Desk], T], *, urgency: int = USUAL) -> T:
        """Does work at a desk, in one transaction."""
        return await self.call(lambda: self._at_desk(work), urgency=urgency)

    async def call(self, work: Callable[[], T], *, urgency: int = USUAL) -> T:
        """Calls something that opens its own desks."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(urgency, next(self._numbers), work, future))
        return await future

    def _at_desk(self, work: Callable[[Desk], T]) -> T:
        with self._database.desk() as desk:
            return work(desk)

    def close(self) -> None:
        """Begins nothing more. What is at work ends by itself; whoever waited for it is gone."""
        for _ in range(self.threads):
            self._jobs.put(_Job(FIRST - 1, next(self._numbers), None))

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            if job.work is None or job.future is None:
                return
            if job.future.cancelled():
                continue
            loop = job.future.get_loop()
            try:
                result = job.work()
            except BaseException as fault:
                _tell(loop, job.future, fault=fault)
            else:
                _tell(loop, job.future, result)


def _tell(
    loop: asyncio.AbstractEventLoop,
    future: "asyncio.Future[Any]",
    result: Any = None,
    fault: BaseException | None = None,
) -> None:
    def settle() -> None:
        if future.cancelled():
            return
        if fault is not None:
            future.set_exception(fault)
        else:
            future.set_result(result)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:
        return  # The loop is closed: the process ends, and what was committed is committed.
