"""Turns stand side by side: what one person waits for holds up nobody else."""

import asyncio
import threading
from typing import Any

import pytest

from bot.demo.emulator import Emulator
from tests.bot.conftest import WORDS, MakeCandour


def message(emulator: Emulator, number: int, text: str, *, of: str) -> dict[str, Any]:
    account = emulator.world.account(of)
    chat = {"id": account.id, "type": "private", "first_name": account.first_name}
    sender = {"id": account.id, "is_bot": False, "first_name": account.first_name}
    body = {"message_id": number, "date": 1_795_000_000, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": body}


async def test_only_who_writes_words_waits_until_they_can_be_read(
    make_candour: MakeCandour,
    emulator: Emulator,
    links: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    candour = make_candour()
    await candour.start()
    loaded = threading.Event()
    monkeypatch.setattr(candour.reading, "warm_up", loaded.wait)
    writing = asyncio.create_task(candour.handle([message(emulator, 1, WORDS, of="carer")]))
    await candour.handle([message(emulator, 2, "/menu", of="other")])
    assert not writing.done()
    loaded.set()
    await writing
    assert candour.tally.turns["handled"] == 2
