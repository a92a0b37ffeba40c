"""Starts `candour demo` as a process of its own, for tests that use it as a person would."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator

OPENED = re.compile(rb"http://127\.0\.0\.1:\d+")
START_WITHIN_S = 60


@contextlib.asynccontextmanager
async def demo_process() -> AsyncIterator[str]:
    """The base URL of a running demo; ended by SIGTERM, which has to be enough."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "demo",
        "--port",
        "0",
        "--no-browser",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START_WITHIN_S)
        found = OPENED.search(line)
        assert found, "the demo did not say where it is open"
        yield found.group().decode()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert b"Traceback" not in errors
    assert b"ERROR" not in errors, errors.decode()[-2000:]
