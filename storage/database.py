"""The door to everything that is kept: transactions that write, snapshots that read."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.columns import key_rings
from storage.engines import read_engine, url_from, write_engine
from storage.errors import DatabaseBusy, DatabaseUnusable, StorageError
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

    def __init__(self, url: str, keys: KeyRing) -> None:
        """Take `sqlite:///FILE` or `postgresql://...`; raises DatabaseUnusable for another address."""
        self.url = url_from(url)
        self.keys = keys
        self._writing = write_engine(self.url)
        self._reading = read_engine(self.url, self._writing)
        for engine in (self._writing, self._reading):
            key_rings[engine.dialect] = keys

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Write: commits at the end, takes everything back on an exception. Raises DatabaseBusy, DatabaseUnusable."""
        try:
            with self._writing.begin() as connection:
                yield Transaction(connection, self.keys)
        except (DBAPIError, PoolTimeout) as error:
            raise plain(error) from error

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read only, and all from one moment. Raises DatabaseBusy, DatabaseUnusable."""
        try:
            with self._reading.begin() as connection:
                yield Transaction(connection, self.keys)
        except (DBAPIError, PoolTimeout) as error:
            raise plain(error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self._writing.dispose()
        self._reading.dispose()


BUSY = frozenset({"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED", "40001", "40P01", "55P03"})
"""SQLite's names and PostgreSQL's SQLSTATEs (serialization failure, deadlock, lock not available)."""
UNUSABLE = frozenset(
    {
        "SQLITE_CANTOPEN",
        "SQLITE_NOTADB",
        "SQLITE_CORRUPT",
        "SQLITE_READONLY",
        "SQLITE_FULL",
        "SQLITE_PERM",
        "SQLITE_AUTH",
    }
)


def plain(error: DBAPIError | PoolTimeout) -> StorageError | DBAPIError | PoolTimeout:
    """The error of ours that says what to do, or the error itself when it is a mistake in our own code."""
    if isinstance(error, PoolTimeout):
        return DatabaseBusy("The database was busy for too long. Nothing was kept; try again.")
    cause = error.orig
    code = str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
    if code in BUSY:
        return DatabaseBusy("The database was busy for too long. Nothing was kept; try again.")
    if code in UNUSABLE or code.startswith("SQLITE_IOERR") or (not code and error.connection_invalidated):
        return DatabaseUnusable(f"The database cannot be used ({code or 'connection lost'}): {cause}.")
    return error
