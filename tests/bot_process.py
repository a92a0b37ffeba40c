"""Processes of their own: the Bot API emulator, and `candour run` that talks to it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Self

from bot.demo.emulator import DEMO_TOKEN
from flows.admin.inviting import invite_link, make_invite
from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault

ROOT = Path(__file__).parents[1]
BOT_USERNAME = "candour_demo_bot"
HOME = "Rose House"
WEBHOOK_SECRET = "only-telegram-knows-this"
START_SECONDS = 60
STOP_SECONDS = 10
CANDOUR = ("-c", "from bot.cli import main; main()")

# Tests run at any hour; the people in them are awake.
NEVER_QUIET = '[quiet]\nstarts = "23:59"\nends = "00:00"\nworking_days_only = false\n'


class LineNeverCame(AssertionError):
    """The process did not write what was waited for."""


class Process:
    """A child that writes lines; ended with the test, by force if need be."""

    def __init__(self, *arguments: str, folder: Path, env: Mapping[str, str]) -> None:
        self._arguments = arguments
        self._folder = folder
        self._env = env
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()
        self.lines: list[str] = []

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **self._env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            async with self._news:
                self.lines.append(line.decode().rstrip())
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def line(self, fits: Callable[[str], bool] | str, *, after: int = 0) -> str:
        """The first line that fits (or holds the words), among those from number `after` on."""

        def found() -> str | None:
            for line in self.lines[after:]:
                if fits in line if isinstance(fits, str) else fits(line):
                    return line
            return None

        async with self._news:
            try:
                async with asyncio.timeout(START_SECONDS):
                    while (line := found()) is None:
                        if self._reading is None or self._reading.done():
                            break
                        await self._news.wait()
            except TimeoutError:
                line = None
        if line is None:
            raise LineNeverCame(f"{fits!r} is not in:\n" + "\n".join(self.lines[-30:]))
        return line

    def kill(self) -> None:
        """As a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """As a supervisor would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    async def ended(self, within_seconds: float = STOP_SECONDS) -> int:
        """The exit status; TimeoutError where it takes longer."""
        assert self._process is not None
        assert self._reading is not None
        status = await asyncio.wait_for(self._process.wait(), within_seconds)
        await self._reading
        return status

    async def close(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self.kill()
            await self.ended()


class EmulatorProcess(Process):
    base_url: str

    def __init__(self, folder: Path) -> None:
        super().__init__("-m", "bot.demo.emulator", folder=folder, env={})

    async def start(self) -> Self:
        await super().start()
        self.base_url = await self.line(lambda line: line.startswith("http://"))
        return self


class BotProcess(Process):
    """`candour run`, by polling, or by webhook where `listen` is given."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        super().__init__(*CANDOUR, "run", folder=folder, env=env)

    async def ready(self, *, after: int = 0) -> Self:
        await self.line(lambda line: line.endswith(("polling", "webhook served")), after=after)
        return self


def bot_env(
    folder: Path, *, api_url: str, database_url: str, secret_key: str, webhook: str = "", listen: str = ""
) -> dict[str, str]:
    """The surroundings of a bot whose home is `folder`. `webhook` is the address that Telegram is told."""
    policy = folder / "policy.toml"
    policy.write_text(NEVER_QUIET)
    env = {
        "TELEGRAM_BOT_TOKEN": DEMO_TOKEN,
        "TELEGRAM_API_URL": api_url,
        "DATABASE_URL": database_url,
        "CANDOUR_SECRET_KEY": secret_key,
        "CANDOUR_DATA_DIR": str(folder / "data"),
        "CANDOUR_POLICY": str(policy),
        "CANDOUR_WEBHOOK_URL": webhook,
    }
    if webhook:
        env["CANDOUR_WEBHOOK_SECRET"] = WEBHOOK_SECRET
    if listen:
        env["CANDOUR_LISTEN"] = listen
    return env


def found_home(database_url: str, secret_key: str) -> dict[str, str]:
    """Makes a provider with one home; returns the links by which its staff and managers join."""
    database = Database(database_url, Vault([secret_key]))
    database.migrate()
    links = {}
    with database.desk() as desk:
        provider = desk.services.add_provider(name="Rose Care")
        assert provider.id is not None
        service = desk.services.add_service(provider_id=provider.id, name=HOME, code="RH")
        for role in ("staff", "manager"):
            invite = make_invite(
                desk,
                load_policy(),
                provider_id=provider.id,
                service_id=service.id,
                role=role,
                now=datetime.now(UTC),
                rng=Random(role),
                uses=100_000,
            )
            links[role] = invite_link(BOT_USERNAME, invite)
    database.close()
    return links


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
