"""Where database work runs, off the event loop: one thread for SQLite, several for PostgreSQL."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, PriorityQueue
from typing import Any, TypeVar

from storage.database import Database, is_outage
from storage.desk import Desk

T = TypeVar("T")

POSTGRES_THREADS = 6

MOST_TOGETHER = 32
"""How many jobs that wait at the same time share one wait for the disk. None is told of before it is over."""

FIRST, USUAL = range(2)
"""What goes first. Marks of what was sent are FIRST: until they are written, a crash sends twice."""


@dataclass(order=True)
class _Job:
    urgency: int
    number: int
    work: Callable[[], Any] | None = field(compare=False)
    future: "asyncio.Future[Any] | None" = field(compare=False, default=None)


@dataclass(frozen=True)
class _Done:
    """What became of a job: its result, or the fault that it ended with."""

    job: _Job
    result: Any
    fault: BaseException | None


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
        while (job := self._jobs.get()).future is not None:
            if self.is_shared:
                _tell([_done(job)])
            else:
                _tell(self._done_together(job))

    def _done_together(self, job: _Job) -> list[_Done]:
        """Does a job and those that wait behind it in one transaction."""
        done: list[_Done] = []
        try:
            with self._database.together():
                for each in self._waiting(job):
                    done.append(_done(each))
                    if (fault := done[-1].fault) is not None and is_outage(fault):
                        raise fault
        except BaseException as fault:
            # Nothing of it was kept, so nobody may believe that it was.
            return [_Done(one.job, None, fault) for one in done] or [_Done(job, None, fault)]
        return done

    def _waiting(self, job: _Job) -> Iterator[_Job]:
        yield job
        for _ in range(MOST_TOGETHER - 1):
            try:
                following = self._jobs.get_nowait()
            except Empty:
                return
            if following.future is None:
                self._jobs.put(following)
                return
            yield following


def _done(job: _Job) -> _Done:
    assert job.work is not None
    assert job.future is not None
    if job.future.cancelled():
        return _Done(job, None, None)
    try:
        return _Done(job, job.work(), None)
    except BaseException as fault:
        return _Done(job, None, fault)


def _tell(done: list[_Done]) -> None:
    def settle() -> None:
        for one in done:
            future = one.job.future
            if future is None or future.cancelled():
                continue
            if one.fault is not None:
                future.set_exception(one.fault)
            else:
                future.set_result(one.result)

    assert done[0].job.future is not None
    try:
        done[0].job.future.get_loop().call_soon_threadsafe(settle)
    except RuntimeError:
        return  # The loop is closed: the process ends, and what was committed is committed.
