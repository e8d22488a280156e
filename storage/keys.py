"""Which keys this database's texts are sealed with, so that a start with the wrong keys is refused."""

from sqlalchemy import Column, LargeBinary, Table, delete, insert, select

from storage.columns import metadata
from storage.database import Transaction

table = Table("keys", metadata, Column("id", LargeBinary, primary_key=True))


def in_use(tx: Transaction) -> frozenset[bytes]:
    """The ids of all keys that something may be sealed with."""
    return frozenset(tx.execute(select(table.c.id)).scalars())


def note(tx: Transaction) -> None:
    """Write down that the first key of the ring is in use."""
    tx.hold("keys")
    if tx.keys.first.id not in in_use(tx):
        tx.execute(insert(table), {"id": tx.keys.first.id})


def keep_first_only(tx: Transaction) -> None:
    """Everything is sealed with the first key now."""
    tx.execute(delete(table).where(table.c.id != tx.keys.first.id))
