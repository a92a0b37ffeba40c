"""What was deleted is nowhere in the files of the database, nor in its write-ahead log."""

from pathlib import Path

import pytest
from sqlalchemy import text

from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from tests.flows.conftest import PATEL
from tests.talk import Talk


@pytest.fixture
def files(tmp_path: Path, secret_key: str, policy: Policy) -> tuple[Talk, Path]:
    database = Database(f"sqlite:///{tmp_path / 'candour.db'}", Vault([secret_key]))
    database.migrate()
    talk = Talk(database, policy)
    talk.person("carer", "staff")
    talk.person("manager", "manager")
    return talk, tmp_path


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def _drafts(talk: Talk) -> list[bytes]:
    """The sealed answers of every draft, as they lie in the table."""
    with talk.desk(keep=False) as desk:
        rows = desk.session.connection().execute(text("select answers from conversation")).scalars()
        return [str(row).encode()[:200] for row in rows]


def test_the_draft_of_a_report_without_a_name_goes_with_the_log(files: tuple[Talk, Path]) -> None:
    talk, folder = files
    talk.carer.says(PATEL)
    (draft,) = _drafts(talk)
    assert draft in _bytes(folder)
    talk.carer.taps("Send without my name")
    assert draft in _bytes(folder)
    assert talk.database.empty_log()
    assert (folder / "candour.db-wal").stat().st_size == 0
    assert draft not in _bytes(folder)
    talk.database.close()


def test_while_somebody_writes_it_has_to_be_done_again(files: tuple[Talk, Path]) -> None:
    talk, _ = files
    with talk.desk() as desk:
        desk.services.add_service(provider_id=talk.provider_id, name="Elm Court", code="EC")
        assert not talk.database.empty_log()
    assert talk.database.empty_log()
    talk.database.close()
