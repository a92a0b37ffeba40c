"""Rows into a table by the hundred thousand: past the ORM, in the form in which they are stored."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel

from storage.database import Database

BATCH = 20_000


def pour(database: Database, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> int:
    """Writes rows that all have the same columns; what is sealed or JSON comes as the text that it becomes.
    Returns how many."""
    table, waiting = model.__tablename__, iter(rows)
    count = 0
    while batch := list(islice(waiting, BATCH)):
        columns = list(batch[0])
        connection = database.engine.raw_connection()
        try:
            cursor = connection.cursor()
            if database.is_sqlite:
                marks = ", ".join("?" * len(columns))
                cursor.execute("BEGIN")
                cursor.executemany(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", _plain(batch)
                )
            else:
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                    for row in batch:
                        copy.write_row(tuple(row.values()))
            connection.commit()
        finally:
            connection.close()
        count += len(batch)
    return count


def _plain(batch: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """SQLite keeps times as text, in UTC and without a zone."""
    for row in batch:
        yield [
            value.isoformat(" ", "microseconds")[:26] if type(value) is datetime else value
            for value in row.values()
        ]


def settle(database: Database, models: Iterable[type[SQLModel]]) -> None:
    """What a database knows of itself after years of work: the numbers given so far, the statistics."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            return
        for model in models:
            name = model.__tablename__
            if "id" in model.__table__.c:  # type: ignore[attr-defined]
                connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
                    )
                )
            connection.execute(text(f"ANALYZE {name}"))
