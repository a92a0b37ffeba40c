"""A fresh database for every test: SQLite, or PostgreSQL where CANDOUR_TEST_DATABASE=postgres."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.policy.loading import load_policy
from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.postgres_server import PostgresServer, start_postgres

ON_POSTGRES = os.environ.get("CANDOUR_TEST_DATABASE", "sqlite") == "postgres"
TEMPLATE = "template_of_tests"

MakeUrl = Callable[[], str]

# How fast a machine is that has other work as well says nothing about the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def secret_key() -> str:
    """The key with which the databases of this session are sealed."""
    return make_key()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """One server for all tests; what must be seen on PostgreSQL whatever the session runs on takes this."""
    server = start_postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def make_postgres_url(postgres: PostgresServer, secret_key: str) -> MakeUrl:
    """Makes addresses of migrated PostgreSQL databases, by copying one: migrating takes longer than most
    tests."""
    _migrate(postgres.create_database(TEMPLATE), secret_key)
    numbers = count(1)
    return lambda: postgres.create_database(f"copy_{next(numbers)}", template=TEMPLATE)


@pytest.fixture(scope="session")
def make_sqlite_url(tmp_path_factory: pytest.TempPathFactory, secret_key: str) -> MakeUrl:
    """Makes addresses of migrated SQLite databases."""
    folder = tmp_path_factory.mktemp("databases")
    template = folder / f"{TEMPLATE}.db"
    _migrate(f"sqlite:///{template}", secret_key)
    numbers = count(1)

    def copy() -> str:
        path = Path(shutil.copyfile(template, folder / f"copy_{next(numbers)}.db"))
        return f"sqlite:///{path}"

    return copy


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, this test's own."""
    if not ON_POSTGRES:
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create_database(f"empty_{abs(hash(request.node.nodeid))}")


@pytest.fixture
def postgres_url(postgres: PostgresServer, make_postgres_url: MakeUrl) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, this test's own, whatever the session runs on."""
    url = make_postgres_url()
    yield url
    postgres.drop_database(url.rpartition("/")[2])


@pytest.fixture
def sqlite_url(make_sqlite_url: MakeUrl) -> str:
    """The address of a migrated SQLite database, this test's own, whatever the session runs on."""
    return make_sqlite_url()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, this test's own, sealed with `secret_key`."""
    url: str = request.getfixturevalue("postgres_url" if ON_POSTGRES else "sqlite_url")
    return url


@pytest.fixture
def database(database_url: str, secret_key: str) -> Iterator[Database]:
    """An open, migrated database, this test's own."""
    database = Database(database_url, Vault([secret_key]))
    database.unlock()
    yield database
    database.close()


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy as it is shipped."""
    return load_policy()


def _migrate(url: str, secret_key: str) -> None:
    database = Database(url, Vault([secret_key]))
    database.migrate()
    database.close()
