"""What can go wrong with what is kept, by what the caller must do. Every message says it in plain words."""


class StorageError(Exception):
    """Anything of ours that goes wrong in storage."""


class DatabaseBusy(StorageError):
    """Others kept the database busy for too long, or got in the way. Nothing was kept: try again."""


class DatabaseUnusable(StorageError):
    """The database cannot be reached, opened or written. Nothing was kept; a person must look."""


class DatabaseEmpty(StorageError):
    """There is no Lightline database yet. Run `lightline migrate`."""


class DatabaseOlder(StorageError):
    """The database is from an older version. Run `lightline migrate`; make a backup first."""


class DatabaseNewer(StorageError):
    """The database is from a newer version. Install that version; this one must not touch it."""


class KeyMissing(StorageError):
    """Something is sealed with a key that is not in the ring. Put that key back into LIGHTLINE_SECRET_KEY."""


class SealBroken(StorageError):
    """Sealed bytes do not open although their key is there: they were damaged or moved to another column."""


class AlreadyThere(StorageError):
    """What was to be made exists already."""


class Erased(StorageError):
    """The person asked to be erased: only they themselves can come back."""


class NotThere(StorageError):
    """What was named does not exist."""


class BadCursor(StorageError):
    """A cursor that no page of ours has given out."""


class BadValue(StorageError):
    """A value that the database cannot hold, like a NUL character in a name that is kept unsealed."""


class NotEmpty(StorageError):
    """A database that was to be filled holds something already. Nothing was touched."""


class InUse(StorageError):
    """Another Lightline is at work on the database. Stop it first."""


class CopyFailed(StorageError):
    """What was copied did not arrive as it was. Nothing was kept."""
