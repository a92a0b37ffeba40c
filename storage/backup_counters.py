"""The counters that number rows: the number of a deleted row is not given again, after a restore neither."""

from sqlalchemy import Connection, func, inspect, select, text

from storage.backup_rows import Sheet


def counter_of(connection: Connection, sheet: Sheet) -> int | None:
    """The last number that a table gave out; None where it gave none, or numbers no rows."""
    if not _is_numbered(sheet):
        return None
    if connection.dialect.name == "sqlite":
        if not inspect(connection).has_table("sqlite_sequence"):
            return None
        last = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return connection.execute(last, {"name": sheet.name}).scalar()
    counter = _counter_name(connection, sheet)
    if counter is None:
        return None
    last = text(f"SELECT last_value FROM {counter} WHERE is_called")  # noqa: S608  (a name, quoted by the server)
    return connection.execute(last).scalar()


def set_counter(connection: Connection, sheet: Sheet, last: int | None) -> None:
    """Lets a filled table go on after `last` and after its own last row."""
    if not _is_numbered(sheet):
        return
    highest = connection.execute(select(func.max(sheet.table.c[sheet.order[0]]))).scalar()
    last = max((number for number in (last, highest) if number is not None), default=None)
    if last is None:
        return
    if connection.dialect.name == "sqlite":
        if inspect(connection).has_table("sqlite_sequence"):
            named = {"name": sheet.name, "last": last}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), named)
        return
    counter = _counter_name(connection, sheet)
    if counter is not None:
        connection.execute(text("SELECT setval(:counter, :last)"), {"counter": counter, "last": last})


def _is_numbered(sheet: Sheet) -> bool:
    return len(sheet.order) == 1 and (sheet.order[0], "number") in sheet.columns


def _counter_name(connection: Connection, sheet: Sheet) -> str | None:
    named = {"sheet": f'"{sheet.name}"', "column": sheet.order[0]}
    return connection.execute(text("SELECT pg_get_serial_sequence(:sheet, :column)"), named).scalar()
