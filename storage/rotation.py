"""Seals everything anew with the first key, a few rows at a time, while the bot goes on."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, Text, bindparam, column, select, table, update
from sqlalchemy.exc import SQLAlchemyError

from storage.backup import sealed_files
from storage.database import Database, DatabaseUnreachable
from storage.inspection import no_progress, sealed_columns
from storage.sealing import KeyDoesNotOpen, Vault

BATCH = 200
"""Rows in one transaction: on SQLite nobody else writes meanwhile."""

STARTED = "started"
"""The journal's event that tells with which key the bot was started."""


@dataclass
class Rotated:
    """What one pass did. `locked` counts, by column or "files", what opens with none of the keys."""

    values: int = 0
    files: int = 0
    locked: Counter[str] = field(default_factory=Counter)


def key_print(secret: str) -> str:
    """Tells keys apart in the journal without giving them away."""
    return hashlib.sha256(f"candour key {secret}".encode()).hexdigest()[:12]


def rotate(database: Database, data_dir: Path, progress: Callable[[int], None] = no_progress) -> Rotated:
    """One pass over all that is sealed. May be stopped at any time and begun again: what is done is skipped.

    Raises `DatabaseUnreachable`, `OSError`.
    """
    done = Rotated()
    try:
        for there, names in sealed_columns():
            _rotate_table(database, there, names, done, progress)
    except SQLAlchemyError as fault:
        raise DatabaseUnreachable(type(fault).__name__) from None
    for path in sealed_files(data_dir):
        _rotate_file(path, database.vault, done)
        progress(1)
    return done


def _rotate_table(
    database: Database, there: Table, names: list[str], done: Rotated, progress: Callable[[int], None]
) -> None:
    (key,) = there.primary_key.columns
    plain: Any = table(there.name, column(key.name, key.type), *(column(name, Text()) for name in names))
    after = None
    while True:
        page = select(plain).order_by(plain.c[key.name]).limit(BATCH)
        if after is not None:
            page = page.where(plain.c[key.name] > after)
        with database.engine.begin() as connection:
            rows = connection.execute(page).all()
            for number, name in enumerate(names, start=1):
                olds = {row[0]: row[number] for row in rows if row[number] is not None}
                _rotate_values(connection, database.vault, plain, key.name, name, olds, done)
        progress(len(rows))
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _rotate_values(
    connection: Connection,
    vault: Vault,
    plain: Any,
    key: str,
    name: str,
    olds: dict[Any, str],
    done: Rotated,
) -> None:
    changes = []
    for row_id, old in olds.items():
        if vault.is_newest(str(old)):
            continue
        try:
            changes.append({"row_id": row_id, "old": old, "new": vault.seal(vault.open(str(old)))})
        except KeyDoesNotOpen:
            done.locked[f"{plain.name}.{name}"] += 1
    if not changes:
        return
    # Only where the value is still what was read: a turn may have been faster, and its words count.
    unchanged = (plain.c[key] == bindparam("row_id"), plain.c[name] == bindparam("old"))
    connection.execute(update(plain).where(*unchanged).values({name: bindparam("new")}), changes)
    done.values += len(changes)


def _rotate_file(path: Path, vault: Vault, done: Rotated) -> None:
    try:
        sealed = path.read_bytes()
        if vault.is_newest(sealed.decode("latin-1")):
            return
        renewed = vault.seal_bytes(vault.open_bytes(sealed))
    except FileNotFoundError:
        return
    except KeyDoesNotOpen:
        done.locked["files"] += 1
        return
    half = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(renewed)
        file.flush()
        os.fsync(file.fileno())
    if not path.exists():
        half.unlink()
        return
    half.replace(path)
    done.files += 1
