"""From settings to a house that may be used, the same for every command. Says what it does if it takes a while."""

from collections.abc import Mapping

from bot.channels.channel import Channel
from bot.house import Clock, House, build, key_ring, utc_now
from bot.settings import Settings
from storage import readiness
from storage.database import Database


def open_database(settings: Settings) -> Database:
    """A database that this program may work on.

    Raises SettingsError without a key, and a StorageError for a database that is missing, too old, too new or sealed
    with other keys; nothing is touched then.
    """
    database = Database(settings.database_url, key_ring(settings))
    try:
        readiness.check(database)
    except BaseException:
        database.close()
        raise
    return database


def open_house(settings: Settings, *, clock: Clock = utc_now, channels: Mapping[str, Channel] | None = None) -> House:
    """A house on such a database. Raises what `open_database` raises, and FlowError."""
    database = open_database(settings)
    try:
        return build(settings, clock=clock, database=database, channels=channels)
    except BaseException:
        database.close()
        raise
