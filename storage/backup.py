"""A backup is a whole Lightline in one SQLite file, whatever database it comes from; texts stay sealed in it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from storage import after_restoring
from storage.copying import Told, copy, filled, fit, last_numbers, pour
from storage.database import Database
from storage.errors import DatabaseUnusable, NotThere
from storage.migrate import upgrade
from storage.readiness import VERSIONS, version
from storage.sealing import KeyRing
from storage.wiping import wipe


def back_up(source: Database, path: Path, told: Told = lambda table, rows: None) -> dict[str, int]:
    """Write everything into a new file that only this account may read; how many rows each table has.

    Takes one moment of a line that goes on working. Raises DatabaseUnusable and what `copy` raises; then there is no
    file.
    """
    if path.exists():
        raise DatabaseUnusable(f"{path} is there already. Give each backup a name of its own.")
    half = path.with_name(f"{path.name}.half")
    remove(half)
    try:
        rows = fill(half, source, told)
        half.rename(path)
    finally:
        remove(half)
    return rows


def fill(path: Path, source: Database, told: Told) -> dict[str, int]:
    """Make the file and copy into it; at the end it is one file, without a log beside it."""
    with closing(at(path, source.keys)) as target:
        upgrade(target)
        rows = copy(source, target, told)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return rows


def restore(
    path: Path, target: Database, now: datetime, told: Told = lambda table, rows: None
) -> after_restoring.Reapplied:
    """Put a backup in the place of all that is in a migrated target, and do again what must not be undone.

    All or nothing. Raises NotThere and what `copy` raises; then nothing was changed.
    """
    with opened(path, target.keys) as source:
        fit(source)
        with target.begin() as into, source.read() as out:
            into.hold("migration")
            numbers = last_numbers(into)
            after_restoring.remember(into)
            wipe(into)
            pour(out, into, told, at_least=numbers)
            return after_restoring.do_again(into, now)


def is_empty(database: Database) -> bool:
    """Whether there is nothing in it that a restore would replace."""
    with database.read() as tx:
        return not filled(tx)


@contextmanager
def opened(path: Path, keys: KeyRing) -> Iterator[Database]:
    """A backup as a database of this program's version; one from an older version is brought to it in a copy."""
    if not path.is_file():
        raise NotThere(f"There is no file {path}.")
    with closing(at(path, keys)) as found:
        if version(found) in VERSIONS[:-1]:
            with upgraded(path, keys) as newer:
                yield newer
        else:
            yield found


@contextmanager
def upgraded(path: Path, keys: KeyRing) -> Iterator[Database]:
    """A copy of a backup, in this program's version; it goes again afterwards."""
    with tempfile.TemporaryDirectory() as folder, closing(at(Path(folder) / "backup.db", keys)) as newer:
        shutil.copyfile(path, Path(folder) / "backup.db")
        upgrade(newer)
        yield newer


def at(path: Path, keys: KeyRing) -> Database:
    """The database in this file."""
    return Database(URL.create("sqlite", database=str(path)).render_as_string(), keys)


def remove(path: Path) -> None:
    """The file and its log."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
