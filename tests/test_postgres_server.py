"""The tests' own PostgreSQL server starts, keeps databases apart and leaves nothing behind."""

import os
import pwd
import signal
import stat
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.postgres_server import PostgresDidNotStart, PostgresServer, connected, start_postgres


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = start_postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


def names_of_tables(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        )
        names = [row[0] for row in found]
    engine.dispose()
    return names


def run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def answers(url: str) -> bool:
    try:
        with connected(url):
            return True
    except psycopg2.OperationalError:
        return False


def test_two_databases_of_a_server_do_not_see_each_other(server: PostgresServer) -> None:
    rose, oak = server.create_database("rose_house"), server.create_database("oak-lodge")
    run(rose, "CREATE TABLE cases (reference text)")
    assert names_of_tables(rose) == ["cases"]
    assert names_of_tables(oak) == []


def test_a_database_can_be_a_copy_of_another(server: PostgresServer) -> None:
    run(server.create_database("first"), "CREATE TABLE meetings (held_on date)")
    assert names_of_tables(server.create_database("copy", template="first")) == ["meetings"]


def test_a_dropped_database_is_gone(server: PostgresServer) -> None:
    url = server.create_database("short_lived")
    server.drop_database("short_lived")
    server.drop_database("short_lived")
    with pytest.raises(OperationalError, match="does not exist"):
        names_of_tables(url)


def test_times_come_back_in_utc_whatever_the_machine_says(server: PostgresServer) -> None:
    with connected(server.url) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down")
def test_the_server_does_not_run_as_root_and_opens_no_folder(
    server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with connected(server.url) as connection:
        backend = connection.info.backend_pid
        assert Path(f"/proc/{backend}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert stat.S_IMODE(tmp_path_factory.getbasetemp().stat().st_mode) == 0o700


def test_stopping_ends_the_process_and_closes_the_port(tmp_path: Path) -> None:
    server = start_postgres(tmp_path)
    assert server.is_running()
    for _ in range(2):
        server.stop()
        assert not server.is_running()
    assert not answers(server.url)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_a_server_whose_tests_were_killed_ends(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        server = start_postgres(tmp_path)
        os.write(writing, server.url.encode())
        signal.pause()
    url = os.read(reading, 200).decode()
    assert answers(url)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    deadline = time.monotonic() + 30
    while answers(url) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not answers(url)


def test_a_setting_postgres_does_not_know_is_told_from_its_log(tmp_path: Path) -> None:
    with pytest.raises(PostgresDidNotStart, match="no_such_setting"):
        start_postgres(tmp_path, settings={"no_such_setting": "1"})


@pytest.mark.skipif(os.geteuid() != 0, reason="whoever is not root proves it with every other test")
def test_a_user_who_is_not_root_starts_it_in_place() -> None:
    nobody = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        child = os.fork()
        if not child:
            failed = 1
            try:
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
                server = start_postgres(Path(folder))
                failed = names_of_tables(server.create_database("rose_house")) != []
                server.stop()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(failed)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert (Path(folder) / "data" / "PG_VERSION").is_file()
