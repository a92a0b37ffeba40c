"""Starts `candour run` again and again without paying for its imports each time.

A process that has loaded everything waits for orders on standard input and forks: the child is `candour
run` from its first line on, with settings, database, migrations and all. `bench.crash` gives the orders.
"""

import asyncio
import json
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READY_S = 30.0


def main() -> None:
    """Reads `{"env": {…}, "log": path}` lines; writes `{"pid": n}`, and `{"ended": n, "status": n}`."""
    import bot.commands.run
    import bot.telegram.webhook  # noqa: F401
    from bot.assemble import warm_up

    warm_up()
    orders = sys.stdin.fileno()
    while True:
        readable, _, _ = select.select([orders], [], [], 0.01)
        if readable:
            order = sys.stdin.readline()
            if not order:
                return
            _tell(pid=_fork(json.loads(order)))
        while (ended := _reap()) is not None:
            _tell(ended=ended[0], status=ended[1])


def _fork(order: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["env"])
    sys.argv = ["candour", "run"]
    from bot.cli import main as candour

    try:
        candour()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    os._exit(0)


def _reap() -> tuple[int, int] | None:
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, os.waitstatus_to_exitcode(status)) if pid else None


def _tell(**what: int) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Nursery:
    """The orders' side. Children are known by their pid."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.nursery",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = json.loads(line)
            if "pid" in told:
                self._ends[told["pid"]] = asyncio.get_running_loop().create_future()
                self._born.put_nowait(told["pid"])
            else:
                self._ends[told["ended"]].set_result(told["status"])

    async def start(self, env: Mapping[str, str], log: Path) -> int:
        """The pid of a new `candour run`."""
        assert self._process is not None
        assert self._process.stdin is not None
        order = {"env": {**env, "PWD": str(self._folder)}, "log": str(log)}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        return await self._born.get()

    async def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        await self._ends[pid]

    async def stop(self, pid: int) -> int:
        """Ends a child as a supervisor would; its exit status."""
        os.kill(pid, signal.SIGTERM)
        return await asyncio.wait_for(self._ends[pid], 15)

    def has_ended(self, pid: int) -> bool:
        return self._ends[pid].done()

    async def close(self) -> None:
        for pid, end in self._ends.items():
            if not end.done():
                await self.kill(pid)
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
        if self._reading is not None:
            await self._reading


@dataclass
class Life:
    """One process after another, in the same place and with the same log."""

    nursery: Nursery
    env: Mapping[str, str]
    log: Path
    pid: int = 0
    _written: int = 0

    async def begin(self) -> None:
        self._written = self.log.stat().st_size if self.log.exists() else 0
        self.pid = await self.nursery.start(self.env, self.log)

    async def is_at_work(self) -> None:
        """Waits until the process polls or serves its webhook."""
        until = time.perf_counter() + READY_S
        while time.perf_counter() < until and not self.nursery.has_ended(self.pid):
            said = self.log.read_text()[self._written :] if self.log.exists() else ""
            if "INFO polling" in said or "webhook served" in said:
                return
            await asyncio.sleep(0.02)

    async def end(self) -> bool:
        """Kills it. False where it had ended before."""
        if self.nursery.has_ended(self.pid):
            return False
        await self.nursery.kill(self.pid)
        return True


if __name__ == "__main__":
    main()
