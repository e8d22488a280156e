"""Turns a database address into engines that are set up so that nothing is lost."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnusable

WAIT_SECONDS = 10.0
"""How long a transaction waits for its turn before DatabaseBusy."""


def url_from(address: str) -> URL:
    """Read `sqlite:///FILE` or `postgresql://...`; raises DatabaseUnusable for anything else."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseUnusable(unreadable()) from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            return url.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
    raise DatabaseUnusable(unreadable())


def unreadable() -> str:
    """What a database address must look like; the wrong one may hold a password, so it is not repeated."""
    return (
        "LIGHTLINE_DATABASE_URL is not an address we know. "
        "Write sqlite:///var/lightline.db or postgresql://user:password@host/name."
    )


def write_engine(url: URL) -> Engine:
    """For transactions that change things. On SQLite one connection: writers of this process queue up in order."""
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(url, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_timeout=WAIT_SECONDS, connect_args={"connect_timeout": 5}
    )


def read_engine(url: URL, writing: Engine) -> Engine:
    """For reads, all of them from one moment in time."""
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(url, "BEGIN DEFERRED", pool_size=4, max_overflow=12)
    return writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def sqlite_engine(url: URL, begin: str, **pool: Any) -> Engine:
    """The driver's own transactions are off: they begin too late, and two writers then lose each other's work."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_timeout=WAIT_SECONDS,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False, "isolation_level": None},
        **pool,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: a turn that was answered with 2xx is on the disk, also when the power fails. One fsync a turn.
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def prepare_file(url: URL) -> None:
    """Make the folder and the file of an SQLite database and turn on its write-ahead log, which lasts.

    Raises DatabaseUnusable. Nothing to do for PostgreSQL.
    """
    if url.get_backend_name() != "sqlite":
        return
    try:
        path = Path(str(url.database))
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(f"The database file {url.database} cannot be opened: {error}.") from None
