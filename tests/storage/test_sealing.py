"""What is sealed cannot be read in the files; keys rotate; a wrong key opens nothing."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from flows.policy.model import Policy
from storage.database import Database, KeyDoesNotOpen
from storage.rotation import rotate
from storage.sealing import Sealed, SealedJSON, Vault, WeakSecret, make_key
from tests.talk import Talk

CANARIES = ("Zebedeequark", "xylophoneparlour", "plumtrifle", "7000000001", "gizmohandle", "ottertoken")


def _fill(database: Database, policy: Policy) -> Talk:
    """A house in which every sealed table has a row with something to hide."""
    talk = Talk(database, policy)
    talk.home()
    talk.person("carer", "staff", name="Zebedeequark Tester")
    talk.person("manager", "manager", name="Zebedeequark Boss")
    talk.carer.sends(
        "photo", caption="Mrs Zebedeequark nearly slipt in the xylophoneparlour", handle="gizmohandle"
    )
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    talk.manager.taps("Note")
    talk.manager.says("she had plumtrifle")
    talk.carer.says("more about plumtrifle in the xylophoneparlour")
    with talk.desk() as desk:
        desk.people.make_invite(
            token="ottertoken",
            provider_id=1,
            service_id=1,
            role="staff",
            uses=1,
            expires_at=talk.now,
            now=talk.now,
        )
        desk.meetings.set_up(
            service_id=1, chat_id=7000000001, thread=None, rule="FREQ=WEEKLY", at="14:00", now=talk.now
        )
        desk.meetings.add_item(service_id=1, section="suggested", now=talk.now, words="plumtrifle for all")
        desk.meetings.add_action(service_id=1, words="buy plumtrifle", now=talk.now)
        desk.updates.park(
            update_id=1, error_reference="E-1", error="x", content={"text": "plumtrifle"}, now=talk.now
        )
    return talk


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def filled(sqlite_url: str, secret_key: str, policy: Policy) -> Database:
    database = Database(sqlite_url, Vault([secret_key]))
    database.unlock()
    _fill(database, policy)
    return database


def test_no_file_of_the_database_holds_a_readable_name_word_or_id(filled: Database, path: Path) -> None:
    files = [file for file in path.parent.glob(path.name + "*") if file.stat().st_size]
    assert {file.name.removeprefix(path.name) for file in files} >= {"", "-wal"}
    held = b"".join(file.read_bytes() for file in files)
    assert b"RH-26-0001" in held
    for canary in CANARIES:
        assert canary.encode() not in held
        assert canary.casefold().encode() not in held.lower()
    filled.close()


def test_every_sealed_column_holds_only_sealed_values(filled: Database) -> None:
    looked_at = 0
    with filled.desk(keep=False) as desk:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Sealed | SealedJSON):
                    query = text(
                        f'select "{column.name}" from "{table.name}" where "{column.name}" is not null'
                    )
                    for value in desk.session.connection().execute(query).scalars():
                        assert filled.vault.looks_sealed(value), f"{table.name}.{column.name}"
                        looked_at += 1
    assert looked_at > 30
    filled.close()


def test_after_rotation_the_old_key_is_not_needed_and_everything_reads_as_before(
    filled: Database, sqlite_url: str, secret_key: str, tmp_path: Path
) -> None:
    filled.close()
    new = make_key()
    both = Database(sqlite_url, Vault([new, secret_key]))
    both.unlock()
    with both.desk(keep=False) as desk:
        assert "xylophoneparlour" in desk.cases.get(case_id=1).words  # type: ignore[union-attr]
    rotate(both, tmp_path)
    both.close()
    alone = Database(sqlite_url, Vault([new]))
    alone.unlock()
    with alone.desk(keep=False) as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert "xylophoneparlour" in case.words
        assert desk.people.find(account_id=7000000001) is not None
        assert desk.timeline.broken_at(case_id=1) is None
    alone.close()
    old = Database(sqlite_url, Vault([secret_key]))
    with pytest.raises(KeyDoesNotOpen):
        old.unlock()
    old.close()


def test_a_wrong_key_is_named_and_opens_nothing(filled: Database, sqlite_url: str) -> None:
    filled.close()
    wrong = Database(sqlite_url, Vault([make_key()]))
    with pytest.raises(KeyDoesNotOpen):
        wrong.migrate()
    wrong.close()


@pytest.mark.parametrize(
    "secret", ["", "change-me", "a" * 40, "short", "abababababababababababababababababab"]
)
def test_a_weak_key_is_refused(secret: str) -> None:
    with pytest.raises(WeakSecret):
        Vault([secret])


def test_no_key_is_refused() -> None:
    with pytest.raises(WeakSecret):
        Vault([])


@pytest.mark.parametrize("plain", ["", "a", "🙂", "\ud800", "x" * 5000, "سقطت", '{"a": 1}'])
def test_what_was_sealed_opens_as_it_was(plain: str) -> None:
    vault = Vault([make_key()])
    assert vault.open(vault.seal(plain)) == plain


def test_two_seals_of_the_same_word_differ_and_tell_no_time() -> None:
    vault = Vault([make_key()])
    one, other = vault.seal("Anna"), vault.seal("Anna")
    assert one != other
    assert one[:11] == other[:11]
    assert vault.seal("Anna")[:11] == Vault([make_key()]).seal("Anna")[:11]


def test_one_person_is_found_by_account_and_different_ones_are_not(filled: Database) -> None:
    with filled.desk(keep=False) as desk:
        found = desk.people.find(account_id=7000000001)
        assert found is not None
        assert found.name == "Zebedeequark Tester"
        assert desk.people.find(account_id=7000000009) is None
    filled.close()
