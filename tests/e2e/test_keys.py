"""Keys change under a running bot, and a bot without the key of its database says so in one line."""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.phone import Phone
from storage.database import Database
from storage.inspection import raw, sealed_columns
from storage.sealing import Vault, make_key
from tests.bot_process import BotProcess

pytestmark = pytest.mark.e2e
REFERENCE = re.compile(r"[A-Z]{2,4}-\d\d-\d{4}")
CANDOUR = (sys.executable, "-c", "from bot.cli import main; main()")


async def run(env: dict[str, str], *arguments: str) -> tuple[int, str]:
    """The exit status of a `candour` command, and all that it said."""
    process = await asyncio.create_subprocess_exec(
        *CANDOUR,
        *arguments,
        env=os.environ | env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 240)
    assert process.returncode is not None
    return process.returncode, said.decode()


async def report(carer: Phone, words: str) -> None:
    await carer.type(words)
    asked = await carer.wait_for(lambda seen: bool(seen.buttons))
    if asked.find_button("Something new"):
        await carer.tap("Something new")
    await carer.wait_for("Is this right?")
    await carer.tap("Yes, send it")
    await carer.wait_for(lambda seen: REFERENCE.search(seen.text) is not None, 30)


async def test_keys_rotate_while_the_bot_serves(
    start_bot: Callable[..., Awaitable[BotProcess]],
    carer: Phone,
    links: dict[str, str],
    database_url: str,
    secret_key: str,
    tmp_path: Path,
) -> None:
    new_key = make_key()
    both = {"CANDOUR_SECRET_KEY": f"{new_key},{secret_key}"}
    await start_bot(**both)
    await carer.join(links["staff"])
    await carer.wait_for("Rose House")
    await report(carer, "Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her")
    place = {"DATABASE_URL": database_url, "CANDOUR_DATA_DIR": str(tmp_path)}
    status, said = await run(both | place, "keys", "rotate")
    assert (status, "The old keys can be taken out" in said) == (0, True), said
    await report(carer, "the hoist on the top floor stopped half way up with mr Cole in it, nobody hurt")
    alone = Vault([new_key])
    database = Database(database_url, alone)
    database.unlock()
    with database.engine.connect() as connection:
        values = [
            str(value)
            for table, names in sealed_columns()
            for row in connection.execute(select(raw(table, *names)))
            for value in row
            if value is not None
        ]
    with database.desk(keep=False) as desk:
        assert "Mrs patel" in desk.cases.get(case_id=1).words
        assert "Cole" in desk.cases.get(case_id=2).words
    database.close()
    assert len(values) > 20
    assert all(alone.is_newest(value) for value in values)


async def test_another_key_is_one_plain_line(
    start_bot: Callable[..., Awaitable[BotProcess]], links: dict[str, str], database_url: str, tmp_path: Path
) -> None:
    other = {
        "TELEGRAM_BOT_TOKEN": "700000001:demo",
        "CANDOUR_SECRET_KEY": make_key(),
        "DATABASE_URL": database_url,
        "CANDOUR_DATA_DIR": str(tmp_path),
    }
    for command in ("run", "check", "due"):
        status, said = await run(other, command)
        assert status != 0
        assert "It was sealed with another key" in said
        assert "Traceback" not in said
