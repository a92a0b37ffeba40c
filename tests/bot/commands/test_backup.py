import random
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.backups import Backups
from bot.checkup import BACKUP_TESTED
from bot.worker import Worker
from flows.policy.loading import load_policy
from flows.policy.model import Policy
from storage.backup import write_backup
from storage.backup_archive import CHUNK, NoBackup
from storage.backup_restore import restore_backup
from storage.backup_rotation import name_of, throw_out_old, time_of
from storage.backup_rows import digest_of, sheets_of
from storage.database import Database
from storage.sealing import KeyDoesNotOpen, Vault, make_key
from storage.snapshot import snapshot
from storage.tables import Attachment, Notice
from tests.bot.commands.conftest import Run
from tests.conftest import MakeUrl
from tests.postgres_server import PostgresServer
from tests.talk import MovedClock, Talk

CANARY = b"Aldous"
PICTURE = random.Random(5).randbytes(3 * CHUNK + 17)


def everything(database: Database, *, but: str = "") -> dict[str, tuple[str, int]]:
    with snapshot(database) as connection:
        sheets = [sheet for sheet in sheets_of(connection) if sheet.name != but]
        return {sheet.name: digest_of(connection, sheet, but_drafts=True) for sheet in sheets}


@pytest.fixture
def picture(talk: Talk, here: Path) -> Path:
    """A sealed file larger than a chunk, as the bot keeps a photo."""
    path = here / "files" / "0123.sealed"
    path.parent.mkdir(parents=True)
    path.write_bytes(talk.database.vault.seal_bytes(PICTURE))
    return path


def test_what_is_restored_is_what_was_there(
    talk: Talk, picture: Path, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(talk.database)
    saved = candour("backup", "all.backup")
    assert (saved.status, saved.err) == (0, "")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    monkeypatch.setenv("CANDOUR_DATA_DIR", "new")
    restored = candour("restore", "all.backup")
    assert (restored.status, restored.err) == (0, "")
    there = Database("sqlite:///new.db", talk.database.vault)
    assert everything(there) == before
    assert (place / "new" / "files" / picture.name).read_bytes() == picture.read_bytes()
    assert talk.database.vault.open_bytes((place / "new/files" / picture.name).read_bytes()) == PICTURE
    there.unlock()
    with there.desk() as desk:
        assert "Aldous" in desk.cases.get(case_id=1).words
        # The counters go on where they were.
        assert desk.services.next_number(service_id=1, year=2099) == 1
        desk.services.add_service(provider_id=1, name="Elm Court", code="EC")
    there.close()
    assert candour("check").status == 0


def test_a_backup_is_sealed_and_only_its_owner_may_read_it(
    talk: Talk, picture: Path, place: Path, candour: Run
) -> None:
    assert candour("backup", "all.backup").status == 0
    path = place / "all.backup"
    content = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for secret in (CANARY, b"report_case", b"Rose House", b"near_miss", PICTURE[:64]):
        assert secret not in content
    assert not list(place.glob(".*.part"))


def test_what_somebody_is_just_writing_is_in_no_backup(talk: Talk, place: Path) -> None:
    """It may be sent without a name a minute later, and lies beside their number until then."""
    talk.person("night", "staff")
    talk.night.sends_photo("Mr Quill was left in a wet bed")
    with talk.desk() as desk:
        (draft,) = desk.attachments.to_fetch(now=talk.now)
        draft.path, draft.fetch_at = "draft.sealed", None
        desk.attachments.save(draft)
    files = place / "files"
    files.mkdir()
    (files / "draft.sealed").write_bytes(talk.database.vault.seal_bytes(b"a photo"))
    write_backup(place / "b", database=talk.database, data_dir=place, now=talk.now)
    restore_backup(place / "b", url="sqlite:///new.db", vault=talk.database.vault, data_dir=place / "new")
    there = Database("sqlite:///new.db", talk.database.vault)
    with there.desk(keep=False) as desk:
        night = talk.night.person.id or 0
        assert desk.conversations.of(person_id=night) is None
        assert desk.session.exec(select(Attachment)).all() == []
        answers = [n.content for n in desk.session.exec(select(Notice).where(Notice.person_id == night))]
        assert "Quill" not in str(answers)
    assert not list((place / "new").rglob("draft.sealed"))
    there.close()


@pytest.mark.parametrize("there", ["postgres", "sqlite"])
@pytest.mark.parametrize("here_", ["postgres", "sqlite"])
def test_a_backup_moves_between_databases(
    here_: str,
    there: str,
    secret_key: str,
    policy: Policy,
    place: Path,
    postgres: PostgresServer,
    make_postgres_url: MakeUrl,
    make_sqlite_url: MakeUrl,
) -> None:
    vault = Vault([secret_key])
    source = Database(make_postgres_url() if here_ == "postgres" else make_sqlite_url(), vault)
    source.unlock()
    talk = Talk(source, policy)
    talk.person("manager", "manager")
    talk.person("carer", "staff")
    talk.carer.says("Mrs Aldous nearly slipped on the wet floor by bathroom 2, I caught her")
    talk.carer.taps("Yes")
    with source.desk() as desk:
        desk.updates.park(update_id=9, error_reference="E-1", error="", content={}, now=talk.now)
        desk.flush()
        for parked in desk.updates.parked():
            gone = parked.id
            desk.session.delete(parked)
    write_backup(place / "b", database=source, data_dir=place / "none", now=talk.now)
    name = f"moved_{here_}"
    postgres.drop_database(name)
    url = postgres.create_database(name) if there == "postgres" else f"sqlite:///{place / 'moved.db'}"
    restore_backup(place / "b", url=url, vault=vault, data_dir=place / "moved")
    moved = Database(url, vault)
    moved.unlock()
    assert everything(moved) == everything(source)
    with moved.desk() as desk:
        # What comes new gets numbers of its own, and follows on what was there.
        desk.services.add_service(provider_id=1, name="Elm Court", code="EC")
        desk.people.add(account_id=5, name="Made Up", language="en", now=talk.now)
        desk.timeline.append(case_id=1, at=talk.now, act="note", actor_id=None, actor_role="manager")
        desk.updates.park(update_id=10, error_reference="E-2", error="", content={}, now=talk.now)
        desk.flush()
        assert [parked.id for parked in desk.updates.parked()] == [gone + 1]
    with moved.desk() as desk:
        assert desk.timeline.broken_at(case_id=1) is None
        assert len(desk.services.all()) == 2
    moved.close()
    source.close()


def test_rows_written_while_a_backup_runs_are_in_it_whole_or_not_at_all(talk: Talk, place: Path) -> None:
    with snapshot(talk.database) as connection:
        sheets = {sheet.name: sheet for sheet in sheets_of(connection)}
        before = digest_of(connection, sheets["service"])
        talk.home("Elm Court", "EC")
        assert digest_of(connection, sheets["service"]) == before
    with snapshot(talk.database) as connection:
        assert digest_of(connection, sheets["service"]) != before


def test_restoring_into_a_place_that_is_taken_is_refused(
    talk: Talk, here: Path, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(talk.database, but="journal")
    candour("backup", "all.backup")
    ran = candour("restore", "all.backup")
    assert ran.status == 2
    assert ran.err.startswith("Nothing was restored: ")
    assert everything(talk.database, but="journal") == before
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    (here / "files").mkdir(parents=True)
    (here / "files" / "a.sealed").write_bytes(b"somebody's photo")
    ran = candour("restore", "all.backup")
    assert (ran.status, ran.out) == (2, "")
    assert "CANDOUR_DATA_DIR holds files already" in ran.err
    assert not (place / "new.db").exists()


@pytest.mark.parametrize(
    "damage", ["cut", "changed", "longer", "swapped", "other", "empty", "missing", "folder"]
)
def test_a_file_that_is_no_whole_backup_restores_nothing(
    talk: Talk, picture: Path, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    candour("backup", "all.backup")
    path = place / "all.backup"
    whole = path.read_bytes()
    frame = len(whole) - CHUNK
    changed = {
        "cut": whole[:-CHUNK],
        "changed": whole[:frame] + bytes([whole[frame] ^ 1]) + whole[frame + 1 :],
        "longer": whole + b"more",
        "swapped": whole[: frame - 64] + whole[frame:] + whole[frame - 64 : frame],
        "other": b"PK\x03\x04 a zip of holiday pictures",
        "empty": b"",
    }
    path.unlink()
    if damage in changed:
        path.write_bytes(changed[damage])
    elif damage == "folder":
        path.mkdir()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/candour.db")
    monkeypatch.setenv("CANDOUR_DATA_DIR", "new")
    (place / "new").mkdir()
    ran = candour("restore", "all.backup")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "all.backup" in ran.err
    assert list((place / "new").iterdir()) == []


def test_cutting_at_the_end_of_a_chunk_is_noticed(talk: Talk, picture: Path, place: Path) -> None:
    path = place / "b"
    vault = talk.database.vault
    write_backup(path, database=talk.database, data_dir=picture.parent.parent, now=talk.now)
    whole = path.read_bytes()
    head = len(b"candour backup 1\n") + 4 + int.from_bytes(whole[17:21], "big")
    assert whole[head] == 0, "the backup is to have more than one chunk"
    path.write_bytes(whole[: head + 5 + CHUNK + 16])
    with pytest.raises(NoBackup):
        restore_backup(path, url=f"sqlite:///{place / 'n.db'}", vault=vault, data_dir=place / "n")


def test_another_key_does_not_restore(
    talk: Talk, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    candour("backup", "all.backup")
    monkeypatch.setenv("CANDOUR_SECRET_KEY", make_key())
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    ran = candour("restore", "all.backup")
    assert ran.status == 2
    assert "CANDOUR_SECRET_KEY does not open" in ran.err
    assert not (place / "new.db").exists()


def test_a_backup_of_a_newer_version_is_refused(
    talk: Talk, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with talk.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert candour("backup", "all.backup").status == 0
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    monkeypatch.setenv("CANDOUR_DATA_DIR", "new")
    ran = candour("restore", "all.backup")
    assert ran.status == 2
    assert "newer version" in ran.err


def test_a_backup_replaces_a_backup_and_nothing_else(talk: Talk, place: Path, candour: Run) -> None:
    assert candour("backup", "all.backup").status == 0
    assert candour("backup", "all.backup").status == 0
    (place / "letter.txt").write_text("Dear family")
    ran = candour("backup", "letter.txt")
    assert ran.status == 2
    assert (place / "letter.txt").read_text() == "Dear family"


@pytest.mark.parametrize("args", [(), ("a", "--rotate", "b"), ("nowhere/at/all.backup",), ("/dev/full/x",)])
def test_a_place_that_cannot_be_written_is_one_line(talk: Talk, candour: Run, args: tuple[str, ...]) -> None:
    ran = candour("backup", *args)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_a_backup_that_fails_leaves_the_one_before(
    talk: Talk, place: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place / "b"
    write_backup(path, database=talk.database, data_dir=place / "none", now=talk.now)
    before = path.read_bytes()

    def full_disk(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.backup._write_files", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_backup(path, database=talk.database, data_dir=place, now=talk.now)
    assert path.read_bytes() == before
    assert not list(place.glob(".*.part"))


def test_rotation_keeps_the_newest_of_days_weeks_and_months(place: Path) -> None:
    folder = place / "backups"
    folder.mkdir()
    first = datetime(2026, 1, 1, 3, tzinfo=UTC)
    for day in range(300):
        (folder / name_of(first + timedelta(days=day))).write_bytes(b"")
        (folder / name_of(first + timedelta(days=day, hours=9))).write_bytes(b"")
    (folder / "holiday.backup").write_bytes(b"")
    (folder / f".{name_of(first)}.part").write_bytes(b"left by a killed process")
    throw_out_old(folder, daily=7, weekly=5, monthly=12)
    kept = sorted(at for path in folder.iterdir() if (at := time_of(path)))
    newest = first + timedelta(days=299, hours=9)
    assert kept[-7:] == [newest - timedelta(days=n) for n in range(6, -1, -1)]
    assert all(at.hour == 12 for at in kept)
    assert {(at.year, at.month) for at in kept} == {(2026, month) for month in range(1, 11)}
    assert len({at.isocalendar()[1] for at in kept[-11:]}) >= 5
    assert len(kept) == len(set(kept)) <= 7 + 5 + 12
    assert (folder / "holiday.backup").exists()
    assert not list(folder.glob(".*.part"))


def test_after_a_year_away_nothing_is_thrown_out_for_its_age(place: Path) -> None:
    for day in (1, 2, 3):
        (place / name_of(datetime(2020, 1, day, tzinfo=UTC))).write_bytes(b"")
    (place / name_of(datetime(2026, 1, 1, tzinfo=UTC))).write_bytes(b"")
    assert throw_out_old(place, daily=7, weekly=5, monthly=12) == 0


def test_rotate_writes_under_a_name_of_its_own(talk: Talk, place: Path, candour: Run) -> None:
    ran = candour("backup", "--rotate", "kept")
    assert ran.status == 0
    (path,) = (place / "kept").iterdir()
    assert time_of(path) is not None
    assert str(path.name) in ran.out
    assert "No backup has been made" not in candour("check").out


class Daily:
    """The running bot's backups, with a clock to move."""

    def __init__(self, talk: Talk, data: Path, policy: Policy) -> None:
        self.clock = MovedClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
        self.folder = data / "backups"
        self._worker = Worker(talk.database)
        self._backups = Backups(
            database=talk.database, worker=self._worker, clock=self.clock, policy=policy, data_dir=data
        )

    async def tend(self, at: datetime) -> int:
        self.clock.at = at
        await self._backups.tend()
        return len(list(self.folder.glob("*.backup")))


def told(database: Database, event: str) -> list[dict[str, object]]:
    with database.desk() as desk:
        return [entry.detail for entry in desk.services.journal(event=event)]


async def test_the_running_bot_backs_up_once_a_day_and_tests_the_first(
    talk: Talk, picture: Path, here: Path, policy: Policy
) -> None:
    daily = Daily(talk, here, policy)
    (here / ".testing-left-by-a-killed-process").mkdir()
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert await daily.tend(monday.replace(hour=2, minute=50)) == 0
    assert await daily.tend(monday.replace(hour=3)) == 1
    assert await daily.tend(monday.replace(hour=3, minute=10)) == 1
    assert await daily.tend(monday.replace(hour=23)) == 1
    assert told(talk.database, BACKUP_TESTED) == [{"faults": 0}]
    assert await daily.tend(monday.replace(day=24, hour=11)) == 2
    assert len(told(talk.database, BACKUP_TESTED)) == 1
    await daily.tend(monday + timedelta(days=policy.backups.test_every_days, hours=4))
    assert told(talk.database, BACKUP_TESTED) == [{"faults": 0}, {"faults": 0}]
    assert [path.name for path in here.iterdir() if path.name.startswith(".")] == []


async def test_a_provider_that_backs_up_elsewhere_can_turn_it_off(
    talk: Talk, here: Path, place: Path
) -> None:
    (place / "own.toml").write_text("[backups]\ndaily = false\n")
    daily = Daily(talk, here, load_policy(place / "own.toml"))
    assert await daily.tend(datetime(2026, 11, 23, 12, tzinfo=UTC)) == 0


async def test_a_backup_that_failed_is_journaled_and_tried_again_later(
    talk: Talk, here: Path, policy: Policy
) -> None:
    here.mkdir()
    (here / "backups").write_text("a file where the folder should be")
    daily = Daily(talk, here, policy)
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    await daily.tend(noon)
    assert told(talk.database, "backup_failed") == [{"fault": "FileExistsError"}]
    (here / "backups").unlink()
    assert await daily.tend(noon + timedelta(minutes=10)) == 0
    assert await daily.tend(noon + timedelta(hours=2)) == 1


async def test_a_timeline_changed_before_the_backup_is_found_by_the_test_of_it(
    talk: Talk, here: Path, policy: Policy
) -> None:
    with talk.database.engine.begin() as connection:
        connection.execute(text("UPDATE timeline_entry SET act = 'close'"))
    await Daily(talk, here, policy).tend(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert told(talk.database, BACKUP_TESTED) == [{"faults": 1}]


def test_with_the_old_key_added_an_old_backup_restores(talk: Talk, place: Path, secret_key: str) -> None:
    path = place / "b"
    write_backup(path, database=talk.database, data_dir=place / "none", now=talk.now)
    new = make_key()
    with pytest.raises(KeyDoesNotOpen):
        restore_backup(path, url="sqlite:///n.db", vault=Vault([new]), data_dir=place / "n")
    restore_backup(path, url="sqlite:///n.db", vault=Vault([new, secret_key]), data_dir=place / "n")
    there = Database("sqlite:///n.db", talk.database.vault)
    assert everything(there) == everything(talk.database)
    there.close()
