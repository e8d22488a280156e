"""Brings a database to this program's version. Apart from `readiness`, so that a start need not load Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage import keys
from storage.database import Database
from storage.engines import prepare_file
from storage.errors import KeyMissing
from storage.readiness import VERSIONS, refuse_newer, version, version_in
from storage.sealing import missing

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> bool:
    """Make or upgrade the tables, all or nothing; True if there was something to do. Safe to run at the same time
    from several processes.

    Raises DatabaseNewer, DatabaseUnusable, DatabaseBusy, KeyMissing, and then nothing was touched.
    """
    refuse_newer(version(database))
    prepare_file(database.url)
    with database.begin() as tx:
        tx.hold("migration")
        found = version_in(tx)
        refuse_newer(found)
        if found is not None and (lacking := keys.in_use(tx) - database.keys.ids):
            raise KeyMissing(missing(sorted(lacking)))
        if found != VERSIONS[-1]:
            command.upgrade(config(tx.connection), "head")
        keys.note(tx)
    return found != VERSIONS[-1]


def config(connection: Connection) -> Config:
    """Alembic's settings, without a file; it works on our connection and in our transaction."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    return settings
