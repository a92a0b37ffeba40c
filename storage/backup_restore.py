"""Restores a backup into an empty place, and proves that what is there is what was saved."""

import gzip
import io
import json
import os
import secrets
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from storage.backup import PIECE, SEALED_FILES, Contents, sealed_files
from storage.backup_archive import NoBackup, Opening
from storage.backup_counters import set_counter
from storage.backup_rows import Sheet, digest_of, empty, fill
from storage.database import Database, DatabaseUnreachable
from storage.revisions import known_revisions, upgrade
from storage.sealing import Vault
from storage.snapshot import is_there

RESTORING = ".restoring-"


class PlaceTaken(RuntimeError):
    """There is something already where the backup would go; the message says what."""


class MadeByNewer(RuntimeError):
    """The backup was made by a newer version of the program."""


class NotTheSame(RuntimeError):
    """What was restored is not what was saved; the message names the table."""


@dataclass(frozen=True)
class _Noted:
    sheet: Sheet
    rows: int
    sha256: str


def restore_backup(path: Path, *, url: str, vault: Vault, data_dir: Path) -> Contents:
    """Restores into the database at `url` and the folder `data_dir`, all or nothing.

    Raises `NoBackup`, `PlaceTaken`, `MadeByNewer`, `NotTheSame`, `OSError`,
    `storage.sealing.KeyDoesNotOpen`, `storage.database.DatabaseUnreachable`.
    """
    with path.open("rb") as file:
        lines = _opened(file, vault)
        head = _said(lines)
        if head.get("revision", "") not in known_revisions():
            raise MadeByNewer
        if sealed_files(data_dir):
            raise PlaceTaken("CANDOUR_DATA_DIR holds files already")
        with _empty_database(url, vault) as database, _new_folder(data_dir) as folder:
            with _all_or_nothing(database) as connection:
                noted, last = _fill_tables(connection, head["revision"], lines)
                files = _write_files(lines, last, folder)
                _prove(connection, noted)
            database.migrate()
            _move_in(folder, data_dir)
    rows = sum(table.rows for table in noted)
    made_at = datetime.fromisoformat(head["made_at"])
    return Contents(made_at, head["revision"], rows, files, path.stat().st_size)


def _opened(file: BinaryIO, vault: Vault) -> "_Lines":
    return _Lines(io.BufferedReader(Opening(file, vault), PIECE))


class _Lines:
    """The plain content of a backup; every fault in it is a `NoBackup`."""

    def __init__(self, opening: io.BufferedReader) -> None:
        self._plain = gzip.GzipFile(fileobj=opening, mode="rb")

    def line(self) -> bytes:
        with _faults():
            return self._plain.readline()

    def piece(self, size: int) -> bytes:
        with _faults():
            piece = self._plain.read(size)
        if len(piece) != size:
            raise NoBackup("cut off")
        return piece


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise NoBackup("changed or cut off") from None


def _said(lines: _Lines) -> dict[str, Any]:
    said = json.loads(lines.line() or b"null")
    if not isinstance(said, dict):
        raise NoBackup("cut off")
    return said


def _fill_tables(connection: Connection, revision: str, lines: _Lines) -> tuple[list[_Noted], dict[str, Any]]:
    """Makes the tables as they were, and fills them. Returns them with the first note after them."""
    upgrade(connection, revision)
    noted: list[_Noted] = []
    said = _said(lines)
    while "table" in said:
        columns = tuple((name, form) for name, form in said["columns"])
        sheet = Sheet(said["table"], columns, tuple(said["order"]))
        empty(connection, [sheet])
        while (line := lines.line()).startswith(b"["):
            fill(connection, sheet, line)
        told = json.loads(line or b"null")
        if not isinstance(told, dict):
            raise NoBackup("cut off")
        set_counter(connection, sheet, told["last_number"])
        noted.append(_Noted(sheet, told["rows"], told["sha256"]))
        said = _said(lines)
    return noted, said


def _write_files(lines: _Lines, said: dict[str, Any], folder: Path) -> int:
    count = 0
    while "file" in said:
        name = PurePosixPath(said["file"])
        if name.is_absolute() or ".." in name.parts:
            raise NoBackup("a file outside the folder")
        there = folder / name
        there.parent.mkdir(parents=True, exist_ok=True)
        with there.open("wb") as file:
            for start in range(0, said["bytes"], PIECE):
                file.write(lines.piece(min(PIECE, said["bytes"] - start)))
            file.flush()
            os.fsync(file.fileno())
        count += 1
        said = _said(lines)
    if not said.get("end") or lines.line():
        raise NoBackup("cut off")
    return count


def _prove(connection: Connection, noted: list[_Noted]) -> None:
    for table in noted:
        if digest_of(connection, table.sheet) != (table.sha256, table.rows):
            raise NotTheSame(table.sheet.name)


@contextmanager
def _all_or_nothing(database: Database) -> Iterator[Connection]:
    try:
        with database.engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise PlaceTaken("the database holds tables already")
            yield connection
            connection.commit()
    except SQLAlchemyError as fault:
        raise DatabaseUnreachable(type(fault).__name__) from None


@contextmanager
def _empty_database(url: str, vault: Vault) -> Iterator[Database]:
    """SQLite is restored beside its place and moved in when it is whole; a server forgets what is not
    committed."""
    database = Database(url, vault)
    place = database.engine.url.database
    if not database.is_sqlite or place in (None, "", ":memory:"):
        try:
            yield database
        finally:
            database.close()
        return
    database.close()
    if is_there(url):
        raise PlaceTaken("there is a database already")
    path = Path(str(place))
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    beside = Database(make_url(url).set(database=str(half)).render_as_string(hide_password=False), vault)
    try:
        yield beside
        beside.close()
        half.replace(path)
        path.chmod(0o600)
    finally:
        beside.close()
        for rest in (half, half.with_name(f"{half.name}-wal"), half.with_name(f"{half.name}-shm")):
            rest.unlink(missing_ok=True)


@contextmanager
def _new_folder(data_dir: Path) -> Iterator[Path]:
    data_dir.mkdir(parents=True, exist_ok=True)
    for left in data_dir.glob(f"{RESTORING}*"):
        # By a restore that was killed in the middle.
        shutil.rmtree(left, ignore_errors=True)
    folder = data_dir / f"{RESTORING}{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move_in(folder: Path, data_dir: Path) -> None:
    for path in sorted(folder.rglob(SEALED_FILES)):
        there = data_dir / path.relative_to(folder)
        there.parent.mkdir(parents=True, exist_ok=True)
        path.replace(there)
