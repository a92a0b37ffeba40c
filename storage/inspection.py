"""Looks at the rows as they lie there: are chains whole, and is sealed what has to be sealed."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, String, Table, Text, column, func, select, table, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from storage.chain import Chain
from storage.sealing import KeyDoesNotOpen, Sealed, SealedJSON, Vault
from storage.tables import Case, TimelineEntry

Progress = Callable[[int], None]
FIRST_FEW = 3


def no_progress(_rows: int) -> None:
    return


@dataclass
class Unsealed:
    """What is wrong in one sealed column: values in plain, values that no key given opens, and some ids."""

    table: str
    column: str
    plain: int = 0
    locked: int = 0
    ids: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class BrokenChain:
    """A case whose timeline does not hold; `position` is the first entry that does not follow."""

    reference: str
    position: int


def sealed_columns() -> list[tuple[Table, list[str]]]:
    """Every table with sealed columns, and their names."""
    found = (
        (there, [c.name for c in there.columns if isinstance(c.type, Sealed | SealedJSON)])
        for there in SQLModel.metadata.sorted_tables
    )
    return [(there, names) for there, names in found if names]


def raw(there: Table, *names: str) -> Any:
    """A table whose sealed columns are read as they lie there."""
    return table(there.name, *(column(name, Text()) for name in names))


def is_token(value: object) -> bool:
    """Whether a value has the form of something sealed, with whatever key."""
    if not isinstance(value, str):
        return False
    try:
        token = base64.b64decode(value.encode(), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return False
    return token[:1] == b"\x80" and len(token) >= 73 and (len(token) - 57) % 16 == 0


def unsealed_values(
    connection: Connection, vault: Vault, progress: Progress = no_progress
) -> Iterator[Unsealed]:
    """The columns that must be sealed and hold something else."""
    for there, names in sealed_columns():
        ids = [c.name for c in there.primary_key.columns]
        wrong = {name: Unsealed(there.name, name) for name in names}
        plain = raw(there, *ids, *names)
        for row in connection.execute(select(*(plain.c[name] for name in (*ids, *names)))):
            for name, value in zip(names, row[len(ids) :], strict=True):
                if value is not None:
                    _look(wrong[name], row[0], value, vault)
            progress(1)
        yield from (found for found in wrong.values() if found.plain or found.locked)


def _look(found: Unsealed, row_id: object, value: object, vault: Vault) -> None:
    if not is_token(value):
        found.plain += 1
    elif not vault.looks_sealed(str(value)):
        found.locked += 1
    else:
        return
    if len(found.ids) < FIRST_FEW:
        found.ids.append(row_id)


def broken_chains(
    connection: Connection, vault: Vault, progress: Progress = no_progress
) -> Iterator[BrokenChain]:
    """The cases whose timeline was changed, cut or emptied behind the program's back."""
    cases = SQLModel.metadata.tables[str(Case.__tablename__)].c
    entries = SQLModel.metadata.tables[str(TimelineEntry.__tablename__)]
    plain = table(
        entries.name,
        *(column(c.name, _type_of(c.type)) for c in entries.columns),
    )
    ordered = select(plain, cases.id, cases.reference).select_from(
        cases.id.table.outerjoin(plain, plain.c.case_id == cases.id)
    )
    rows = connection.execute(ordered.order_by(cases.id, plain.c.position))
    for (_, reference), of_case in groupby(rows, key=_case_of):
        chain = Chain(vault)
        for row in of_case:
            entry = dict(zip(plain.c.keys(), row[:-2], strict=True))
            if entry["id"] is not None and not chain.is_broken:
                chain.add(TimelineEntry(**entry), _opened(entry["detail"], vault))
            progress(1)
        if (position := 1 if entry["id"] is None else chain.broken_at()) is not None:
            yield BrokenChain(reference, position)


def _type_of(kind: Any) -> Any:
    return Text() if isinstance(kind, Sealed | SealedJSON | String) else kind


def _case_of(row: Any) -> tuple[int, str]:
    return row[-2], row[-1]


def _opened(sealed: object, vault: Vault) -> object:
    """What stands in a sealed column; None where it does not open."""
    try:
        return json.loads(vault.open(str(sealed)))
    except (KeyDoesNotOpen, ValueError):
        return None


def damage(connection: Connection) -> str:
    """What SQLite itself finds wrong with its file; empty where nothing is. A server looks after itself."""
    if connection.dialect.name != "sqlite":
        return ""
    try:
        said = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    except DatabaseError:
        return "unreadable"
    return "" if said == "ok" else "damaged"


def stray_entries(connection: Connection) -> int:
    """Timeline entries of cases that are not there."""
    cases = SQLModel.metadata.tables[str(Case.__tablename__)].c
    entries = SQLModel.metadata.tables[str(TimelineEntry.__tablename__)].c
    count = select(func.count(entries.id)).where(entries.case_id.not_in(select(cases.id)))
    return int(connection.execute(count).scalar_one())
