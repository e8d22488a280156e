"""Whether this program may work on this database: looked at before anything else, and nothing is touched."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import inspect, text

from storage import keys
from storage.database import Database, Transaction
from storage.engines import is_sqlite
from storage.errors import DatabaseEmpty, DatabaseNewer, DatabaseOlder, DatabaseUnusable, KeyMissing
from storage.sealing import missing

VERSIONS = ("0001", "0002", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every version of the tables, the newest last. A test compares it with migrations/versions/."""

EMPTY = "There is no Lightline database here yet. Run `lightline migrate` to make it."
FOREIGN = "This database holds tables that are not Lightline's. Give Lightline a database of its own."
OLDER = "This database is in version {found}, this program needs {wanted}. Make a backup, then run `lightline migrate`."
NEWER = "This database is in version {found}, which is newer than this program ({wanted}). Install the newer program."


def check(database: Database) -> None:
    """Look at version and keys.

    Raises DatabaseEmpty, DatabaseOlder, DatabaseNewer, DatabaseUnusable, DatabaseBusy, KeyMissing.
    """
    found = version(database)
    refuse_newer(found)
    refuse_older(found)
    check_keys(database)


def refuse_newer(found: str | None, known: Sequence[str] = VERSIONS) -> None:
    """Raises DatabaseNewer for a version that this program does not know."""
    if found is not None and found not in known:
        raise DatabaseNewer(NEWER.format(found=found, wanted=known[-1]))


def refuse_older(found: str | None, known: Sequence[str] = VERSIONS) -> None:
    """Raises DatabaseEmpty, DatabaseOlder for anything but the newest version."""
    if found is None:
        raise DatabaseEmpty(EMPTY)
    if found != known[-1]:
        raise DatabaseOlder(OLDER.format(found=found, wanted=known[-1]))


def version(database: Database) -> str | None:
    """The version of the tables, or None when there are none. Raises DatabaseUnusable for somebody else's tables."""
    if is_sqlite(database.url) and not Path(str(database.url.database)).exists():
        return None
    with database.read() as tx:
        return version_in(tx)


def version_in(tx: Transaction) -> str | None:
    """The same, inside a transaction."""
    names = inspect(tx.connection).get_table_names()
    if "alembic_version" in names:
        return str(tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if names:
        raise DatabaseUnusable(FOREIGN)
    return None


def check_keys(database: Database) -> None:
    """Raises KeyMissing if something is sealed with a key that we do not have; notes a new first key."""
    with database.read() as tx:
        used = keys.in_use(tx)
    if lacking := used - database.keys.ids:
        raise KeyMissing(missing(sorted(lacking)))
    if database.keys.first.id not in used:
        with database.begin() as tx:
            keys.note(tx)
