"""Opens the database, brings it up to date, and hands out desks."""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InvalidatePoolError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlmodel import Session, select

from storage.desk import Desk
from storage.revisions import known_revisions, upgrade
from storage.sealing import KeyDoesNotOpen, Vault
from storage.tables import Installation

BUSY_SECONDS = 4
"""How long a process waits for another one's transaction. The process ends within 10 s of being asked to."""

CONNECT_SECONDS = 5
SILENCE_MILLISECONDS = 15_000
"""How long a PostgreSQL server that has fallen silent is waited for."""

POSTGRES = "postgresql+psycopg2"
"""The driver, whatever the address says. With it a turn costs a sixth less than with psycopg 3, which does in
Python what this one does in C (docs/benchmarks.md)."""

USED_AT = "candour_used_at"
REST_SECONDS = 1.0
"""After so long without use a connection to PostgreSQL is tried before work is begun on it."""

SQLITE_OUTAGES = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    )
)
TRANSACTION_ROLLED_BACK = "40"
POSTGRES_OUTAGES = ("08", "25006", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connection, read-only, rolled back, out of resources, not ready, intervention by
an operator, system error."""

MIGRATING = 4_207_001
"""PostgreSQL's advisory lock under which one process migrates while the others wait."""


class DatabaseUnreachable(RuntimeError):
    """The database cannot be opened."""


def is_outage(fault: BaseException) -> bool:
    """Whether a fault means that the database is away, locked or full: the same work may succeed later."""
    if isinstance(fault, DatabaseUnreachable | PoolTimeout):
        return True
    if not isinstance(fault, DBAPIError):
        return False
    if fault.connection_invalidated:
        return True
    error = fault.orig
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of error; a mistake in a query is an OperationalError as well.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE_OUTAGES
    state = getattr(error, "pgcode", None)
    if state is None:
        return isinstance(fault, OperationalError | InterfaceError)
    return str(state).startswith(POSTGRES_OUTAGES)


def is_collision(fault: BaseException) -> bool:
    """Whether another transaction was faster with the same rows: the same work may succeed at once."""
    if isinstance(fault, IntegrityError | StaleDataError):
        return True
    state = getattr(getattr(fault, "orig", None), "pgcode", None)
    return state is not None and str(state).startswith(TRANSACTION_ROLLED_BACK)


class Database:
    """An engine with its vault. One a process."""

    def __init__(self, url: str, vault: Vault, *, connections: int = 8) -> None:
        self.url = _with_driver(url)
        self.vault = vault
        self.engine = _make_engine(self.url, connections)
        self.engine.dialect.candour_vault = vault  # type: ignore[attr-defined]
        self._joined = threading.local()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def migrate(self) -> None:
        """Brings the tables to the newest form and reads (the first time: makes) the lookup key.

        Raises `DatabaseUnreachable`, or `KeyDoesNotOpen` where the database was sealed with other keys.
        """
        try:
            with self.engine.connect() as connection:
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": MIGRATING})
                    connection.commit()
                upgrade(connection, known_revisions()[-1])
                connection.commit()
                self.unlock()
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": MIGRATING})
                    connection.commit()
        except SQLAlchemyError as fault:
            raise DatabaseUnreachable(type(fault).__name__) from None

    def unlock(self) -> None:
        """Reads the lookup key, so that people can be found."""
        with Session(self.engine) as session:
            installation = session.exec(select(Installation)).one_or_none()
            if installation is None:
                installation = Installation(lookup_key=secrets.token_hex(32))
                session.add(installation)
                session.commit()
                session.refresh(installation)
            self.vault.use_lookup_key(installation.lookup_key)

    def is_migrated(self) -> bool:
        return inspect(self.engine).has_table(str(Installation.__tablename__))

    @contextmanager
    def desk(self, *, keep: bool = True) -> Iterator[Desk]:
        """One session, one transaction: committed at the end, rolled back on an error or where not `keep`.
        Within `together` it is a savepoint of that transaction."""
        bind = getattr(self._joined, "connection", None) or self.engine
        with Session(bind, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            yield Desk(session, self.vault)
            if keep:
                session.commit()
            else:
                session.rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread does at its desks within is committed at once, at the end: one wait for the disk
        instead of one for each. Every desk is still all or nothing by itself."""
        with self.engine.begin() as self._joined.connection:
            try:
                yield
            finally:
                self._joined.connection = None

    def empty_log(self) -> bool:
        """Writes SQLite's write-ahead log into the database and cuts it to nothing: what was deleted is
        overwritten in the database, and must not go on in the log. False where somebody is reading; then it
        has to be done again. It opens its own connection, and waits for nobody."""
        if not self.is_sqlite or self.engine.url.database in (None, "", ":memory:"):
            return True
        connection = sqlite3.connect(str(self.engine.url.database), timeout=0, isolation_level=None)
        try:
            (busy, _pages, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()

    def close(self) -> None:
        self.engine.dispose()


def _with_driver(url: str) -> str:
    name, _, rest = url.partition("://")
    return f"{POSTGRES}://{rest}" if name.partition("+")[0] in ("postgresql", "postgres") else url


def _make_engine(url: str, connections: int) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            patience = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": SILENCE_MILLISECONDS}
            engine = create_engine(
                parsed,
                pool_size=connections,
                hide_parameters=True,
                connect_args={name: value for name, value in patience.items() if name not in parsed.query},
            )
            event.listen(engine, "checkin", _note_use)
            event.listen(engine, "checkout", partial(_ping_after_rest, engine))
            return engine
        options: dict[str, Any] = {
            "hide_parameters": True,
            "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False},
        }
        if parsed.database in (None, "", ":memory:"):
            options["poolclass"] = StaticPool
        engine = create_engine(parsed, **options)
    except (SQLAlchemyError, ImportError) as fault:
        raise DatabaseUnreachable(type(fault).__name__) from None
    _name_savepoints_plainly(engine)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[USED_AT] = monotonic()


def _ping_after_rest(engine: Engine, connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Asks whether a connection still stands, but not of one that was used a moment ago: under load that
    would be one question more a turn."""
    if monotonic() - record.info.get(USED_AT, 0.0) < REST_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        # The pool forgets it, and those that are as old, and opens another.
        raise InvalidatePoolError from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def _name_savepoints_plainly(engine: Engine) -> None:
    """Every desk within `together` is a savepoint. SQLAlchemy puts each of them together and compiles it, for
    each has a name of its own: a tenth of a turn."""
    for method, words in (
        ("do_savepoint", "SAVEPOINT"),
        ("do_release_savepoint", "RELEASE SAVEPOINT"),
        ("do_rollback_to_savepoint", "ROLLBACK TO SAVEPOINT"),
    ):
        setattr(engine.dialect, method, partial(_at_savepoint, words))


def _at_savepoint(words: str, connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"{words} {name}")


def _begin_immediate(connection: Any) -> None:
    # A transaction that reads first and writes later would fail half-way where another writer is faster.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


__all__ = ["Database", "DatabaseUnreachable", "KeyDoesNotOpen"]
