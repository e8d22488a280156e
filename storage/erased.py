"""The keyed hashes of addresses whose people were erased, so that no list of staff brings one of them back.

Nobody can turn a hash back without the key. When the key is changed and the old one thrown away, the old hashes match
nothing any more: the address itself is not there to hash anew.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table, delete, insert, select

from storage import addresses
from storage.columns import Moment, metadata
from storage.database import Transaction

table = Table(
    "erased_addresses",
    metadata,
    Column("look_up", LargeBinary, primary_key=True),
    Column("erased_at", Moment, nullable=False),
)


def note(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """Keep the hashes of a contact's addresses, which are about to go."""
    mine = select(addresses.table.c.look_up).where(addresses.table.c.contact_id == contact_id)
    found = tx.execute(mine).scalars().all()
    tx.execute(delete(table).where(table.c.look_up.in_(found)))
    if found:
        tx.execute(insert(table), [{"look_up": each, "erased_at": now} for each in found])


def holds(tx: Transaction, channel: str, address: str) -> bool:
    """Whether the person at this address asked to be erased."""
    known = table.c.look_up.in_(addresses.look_ups(tx, channel, address))
    return tx.execute(select(table.c.look_up).where(known)).first() is not None


def forget(tx: Transaction, channel: str, address: str) -> None:
    """They wrote again themselves: from here on they are somebody new."""
    tx.execute(delete(table).where(table.c.look_up.in_(addresses.look_ups(tx, channel, address))))
