"""Whether another Lightline is at work on a database, as far as the database can tell."""

import sqlite3
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from storage.engines import PROGRAM, is_sqlite
from storage.errors import InUse

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = :program AND pid <> pg_backend_pid()"
)


def refuse_company(database: Database, what: str) -> None:
    """Raises InUse if another process has it open; `what` names the database for the one who reads that.

    On SQLite whoever has read or written keeps a lock on the file, so nobody else can have it alone. On PostgreSQL a
    Lightline gives its name when it connects; behind a connection pooler it may not be seen.
    """
    database.close()  # our own connections are no company
    if (file_is_shared if is_sqlite(database.url) else has_sessions)(database):
        raise InUse(
            f"Another Lightline is at work on {what}. Stop every `lightline serve` and `worker`, then try again."
        )


def file_is_shared(database: Database) -> bool:
    """Whether somebody else has the file open."""
    if not Path(str(database.url.database)).exists():
        return False
    connection = sqlite3.connect(str(database.url.database), timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    finally:
        connection.close()
    return False


def has_sessions(database: Database) -> bool:
    """Whether another Lightline is connected."""
    with database.read() as tx:
        return bool(tx.execute(_OTHERS, {"program": PROGRAM}).scalar_one())
