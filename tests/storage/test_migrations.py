"""The migrations make what the tables say."""

import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from storage.database import Database
from storage.revisions import MIGRATIONS, known_revisions
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


def test_the_names_of_the_files_say_in_which_line_the_migrations_stand() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    line = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert known_revisions() == line[::-1]


def test_tables_that_are_as_they_should_be_need_no_alembic(database_url: str, secret_key: str) -> None:
    """It takes a second and ten megabytes, on a small computer at every start."""
    opening = (
        "import sys; from storage.database import Database; from storage.sealing import Vault;"
        "Database(sys.argv[1], Vault([sys.argv[2]])).migrate(); sys.exit('alembic' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", opening, database_url, secret_key], check=False).returncode == 0
    )
