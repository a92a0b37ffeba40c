import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, insert, select, text

from flows.policy.model import Policy
from storage.data_requests import DataRequest
from storage.database import Database
from storage.desk import Desk
from storage.home_clocks import HomeClock
from storage.inspection import sealed_columns
from storage.instants import Instant
from tests.bot.commands.conftest import Ran, Run
from tests.talk import Talk

WELL = "All well: 1 services, 1 cases, every timeline whole and sealed."


def tamper(database: Database, statement: str, **values: object) -> None:
    """Changes rows behind the program's back."""
    with database.engine.begin() as connection:
        assert connection.execute(text(statement), values).rowcount > 0


def faults(ran: Ran) -> list[str]:
    assert ran.status == 1
    return [line.removeprefix("Fault: ") for line in ran.out.splitlines() if line.startswith("Fault: ")]


def test_a_home_at_work_is_well(talk: Talk, candour: Run) -> None:
    ran = candour("check")
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == WELL
    assert "Fault" not in ran.out


def test_notes_count_where_the_operator_wants_them_to(talk: Talk, candour: Run) -> None:
    assert "Note: No backup has been made yet." in candour("check").out
    assert candour("check", "--strict").status == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE timeline_entry SET act = 'close' WHERE position = 1",
        "UPDATE timeline_entry SET actor_role = 'owner' WHERE position = 1",
        "UPDATE timeline_entry SET hash = previous_hash WHERE position = 1",
        "UPDATE timeline_entry SET position = 7 WHERE position = 1",
        "UPDATE timeline_entry SET at = '2020-01-01 00:00:00' WHERE position = 1",
        "DELETE FROM timeline_entry",
    ],
)
def test_a_timeline_that_was_changed_by_hand_is_found(talk: Talk, candour: Run, statement: str) -> None:
    tamper(talk.database, statement)
    (fault,) = faults(candour("check"))
    assert fault.startswith("The timeline of RH-")
    assert "entry 1 does not follow" in fault


def add_entries(talk: Talk, count: int) -> None:
    with talk.desk() as desk:
        for _ in range(count):
            desk.timeline.append(
                case_id=1, at=talk.now, act="note", actor_id=None, actor_role="manager", detail={"n": 1}
            )


def test_an_entry_taken_out_of_the_middle_is_found(talk: Talk, candour: Run) -> None:
    add_entries(talk, 3)
    assert candour("check").status == 0
    tamper(talk.database, "DELETE FROM timeline_entry WHERE position = 3")
    (fault,) = faults(candour("check"))
    assert "entry 3 does not follow" in fault


def test_words_put_in_from_another_entry_are_found(talk: Talk, candour: Run) -> None:
    add_entries(talk, 1)
    tamper(
        talk.database,
        "UPDATE timeline_entry SET detail = (SELECT detail FROM timeline_entry WHERE position = 1)",
    )
    (fault,) = faults(candour("check"))
    assert "entry 2 does not follow" in fault


@pytest.fixture
def everywhere(talk: Talk) -> Talk:
    """The home, with a row in every table that has a sealed column."""
    now = talk.now
    with talk.desk() as desk:
        desk.people.make_invite(
            token="made-up",
            provider_id=1,
            service_id=1,
            role="staff",
            uses=1,
            expires_at=now,
            now=now,
        )
        desk.conversations.begin(person_id=1, flow="concern", now=now, wake_at=now)
        desk.attachments.add(form="photo", handle="made-up", name="a.jpg", size=1, now=now, case_id=1)
        desk.meetings.set_up(service_id=1, chat_id=-5, thread=None, rule="FREQ=WEEKLY", at="14:00", now=now)
        desk.meetings.add_item(service_id=1, section="items", words="made up", now=now)
        desk.meetings.add_action(service_id=1, words="made up", now=now)
        desk.updates.park(update_id=9, error_reference="E-1", error="", content={}, now=now)
        desk.queue.add(account_id=1, updates=[(8, {})], now=now, gap=timedelta(0))
        desk.data_requests.add(
            DataRequest(
                provider_id=1, person_id=1, kind="copy", words="x", answer="y", asked_at=now, due_at=now
            )
        )
        desk.home_clocks.save(HomeClock(service_id=1, name="made-up", started_at=now, due_at=now))
        case = desk.cases.get(case_id=1)
        assert case is not None
        review = desk.retention.open_review(case=case, due_at=now)
        desk.retention.decide(review, decision="kept", reason="made up", by=1, role="owner", now=now)
        fill_empty_tables(desk, now)
    return talk


def made_up_value(kind: object, now: datetime) -> object:
    for form, value in ((Instant, now), (JSON, {}), (Date, now.date()), (Boolean, False), (Integer, 1)):
        if isinstance(kind, form):
            return value
    return "made up"


def fill_empty_tables(desk: Desk, now: datetime) -> None:
    """So that a table that is new is looked at as well."""
    for there, names in sealed_columns():
        if desk.session.execute(select(there)).first() is None:
            needed = [c for c in there.columns if not (c.nullable or c.primary_key or c.name in names)]
            row = {c.name: made_up_value(c.type, now) for c in needed}
            # A server gives its own numbers: the first row of a table need not be number 1.
            for column in needed:
                for key in column.foreign_keys:
                    row[column.name] = desk.session.execute(select(key.column)).scalars().first()
            desk.session.execute(insert(there).values(row | dict.fromkeys(names, "made up")))


@pytest.mark.parametrize(
    ("table", "column"), [(there.name, name) for there, names in sealed_columns() for name in names]
)
def test_a_plain_value_in_a_sealed_column_is_found(
    everywhere: Talk, candour: Run, table: str, column: str
) -> None:
    with everywhere.database.engine.begin() as connection:
        changed = connection.execute(text(f"UPDATE {table} SET {column} = 'Doris Aldous'")).rowcount
    assert changed > 0
    ran = candour("check")
    assert ran.status == 1
    if table == "installation":
        # Without its lookup key nothing else can be looked at.
        assert "CANDOUR_SECRET_KEY does not open this database." in ran.out
    else:
        assert f"{changed} values stand unsealed in {table}.{column}" in ran.out
    assert "Doris" not in ran.out + ran.err


def test_a_value_sealed_with_a_key_that_is_gone_is_told_from_a_plain_one(talk: Talk, candour: Run) -> None:
    from storage.sealing import Vault, make_key

    tamper(talk.database, "UPDATE report_case SET words = :w", w=Vault([make_key()]).seal("gone"))
    (fault,) = faults(candour("check"))
    assert fault.startswith("1 values in report_case.words")
    assert "a key is missing" in fault


def test_what_only_looks_like_sealed_is_plain(talk: Talk, candour: Run) -> None:
    tamper(talk.database, "UPDATE report_case SET words = 'gAAAAABTheResidentFell'")
    assert "stand unsealed in report_case.words" in candour("check").out


def test_undelivered_parked_and_waiting_messages_are_counted(talk: Talk, candour: Run) -> None:
    now = datetime.now(UTC)
    with talk.desk() as desk:
        for minutes, key in ((20, "late"), (1, "fresh")):
            at = now - timedelta(minutes=minutes)
            desk.notices.write(chat_id=5, content={}, priority=2, now=at, key=key)
        failed = desk.notices.write(chat_id=5, content={}, priority=2, now=now, key="failed")
        assert failed is not None
        desk.notices.mark_failed(notice_id=failed.id or 0, at=now, failure="Forbidden")
        desk.updates.park(update_id=9, error_reference="E-ABC123", error="x", content={}, now=now)
    assert faults(candour("check")) == [
        "1 messages of the last 7 days were not delivered.",
        "1 messages wait for more than 15 minutes.",
        "1 updates are parked (E-ABC123). `candour parked` shows them.",
    ]


def test_a_message_undelivered_long_ago_is_no_fault_any_more(
    talk: Talk, candour: Run, policy: Policy
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=policy.check.undelivered_days + 1)
    with talk.desk() as desk:
        failed = desk.notices.write(chat_id=5, content={}, priority=2, now=long_ago)
        assert failed is not None
        desk.notices.mark_failed(notice_id=failed.id or 0, at=long_ago, failure="Forbidden")
    assert candour("check").status == 0


def test_an_open_case_that_nobody_hears_of_is_a_fault(talk: Talk, candour: Run) -> None:
    talk.leaves(talk.manager)
    ran = candour("check")
    assert ran.status == 0
    assert "Note: Rose House has no manager yet." in ran.out
    talk.leaves(talk.owner)
    assert faults(candour("check")) == ["Rose House has open cases and nobody who can be told of them."]


def test_a_clock_that_went_back_is_found(talk: Talk, candour: Run) -> None:
    with talk.desk() as desk:
        desk.services.installation().alive_at = datetime.now(UTC) + timedelta(hours=2)
    (fault,) = faults(candour("check"))
    assert fault.startswith("The clock of this machine is behind")


def test_a_backup_that_is_late_or_failed_or_does_not_restore_is_a_fault(talk: Talk, candour: Run) -> None:
    now = datetime.now(UTC)
    with talk.desk() as desk:
        desk.services.write_journal(at=now - timedelta(hours=40), event="backup")
        desk.services.write_journal(at=now, event="backup_failed", fault="OSError")
        desk.services.write_journal(at=now, event="backup_tested", faults=1)
    late, failed, tested = faults(candour("check"))
    assert late.startswith("The last backup is from")
    assert failed.endswith("failed.")
    assert tested.startswith("Restoring a backup was tried")


def test_a_missing_or_placeholder_key_is_one_line(
    here: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, line in (
        ("", "CANDOUR_SECRET_KEY is missing. `candour setup` makes one."),
        ("change-me", "CANDOUR_SECRET_KEY is too short or a placeholder. `candour setup` makes a good one."),
    ):
        monkeypatch.setenv("CANDOUR_SECRET_KEY", key)
        assert faults(candour("check")) == [line]


def test_another_key_is_told_as_such(here: Path, candour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.sealing import make_key

    monkeypatch.setenv("CANDOUR_SECRET_KEY", make_key())
    (fault,) = faults(candour("check"))
    assert fault.startswith("CANDOUR_SECRET_KEY does not open this database.")


def test_a_broken_policy_file_is_one_line(
    here: Path, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "own.toml").write_text("[quiet]\nstarts = 21\n")
    monkeypatch.setenv("CANDOUR_POLICY", "own.toml")
    assert faults(candour("check")) == ['own.toml: quiet.starts: must be a time such as "09:00"']


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:9/none", "nonsense", "sqlite:////nowhere/at/all.db", "oracle://x/y"],
)
def test_a_database_that_cannot_be_reached_is_one_line(
    here: Path, candour: Run, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    (fault,) = faults(candour("check"))
    assert "database" in fault


def test_a_file_that_is_no_database_is_one_line(
    here: Path, place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "candour.db").write_bytes(b"this is a shopping list, not a database" * 100)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///candour.db")
    (fault,) = faults(candour("check"))
    assert "database" in fault


def test_a_data_folder_that_cannot_be_written_is_found(here: Path, place: Path, candour: Run) -> None:
    here.write_text("a file where a folder should be")
    (fault,) = faults(candour("check"))
    assert fault.startswith("CANDOUR_DATA_DIR cannot be written to")


@pytest.mark.usefixtures("talk")
def test_a_disk_that_is_nearly_full_is_told(candour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=20 * 1024**2))
    (fault,) = faults(candour("check"))
    assert fault.startswith("The disk is nearly full: 2")


def test_a_database_of_an_older_form_is_told_and_not_changed(
    here: Path, database: Database, candour: Run
) -> None:
    tamper(database, "UPDATE alembic_version SET version_num = '0000'")
    (fault,) = faults(candour("check"))
    assert fault.startswith("The database is not in the newest form")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0000"


def test_checking_does_not_hold_up_a_turn(talk: Talk, candour: Run) -> None:
    with talk.database.engine.begin() as connection:
        connection.execute(text("UPDATE service SET name = name"))
        assert candour("check").status == 0


@pytest.mark.usefixtures("talk")
def test_the_installed_command_exits_as_it_does_in_process(place: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == WELL
    assert ran.stderr == ""
