"""Turns a database address into engines that are set up so that nothing is lost."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnusable

UNREADABLE = (
    "LIGHTLINE_DATABASE_URL is not an address that we know. "
    "Write sqlite:///var/lightline.db or postgresql://user:password@host/name."
)
"""The wrong address is not repeated: it may hold a password."""


PROGRAM = "lightline"
"""How we call ourselves to a PostgreSQL server."""


def url_from(address: str) -> URL:
    """Read `sqlite:///FILE` or `postgresql://...`; raises DatabaseUnusable for anything else."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseUnusable(UNREADABLE) from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            return url.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
    raise DatabaseUnusable(UNREADABLE)


def is_sqlite(url: URL) -> bool:
    """Whether the database is a file."""
    return url.get_backend_name() == "sqlite"


def write_engine(url: URL, wait: float) -> Engine:
    """For transactions that change things; `wait` is for how many seconds one may wait for its turn.

    On SQLite there is one connection: the writers of this process queue up in order.
    """
    if is_sqlite(url):
        return sqlite_engine(url, wait, ["synchronous = FULL", "secure_delete = ON"], pool_size=1, max_overflow=0)
    limits = f"-c lock_timeout={wait * 1000:.0f} -c idle_in_transaction_session_timeout=60000"
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=wait,
        connect_args={"connect_timeout": 5, "options": limits, "application_name": PROGRAM},
    )


def read_engine(url: URL, wait: float, writing: Engine) -> Engine:
    """For reads, all of them from one moment in time."""
    if is_sqlite(url):
        return sqlite_engine(url, wait, ["query_only = ON"], pool_size=4, max_overflow=12)
    return writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def sqlite_engine(url: URL, wait: float, pragmas: list[str], **pool: int) -> Engine:
    """The driver's own transactions are off: they begin too late, and two writers then lose each other's work.
    Whoever takes a connection says BEGIN (database.py); a listener would cost every later statement a look at it.

    FULL: a text that was answered with 2xx is on the disk, also when the power fails. It costs one fsync a turn.
    secure_delete: what is deleted is overwritten, and not just marked as free.
    """
    settings: dict[str, Any] = {"timeout": wait, "check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, hide_parameters=True, pool_timeout=wait, connect_args=settings, **pool)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in ["foreign_keys = ON", *pragmas]:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def prepare_file(url: URL) -> None:
    """Make the folder and the file of an SQLite database, for this account only, and turn on its write-ahead log.

    Raises DatabaseUnusable. Nothing to do for PostgreSQL.
    """
    if not is_sqlite(url):
        return
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(f"The database file {path} cannot be made or opened: {error}.") from None
