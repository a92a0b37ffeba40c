"""Updates that could not be handled: listed without what was said, and handled again."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlmodel import select

import bot.dialogue
from bot.clock import SystemClock
from bot.dialogue import Dialogue, Turn
from bot.telegram.incoming import read_update
from flows.policy.model import Policy
from storage.database import Database
from storage.tables import Notice, ParkedUpdate
from tests.bot.commands.conftest import Run
from tests.talk import Talk


def update(talk: Talk, number: int, text: str) -> dict[str, object]:
    person = {"id": talk.carer.account_id, "is_bot": False, "first_name": "Secretname"}
    chat = {"id": talk.carer.account_id, "type": "private", "first_name": "Secretname"}
    message = {"message_id": 10, "date": 1_790_000_000, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


@pytest.fixture
def poison(talk: Talk, database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """An update that the bot as it is cannot handle; the fault is gone again afterwards."""

    def fail(_scene: object) -> None:
        raise KeyError("what was said: confidential words")

    dialogue = Dialogue(database, policy, SystemClock(), Random(1))
    with monkeypatch.context() as broken:
        broken.setattr(bot.dialogue, "receive", fail)
        raw = update(talk, 900, "confidential words")
        return dialogue.take_turn(read_update(raw, None, "candour_bot", datetime.now(UTC)))


def parked(database: Database) -> list[ParkedUpdate]:
    with database.desk() as desk:
        return list(desk.session.exec(select(ParkedUpdate)).all())


def test_a_poison_update_is_parked_and_its_sender_told_a_reference(poison: Turn, database: Database) -> None:
    (one,) = parked(database)
    (apology,) = poison.notices
    assert one.error_reference in apology.content["text"]
    assert one.content["message"]["text"] == "confidential words"
    assert one.error.startswith("builtins.KeyError")
    assert "confidential" not in one.error


def test_the_list_shows_reference_and_error_and_nothing_that_was_said(
    poison: Turn, database: Database, candour: Run
) -> None:
    (one,) = parked(database)
    ran = candour("parked")
    assert ran.status == 0
    (line,) = ran.out.splitlines()
    assert line.startswith(one.error_reference)
    assert "builtins.KeyError" in line
    assert "confidential" not in ran.out
    assert "Secretname" not in ran.out


def test_with_nothing_parked_it_says_so(talk: Talk, candour: Run) -> None:
    assert candour("parked").out == "Nothing is parked.\n"
    assert candour("parked", "retry").out == "Nothing is parked.\n"


@pytest.mark.parametrize("by_reference", [False, True])
def test_it_can_be_handled_again_once(
    poison: Turn, database: Database, candour: Run, by_reference: bool
) -> None:
    (one,) = parked(database)
    with database.desk() as desk:
        before = len(desk.session.exec(select(Notice)).all())
    ran = candour("parked", "retry", *([one.error_reference.lower()] if by_reference else []))
    assert (ran.status, ran.err) == (0, "")
    with database.desk() as desk:
        written = desk.session.exec(select(Notice)).all()[before:]
    assert written
    assert all(notice.sent_at is None and notice.attempts == 0 for notice in written)
    assert parked(database)[0].settled_at is not None
    candour("parked", "retry")
    with database.desk() as desk:
        assert len(desk.session.exec(select(Notice)).all()) == before + len(written)


def test_what_fails_again_stays_parked(
    poison: Turn, database: Database, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_scene: object) -> None:
        raise ValueError("confidential words")

    monkeypatch.setattr(bot.dialogue, "receive", fail)
    ran = candour("parked", "retry")
    assert ran.status == 1
    assert "ValueError" in ran.err
    assert "confidential" not in ran.err + ran.out
    assert parked(database)[0].settled_at is None


def test_a_reference_that_is_not_parked_is_said_to_be_unknown(poison: Turn, candour: Run, here: Path) -> None:
    ran = candour("parked", "retry", "E-000000")
    assert (ran.status, ran.err) == (2, "Nothing is parked under E-000000.\n")
