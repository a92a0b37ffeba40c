"""Runs `candour` as an operator would, in a folder of its own, on a database with a home in it."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from flows.policy.model import Policy
from storage.database import Database
from tests.talk import Talk

NOWHERE = "http://127.0.0.1:9"
"""Nothing listens there: Telegram cannot be reached."""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with nothing in the environment but where Telegram would be."""
    folder = tmp_path / "place"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in (
        "DATABASE_URL",
        "CANDOUR_SECRET_KEY",
        "CANDOUR_DATA_DIR",
        "CANDOUR_POLICY",
        "CANDOUR_WEBHOOK_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:made-up")
    monkeypatch.setenv("TELEGRAM_API_URL", NOWHERE)
    return folder


@pytest.fixture
def candour(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*args: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["candour", *args])
        capsys.readouterr()
        status, umask = 0, os.umask(0o022)
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        finally:
            os.umask(umask)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture
def here(place: Path, database_url: str, secret_key: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place, with the test's database and key in its environment. Returns the data folder."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("CANDOUR_SECRET_KEY", secret_key)
    monkeypatch.setenv("CANDOUR_DATA_DIR", str(place / "data"))
    return place / "data"


@pytest.fixture
def talk(here: Path, database: Database, policy: Policy) -> Talk:
    """Rose House with an owner, a manager and a carer who has just reported a near miss."""
    talk = Talk(database, policy, now=datetime.now(UTC))
    talk.person("owner", "owner")
    talk.person("manager", "manager")
    carer = talk.person("carer", "staff")
    report(talk)
    assert carer.heard
    return talk


def report(
    talk: Talk, words: str = "Mrs Aldous nearly slipped on the wet floor by bathroom 2, I caught her"
) -> None:
    talk.carer.says(words)
    talk.carer.taps("Yes")
