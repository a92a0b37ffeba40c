"""How new the tables are, and how they become newer. Alembic is loaded only where there is work for it."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


def known_revisions() -> list[str]:
    """The migrations there are, oldest first. A file's name begins with its revision; they are one line."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def revision_of(connection: Connection) -> str | None:
    """Which migration the tables are at; None where there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)
    return None if found is None else str(found)


def upgrade(connection: Connection, revision: str) -> None:
    """Brings the tables to a revision; does nothing where they are there."""
    if revision_of(connection) == revision:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
