"""A bot in a folder of its own, with its temporary files there too, and all that it prints."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy.exc import OperationalError

from flows.admin.inviting import PROVIDER_WIDE
from flows.policy.permissions import ROLES
from storage.database import Database
from storage.sealing import Vault
from tests.bot_process import CANDOUR, ROOT, BotProcess, EmulatorProcess, bot_env, found_home, free_port

FLOODING = "\n[flooding]\nat_once = 100\nper_minute = 600\n"
"""More than the people of the test type, and less than a flood."""

ONE_SERVICE = 1


class Site:
    def __init__(
        self, folder: Path, emulator: EmulatorProcess, secret_key: str, form: str, *, webhook: bool
    ) -> None:
        self.folder, self.secret_key = folder, secret_key
        self.url = f"sqlite:///{folder / 'candour.db'}"
        self.links = found_home(self.url, secret_key)
        (folder / "tmp").mkdir()
        self.listen = f"127.0.0.1:{free_port()}"
        self.hook = f"http://{self.listen}/hook" if webhook else ""
        self.env = bot_env(
            folder,
            api_url=emulator.base_url,
            database_url=self.url,
            secret_key=secret_key,
            webhook=self.hook,
            listen=self.listen,
        ) | {
            "CANDOUR_LOG_LEVEL": "DEBUG",
            "CANDOUR_LOG_FORMAT": form,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONFAULTHANDLER": "1",
        }
        with Path(self.env["CANDOUR_POLICY"]).open("a") as policy:
            policy.write(FLOODING)
        self.printed: list[tuple[str, bytes]] = []
        self.database = Database(self.url, Vault([secret_key]))
        self.database.unlock()

    async def start(self) -> BotProcess:
        self.process = await BotProcess(self.folder, self.env).start()
        await self.process.line(lambda line: "polling" in line or "webhook served" in line)
        return self.process

    def keep_lines(self, name: str) -> None:
        self.printed.append((name, "\n".join(self.process.lines).encode()))

    async def command(self, *arguments: str) -> None:
        """`candour …` on the same place; what it prints is looked through too."""
        made = await asyncio.create_subprocess_exec(
            sys.executable,
            *CANDOUR,
            *arguments,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **self.env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await made.communicate()
        self.printed.append((f"candour {arguments[0]}", said))

    async def fetch(self, path: str) -> None:
        async with aiohttp.ClientSession() as web, web.get(f"http://{self.listen}{path}") as answer:
            self.printed.append((path, await answer.read()))

    def give_all_roles(self, account_id: int) -> None:
        with self.database.desk() as desk:
            person = desk.people.find(account_id=account_id)
            assert person is not None
            assert person.id is not None
            for role in ROLES:
                desk.people.join(
                    person_id=person.id,
                    provider_id=1,
                    service_id=None if role in PROVIDER_WIDE else ONE_SERVICE,
                    role=role,
                    now=datetime.now(UTC),
                )

    def question_of(self, account_id: int) -> tuple[str, str] | None:
        """The flow and the step that somebody is asked for."""
        with contextlib.closing(sqlite3.connect(self.folder / "candour.db")) as reader:
            found = reader.execute(
                "SELECT flow, asking FROM conversation JOIN person ON person.id = person_id"
                " WHERE asking IS NOT NULL AND account_hash = ?",
                [self.database.vault.fingerprint("account", account_id)],
            ).fetchone()
        return tuple(found) if found else None

    def ask(self, account_id: int, flow: str, step: str, answers: dict[str, Any]) -> None:
        """Puts somebody before a question, wherever the conversation would come from. The bot is busy with
        the same tables meanwhile."""
        for _ in range(10):
            with contextlib.suppress(OperationalError):
                return self._ask(account_id, flow, step, answers)
        raise AssertionError("the bot never let go of the database")

    def _ask(self, account_id: int, flow: str, step: str, answers: dict[str, Any]) -> None:
        with self.database.desk() as desk:
            person = desk.people.find(account_id=account_id)
            assert person is not None
            now = datetime.now(UTC)
            asked = desk.conversations.begin(person_id=person.id or 0, flow=flow, now=now, wake_at=now)
            asked.wake_at = now.replace(year=now.year + 1)
            asked.asking, asked.answers = step, answers
            desk.conversations.save(asked)
