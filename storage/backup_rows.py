"""Tables as lines of JSON and back, the same from SQLite and from PostgreSQL. Sealed values stay sealed."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
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
    true,
)
from sqlalchemy.types import TypeEngine

from storage.instants import Instant

ROWS_A_LINE = 500
LENGTH_OF_TIME = 26
WRITERS: dict[str, Callable[[Any], str]] = {
    "instant": lambda value: value.isoformat(),
    "day": lambda value: value.isoformat(),
    "bytes": lambda value: base64.b64encode(value).decode(),
}
"""How values are written that JSON does not know."""
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


DRAFTS: dict[str, Callable[[TableClause], ColumnElement[bool]]] = {
    "conversation": lambda _there: true(),
    "attachment": lambda there: there.c.conversation_id.is_not(None),
    "notice": lambda there: there.c.about.in_(("answer", "unfinished")),
}
"""What somebody is just telling the bot, and what it answers them, by table. It may be sent without a name a
minute later, and a copy of it beside their number would outlive that."""


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


def lines_of(
    connection: Connection, sheet: Sheet, *, but_drafts: bool = False
) -> Iterator[tuple[bytes, int]]:
    """The rows of a table, many a line, with how many they are."""
    is_sqlite = connection.dialect.name == "sqlite"
    # SQLite keeps times as text: making datetimes of them, and text again, took most of a backup's time.
    as_text = {"instant": Text()} if is_sqlite else {}
    there = table(sheet.name, *(column(name, as_text.get(form, FORMS[form])) for name, form in sheet.columns))
    writers = {**WRITERS, "instant": _iso_of_text} if is_sqlite else WRITERS
    written = [(n, writers[form]) for n, (_, form) in enumerate(sheet.columns) if form in writers]
    ordered = select(there).order_by(*(there.c[name] for name in sheet.order))
    if but_drafts and sheet.name in DRAFTS:
        ordered = ordered.where(~DRAFTS[sheet.name](there))
    for rows in connection.execute(ordered).partitions(ROWS_A_LINE):
        plain = [list(row) for row in rows]
        for values in plain:
            for number, write in written:
                if (value := values[number]) is not None:
                    values[number] = write(value)
        yield json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode() + b"\n", len(rows)


def draft_files(connection: Connection) -> set[str]:
    """Where the files lie that were sent in a conversation that is not over."""
    there = table("attachment", column("path", Text()), column("conversation_id", BigInteger()))
    paths = select(there.c.path).where(there.c.conversation_id.is_not(None), there.c.path.is_not(None))
    return set(connection.execute(paths).scalars())


def digest_of(connection: Connection, sheet: Sheet, *, but_drafts: bool = False) -> tuple[str, int]:
    """SHA-256 over the lines of a table, and its number of rows."""
    digest, count = hashlib.sha256(), 0
    for line, rows in lines_of(connection, sheet, but_drafts=but_drafts):
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


def _iso_of_text(kept: str) -> str:
    """A time as SQLite keeps it, "2026-11-23 10:00:00.000000", in the form that other databases give."""
    if len(kept) != LENGTH_OF_TIME:
        return datetime.fromisoformat(kept).replace(tzinfo=UTC).isoformat()
    return f"{kept[:10]}T{kept[11:19]}{'' if kept.endswith('.000000') else kept[19:]}+00:00"


def _read(value: Any, form: str) -> Any:
    if value is None:
        return None
    if form == "instant":
        return datetime.fromisoformat(value)
    if form == "day":
        return date.fromisoformat(value)
    return base64.b64decode(value) if form == "bytes" else value
