"""Writes a backup of a running installation: every table and every sealed file but drafts, sealed."""

import fcntl
import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from storage.backup_archive import MAGIC, Sealing, is_backup
from storage.backup_counters import counter_of
from storage.backup_rows import draft_files, lines_of, sheets_of
from storage.database import Database
from storage.revisions import revision_of
from storage.snapshot import snapshot

QUICK = 1
"""gzip's level: sealed words hardly shrink with more."""
PIECE = 1 << 20
SEALED_FILES = "*.sealed"


class NothingToBackUp(RuntimeError):
    """The database has no tables."""


class NotABackup(RuntimeError):
    """A file of this name is there already, and it is something else."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds."""

    made_at: datetime
    revision: str
    rows: int
    files: int
    bytes: int


def write_backup(path: Path, *, database: Database, data_dir: Path, now: datetime) -> Contents:
    """Writes a backup to `path`, which is there whole or not at all.

    Files are copied after the tables, so that each file a row names is in it. Raises `NothingToBackUp`,
    `NotABackup`, `OSError`, `storage.database.DatabaseUnreachable`.
    """
    if path.exists() and not _holds_backup(path):
        raise NotABackup(path.name)
    with _whole_or_not_at_all(path) as file:
        sealing = Sealing(file, database.vault)
        with gzip.GzipFile(filename="", fileobj=sealing, mode="wb", compresslevel=QUICK, mtime=0) as out:
            revision, rows, drafts = _write_tables(out, database, now)
            files = _write_files(out, data_dir, drafts)
            _note(out, end=True, rows=rows, files=files)
        sealing.finish()
        size = file.tell()
    return Contents(now, revision, rows, files, size)


def _write_tables(out: gzip.GzipFile, database: Database, now: datetime) -> tuple[str, int, set[str]]:
    """Returns the revision, how many rows it wrote, and the files of drafts, which are left out."""
    total = 0
    with snapshot(database) as connection:
        revision = revision_of(connection)
        if revision is None:
            raise NothingToBackUp
        _note(out, made_at=now.isoformat(), revision=revision)
        for sheet in sheets_of(connection):
            _note(out, table=sheet.name, columns=sheet.columns, order=sheet.order)
            digest, count = sha256(), 0
            for line, rows in lines_of(connection, sheet, but_drafts=True):
                out.write(line)
                digest.update(line)
                count += rows
            last = counter_of(connection, sheet)
            _note(out, rows=count, sha256=digest.hexdigest(), last_number=last)
            total += count
        drafts = draft_files(connection)
    return revision, total, drafts


def _write_files(out: gzip.GzipFile, data_dir: Path, drafts: set[str]) -> int:
    count = 0
    for path in sealed_files(data_dir):
        if path.name in drafts:
            continue
        with suppress(FileNotFoundError), path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            _note(out, file=path.relative_to(data_dir).as_posix(), bytes=size)
            for start in range(0, size, PIECE):
                piece = file.read(min(PIECE, size - start))
                if not piece:
                    raise OSError("a sealed file became shorter while it was copied")
                out.write(piece)
            count += 1
    return count


def sealed_files(data_dir: Path) -> list[Path]:
    """The sealed files of an installation; what is half-done lies in hidden folders."""
    found = data_dir.rglob(SEALED_FILES) if data_dir.is_dir() else ()
    return sorted(
        path for path in found if not any(part.startswith(".") for part in path.relative_to(data_dir).parts)
    )


def _note(out: gzip.GzipFile, **said: object) -> None:
    out.write(json.dumps(said).encode() + b"\n")


def _holds_backup(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return is_backup(file.read(len(MAGIC)))


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[BinaryIO]:
    half = half_written(path)
    with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT, 0o600), "wb") as file:
        # Whoever finds a half-written file can tell by the lock whether somebody is still at it.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.truncate()
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def half_written(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
