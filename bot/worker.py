"""Where database work runs, off the event loop: one thread for SQLite, several for PostgreSQL."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.database import Database
from storage.desk import Desk

T = TypeVar("T")

POSTGRES_THREADS = 6


class Worker:
    def __init__(self, database: Database) -> None:
        self._database = database
        # SQLite has one writer: a second thread would only wait for the lock.
        self.threads = 1 if database.is_sqlite else POSTGRES_THREADS
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="desk")

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on the same database."""
        return not self._database.is_sqlite

    async def do(self, work: Callable[[Desk], T]) -> T:
        """Does work at a desk, in one transaction."""
        return await self.call(lambda: self._at_desk(work))

    async def call(self, work: Callable[[], T]) -> T:
        """Calls something that opens its own desks."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _at_desk(self, work: Callable[[Desk], T]) -> T:
        with self._database.desk() as desk:
            return work(desk)

    def close(self) -> None:
        """Begins nothing more. What is at work ends by itself; whoever waited for it is gone."""
        self._pool.shutdown(wait=False, cancel_futures=True)
