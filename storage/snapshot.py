"""One unchanging view of the whole database, while the bot goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.database import BUSY_SECONDS, Database, DatabaseUnreachable
from storage.sealing import Vault

READ_AHEAD = 1000
"""Rows held in memory at a time."""


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A connection that only reads, and sees the database as it is now until it is closed.

    It takes no lock that a turn would wait for. On SQLite the write-ahead log grows meanwhile.
    Raises `DatabaseUnreachable`.
    """
    engine: Engine = database.engine
    if not database.is_sqlite:
        engine = database.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    elif database.engine.url.database not in (None, "", ":memory:"):
        engine = create_engine(
            database.url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _only_read)
        event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            yield connection.execution_options(stream_results=True, yield_per=READ_AHEAD)
    except SQLAlchemyError as fault:
        raise DatabaseUnreachable(type(fault).__name__) from None


def _only_read(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA temp_store=MEMORY")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def is_there(url: str) -> bool:
    """Whether a SQLite file is there to be opened. True for a server: only asking it can tell."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return True
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return True
    return Path(str(parsed.database)).is_file()


def unlock(connection: Connection, vault: Vault) -> bool:
    """Reads the lookup key without taking a lock. False where there is none; raises `KeyDoesNotOpen`."""
    sealed = connection.execute(text("SELECT lookup_key FROM installation")).scalar()
    if sealed is not None:
        vault.use_lookup_key(vault.open(str(sealed)))
    return sealed is not None
