"""No turn and no sweep reads a whole table that grows with the cases: every query they make is explained."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from tests.talk import Talk

GROWS = (
    "report_case",
    "clock",
    "timeline_entry",
    "notice",
    "attachment",
    "person",
    "membership",
    "conversation",
    "seen_update",
    "agenda_item",
    "action",
)
"""Tables that grow with the cases, the people, or the messages."""

READS_ALL = re.compile(rf"^SCAN ({'|'.join(GROWS)})\b(?! USING)")

STORY = "Mrs Pell nearly slipped on the wet floor by bathroom 2 this morning, I caught her"
COMPLAINT = "I want to make a formal complaint. The food is always cold and mum is losing weight"


@pytest.fixture
def database(sqlite_url: str, secret_key: str) -> Iterator[Database]:
    """SQLite, whatever the session runs on: it explains its plans without needing a table's size."""
    database = Database(sqlite_url, Vault([secret_key]))
    database.unlock()
    yield database
    database.close()


@contextmanager
def noting_queries(database: Database) -> Iterator[dict[str, Any]]:
    """Every statement that is run meanwhile, with the parameters of its first time."""
    noted: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            noted.setdefault(statement, given[0] if many else given)

    event.listen(database.engine, "before_cursor_execute", note)
    yield noted
    event.remove(database.engine, "before_cursor_execute", note)


def whole_tables_read(connection: Connection, statement: str, given: Any) -> list[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    return [row[-1] for row in plan if READS_ALL.match(row[-1])]


def test_no_turn_and_no_sweep_reads_a_whole_table(database: Database, policy: Policy) -> None:
    talk = Talk(database, policy)
    talk.home("Rose House", "RH")
    for key, role in (
        ("carer", "staff"),
        ("daughter", "family"),
        ("manager", "manager"),
        ("head", "quality"),
    ):
        talk.person(key, role)
    with noting_queries(database) as noted:
        talk.carer.says(STORY)
        talk.carer.taps("Yes, send it")
        talk.carer.says("and her slipper was torn")
        talk.carer.taps("Add it")
        talk.carer.says("/status")
        talk.daughter.says(COMPLAINT)
        talk.daughter.reaches_card()
        talk.daughter.taps("send it")
        for command in ("today", "cases", "overdue", "agenda", "trends", "actions", "meetings", "retention"):
            talk.manager.says(f"/{command}")
            talk.head.says(f"/{command}")
        talk.manager.says("/case RH-26-0001")
        for action in ("take", "acknowledge", "review"):
            talk.manager.taps_data(f"d:{action}:1")
        talk.manager.says("The mop had been left out.")
        talk.carer.says("/mydata")
        talk.moves(days=3)
    assert len(noted) > 60
    with database.engine.connect() as connection:
        found = {
            statement: scans
            for statement, given in noted.items()
            if (scans := whole_tables_read(connection, statement, given))
        }
    assert not found, "\n\n".join(f"{scans}: {statement}" for statement, scans in found.items())


def test_a_query_that_reads_a_whole_table_is_found(database: Database) -> None:
    with database.engine.connect() as connection:
        assert whole_tables_read(connection, "SELECT * FROM report_case WHERE harm = ?", ("low",))
        assert not whole_tables_read(connection, "SELECT * FROM report_case WHERE reference = ?", ("R",))
