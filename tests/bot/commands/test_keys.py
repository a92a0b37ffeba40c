from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from flows.policy.model import Policy
from storage import rotation
from storage.database import Database
from storage.inspection import raw, sealed_columns
from storage.rotation import STARTED, key_print, rotate
from storage.sealing import Vault, make_key
from tests.bot.commands.conftest import Run
from tests.talk import Talk


@pytest.fixture
def new_key(talk: Talk, here: Path, secret_key: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new key, first in the environment; a sealed file lies in the data folder."""
    key = make_key()
    monkeypatch.setenv("CANDOUR_SECRET_KEY", f"{key},{secret_key}")
    (here / "files").mkdir(parents=True)
    (here / "files" / "1.sealed").write_bytes(talk.database.vault.seal_bytes(b"a photo"))
    return key


def sealed_values(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return [
            str(value)
            for there, names in sealed_columns()
            for row in connection.execute(select(raw(there, *names)))
            for value in row
            if value is not None
        ]


def started(talk: Talk, key: str, *, ago: timedelta = timedelta(0)) -> None:
    with talk.desk() as desk:
        at = datetime.now(UTC) - ago
        desk.services.installation().alive_at = at
        desk.services.write_journal(at=at, event=STARTED, key=key_print(key))


def test_make_prints_a_key_that_seals(candour: Run) -> None:
    ran = candour("keys", "make")
    assert ran.status == 0
    vault = Vault([ran.out.strip()])
    assert vault.open(vault.seal("words")) == "words"
    assert candour("keys", "make").out != ran.out


def test_after_rotating_the_new_key_alone_opens_everything(
    talk: Talk, here: Path, new_key: str, policy: Policy, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(sealed_values(talk.database))
    ran = candour("keys", "rotate")
    assert (ran.status, ran.err) == (0, "")
    assert f"Sealed anew: {count} values, 1 files." in ran.out
    assert "The old keys can be taken out" in ran.out
    alone = Vault([new_key])
    assert all(alone.is_newest(value) for value in sealed_values(talk.database))
    assert alone.open_bytes((here / "files" / "1.sealed").read_bytes()) == b"a photo"
    monkeypatch.setenv("CANDOUR_SECRET_KEY", new_key)
    assert candour("check").status == 0
    again = Database(talk.database.url, alone)
    again.unlock()
    with again.desk() as desk:
        assert desk.people.find(account_id=talk.carer.account_id) is not None
        assert "Aldous" in desk.cases.get(case_id=1).words
    again.close()


def test_rotating_again_changes_nothing(talk: Talk, new_key: str, candour: Run) -> None:
    candour("keys", "rotate")
    values = sealed_values(talk.database)
    assert "Sealed anew: 0 values, 0 files." in candour("keys", "rotate").out
    assert sealed_values(talk.database) == values


def test_a_rotation_that_was_stopped_goes_on_where_it_was(
    talk: Talk, here: Path, new_key: str, secret_key: str, candour: Run
) -> None:
    class Stopped(Exception):
        pass

    def stop(rows: int) -> None:
        if rows:
            raise Stopped

    database = Database(talk.database.url, Vault([new_key, secret_key]))
    count = len(sealed_values(database))
    with pytest.raises(Stopped):
        rotate(database, here, stop)
    alone = Vault([new_key])
    left = sum(not alone.is_newest(value) for value in sealed_values(database))
    assert 0 < left < count
    assert f"Sealed anew: {left} values, 1 files." in candour("keys", "rotate").out
    database.close()


def test_words_that_change_meanwhile_are_not_put_back(
    talk: Talk, here: Path, new_key: str, secret_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn is faster than the rotation, between its reading and its writing."""
    database = Database(talk.database.url, Vault([new_key, secret_key]))
    database.unlock()
    with database.engine.connect() as connection:
        old = connection.execute(text("SELECT words FROM report_case")).scalar_one()
        connection.rollback()
    newer = database.vault.seal("what was said in the meantime")

    changed = rotation._rotate_values

    def slow(connection, vault, plain, key, name, olds, done):  # type: ignore[no-untyped-def]
        if name == "words" and plain.name == "report_case":
            connection.execute(text("UPDATE report_case SET words = :w"), {"w": newer})
            assert set(olds.values()) == {old}
        changed(connection, vault, plain, key, name, olds, done)

    monkeypatch.setattr(rotation, "_rotate_values", slow)
    rotate(database, here)
    with database.desk() as desk:
        assert desk.cases.get(case_id=1).words == "what was said in the meantime"
    database.close()


def test_a_bot_with_both_keys_goes_on_before_and_after(
    talk: Talk, new_key: str, secret_key: str, policy: Policy, candour: Run
) -> None:
    both = Database(talk.database.url, Vault([new_key, secret_key]))
    both.unlock()
    with both.desk() as desk:
        before = desk.cases.get(case_id=1).words
    assert candour("keys", "rotate").status == 0
    with both.desk() as desk:
        assert desk.cases.get(case_id=1).words == before
        assert desk.timeline.broken_at(case_id=1) is None
    both.close()


def test_a_bot_that_still_has_the_old_key_is_told_apart(
    talk: Talk, new_key: str, secret_key: str, candour: Run
) -> None:
    started(talk, secret_key)
    ran = candour("keys", "rotate")
    assert ran.status == 1
    assert "still seals with an old key" in ran.err
    assert "can be taken out" not in ran.out


def test_a_bot_with_the_new_key_is_no_hindrance(
    talk: Talk, new_key: str, secret_key: str, candour: Run
) -> None:
    started(talk, new_key)
    assert candour("keys", "rotate").status == 0


def test_a_bot_that_was_stopped_long_ago_is_no_hindrance(
    talk: Talk, new_key: str, secret_key: str, candour: Run
) -> None:
    started(talk, secret_key, ago=timedelta(hours=1))
    assert candour("keys", "rotate").status == 0


def test_what_a_lost_key_sealed_is_counted_and_the_rest_is_done(
    talk: Talk, new_key: str, candour: Run
) -> None:
    lost = Vault([Fernet.generate_key().decode()]).seal("gone")
    with talk.database.engine.begin() as connection:
        connection.execute(text("UPDATE report_case SET words = :lost"), {"lost": lost})
    ran = candour("keys", "rotate")
    assert ran.status == 1
    assert ran.err == (
        "1 in report_case.words open with none of the keys. Add the key they were sealed with.\n"
    )
    alone = Vault([new_key])
    assert [value for value in sealed_values(talk.database) if not alone.is_newest(value)] == [lost]


def test_without_the_old_key_nothing_is_touched(
    talk: Talk, new_key: str, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_SECRET_KEY", new_key)
    before = sealed_values(talk.database)
    ran = candour("keys", "rotate")
    assert ran.status == 2
    assert ran.err.startswith("CANDOUR_SECRET_KEY does not open this database.")
    assert sealed_values(talk.database) == before
