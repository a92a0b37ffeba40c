"""Tables as lines of JSON and back, the same from SQLite and from PostgreSQL. Sealed values stay sealed."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    TableClause,
    Text,
    column,
    delete,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from storage.instants import Instant

ROWS_A_LINE = 500
NOT_DATA = "alembic_version"

FORMS: dict[str, TypeEngine[Any]] = {
    "flag": Boolean(),
    "number": BigInteger(),
    "fraction": Double(),
    "instant": Instant(),
    "day": Date(),
    "json": JSON(none_as_null=True),
    "bytes": LargeBinary(),
    "text": Text(),
}
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (Boolean, "flag"),
    (Integer, "number"),
    (Numeric, "fraction"),
    (DateTime, "instant"),
    (Date, "day"),
    (JSON, "json"),
    (LargeBinary, "bytes"),
    (String, "text"),
)


@dataclass(frozen=True)
class Sheet:
    """A table as a backup knows it: its columns in their forms, and what its rows are ordered by."""

    name: str
    columns: tuple[tuple[str, str], ...]
    order: tuple[str, ...]

    @property
    def table(self) -> TableClause:
        return table(self.name, *(column(name, FORMS[form]) for name, form in self.columns))


def sheets_of(connection: Connection) -> list[Sheet]:
    """The tables that are there, whatever version of the program made them; a row's parents come first."""
    found = MetaData()
    found.reflect(connection)
    return [_sheet(there) for there in found.sorted_tables if there.name != NOT_DATA]


def _sheet(there: Table) -> Sheet:
    columns = tuple((c.name, _form_of(c.type, f"{there.name}.{c.name}")) for c in there.columns)
    order = tuple(c.name for c in there.primary_key.columns)
    return Sheet(there.name, columns, order or tuple(name for name, _ in columns))


def _form_of(kind: TypeEngine[Any], where: str) -> str:
    for known, form in _KINDS:
        if isinstance(kind, known):
            return form
    raise TypeError(f"a backup has no form for {where}")


def lines_of(connection: Connection, sheet: Sheet) -> Iterator[tuple[bytes, int]]:
    """The rows of a table, many a line, with how many they are."""
    there = sheet.table
    forms = [form for _, form in sheet.columns]
    ordered = select(there).order_by(*(there.c[name] for name in sheet.order))
    for rows in connection.execute(ordered).partitions(ROWS_A_LINE):
        plain = [[_written(value, form) for value, form in zip(row, forms, strict=True)] for row in rows]
        yield json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode() + b"\n", len(rows)


def digest_of(connection: Connection, sheet: Sheet) -> tuple[str, int]:
    """SHA-256 over the lines of a table, and its number of rows."""
    digest, count = hashlib.sha256(), 0
    for line, rows in lines_of(connection, sheet):
        digest.update(line)
        count += rows
    return digest.hexdigest(), count


def fill(connection: Connection, sheet: Sheet, line: bytes) -> None:
    """Puts the rows of a line into a table."""
    rows = [
        {name: _read(value, form) for value, (name, form) in zip(row, sheet.columns, strict=True)}
        for row in json.loads(line)
    ]
    connection.execute(insert(sheet.table), rows)


def empty(connection: Connection, sheets: list[Sheet]) -> None:
    """Takes out what migrations may have put in."""
    for sheet in reversed(sheets):
        connection.execute(delete(sheet.table))


def _written(value: Any, form: str) -> Any:
    if value is None:
        return None
    if form in ("instant", "day"):
        return value.isoformat()
    return base64.b64encode(value).decode() if form == "bytes" else value


def _read(value: Any, form: str) -> Any:
    if value is None:
        return None
    if form == "instant":
        return datetime.fromisoformat(value)
    if form == "day":
        return date.fromisoformat(value)
    return base64.b64decode(value) if form == "bytes" else value
