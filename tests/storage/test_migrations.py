"""The migrations make what the tables say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from storage.database import Database
from storage.sealing import Vault


def test_migrating_from_nothing_gives_the_tables_of_the_models(
    empty_database_url: str, secret_key: str
) -> None:
    database = Database(empty_database_url, Vault([secret_key]))
    assert not database.is_migrated()
    database.migrate()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    database.close()


def test_migrating_twice_changes_nothing_and_keeps_the_lookup_key(
    empty_database_url: str, secret_key: str
) -> None:
    keys = []
    for _ in range(2):
        database = Database(empty_database_url, Vault([secret_key]))
        database.migrate()
        with database.desk(keep=False) as desk:
            keys.append(desk.services.installation().lookup_key)
        database.close()
    assert keys[0] == keys[1]
