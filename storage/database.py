"""The door to everything that is kept: transactions that write, snapshots that read."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, bindparam, func, select
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.columns import key_rings
from storage.engines import is_sqlite, read_engine, url_from, write_engine
from storage.errors import BadValue, DatabaseBusy, DatabaseUnusable, StorageError
from storage.sealing import KeyRing

_HOLD = select(func.pg_advisory_xact_lock(bindparam("name")))


class Transaction:
    """One piece of work on the database, all or nothing. Opaque outside storage/: hand it to the nouns' functions."""

    __slots__ = ("connection", "keys")

    def __init__(self, connection: Connection, keys: KeyRing) -> None:
        self.connection = connection
        self.keys = keys

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement."""
        return self.connection.execute(statement, values)

    def hold(self, name: str) -> None:
        """Until the end of this transaction nobody else holds `name`: for what has no row yet that could be locked.

        On SQLite the one writer holds everything anyway.
        """
        if self.connection.dialect.name == "postgresql":
            digest = hashlib.sha256(name.encode()).digest()
            self.execute(_HOLD, {"name": int.from_bytes(digest[:8], signed=True)})


class Database:
    """One database, SQLite or PostgreSQL. Opening it touches nothing; `storage.readiness.check` looks at it."""

    def __init__(self, url: str, keys: KeyRing, wait: float = 10.0) -> None:
        """Take `sqlite:///FILE` or `postgresql://...`; raises DatabaseUnusable for another address.

        A transaction waits up to `wait` seconds for its turn, then raises DatabaseBusy.
        """
        self.url = url_from(url)
        self.keys = keys
        self._writing = write_engine(self.url, wait)
        self._reading = read_engine(self.url, wait, self._writing)
        for engine in (self._writing, self._reading):
            key_rings[engine.dialect] = keys

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Write: commits at the end, takes everything back on an exception. Raises DatabaseBusy, DatabaseUnusable."""
        try:
            with self._writing.begin() as connection:
                self._start(connection, "BEGIN IMMEDIATE")
                yield Transaction(connection, self.keys)
        except (DBAPIError, PoolTimeout) as error:
            raise plain(error) from error

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read only, and all from one moment. Raises DatabaseBusy, DatabaseUnusable."""
        try:
            with self._reading.begin() as connection:
                self._start(connection, "BEGIN DEFERRED")
                yield Transaction(connection, self.keys)
        except (DBAPIError, PoolTimeout) as error:
            raise plain(error) from error

    def _start(self, connection: Connection, begin: str) -> None:
        """On SQLite nothing has begun yet: the driver's own way to begin is off (engines.py)."""
        if is_sqlite(self.url):
            connection.exec_driver_sql(begin)

    def close(self) -> None:
        """Let go of all connections."""
        self._writing.dispose()
        self._reading.dispose()


BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "40001", "40P01", "53300", "55P03")
"""SQLite's names and PostgreSQL's SQLSTATEs for: serialization failure, deadlock, too many connections, lock wait."""
UNUSABLE = (
    *("SQLITE_CANTOPEN", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR"),
    *("08", "25006", "28", "3D000", "53", "57P", "58"),
)
"""The same for: connection, read only, sign-in, no such database, no space or memory, going down, its own trouble."""


def plain(error: DBAPIError | PoolTimeout) -> StorageError | DBAPIError | PoolTimeout:
    """The error of ours that says what to do, or the error itself when it is a mistake in our own code."""
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    if isinstance(error, PoolTimeout) or code.startswith(BUSY):
        return DatabaseBusy("The database was busy for too long. Nothing was kept; try again.")
    if code.startswith(UNUSABLE) or (isinstance(error, OperationalError) and not code):
        return DatabaseUnusable(
            f"The database cannot be used. Look at LIGHTLINE_DATABASE_URL, server and disk: {cause}"
        )
    if isinstance(error, DataError):
        return BadValue("A value cannot be kept: it is too large, or holds a character that must not be there.")
    return error
