"""Codes that a person texts from their other phone, and how often somebody tried one. Of a code only a keyed hash is
kept; it works once, and not for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Uuid, bindparam, delete, func, insert, or_, select

from storage.columns import Moment, id_column, link, metadata, new_id, select_list
from storage.database import Transaction

GOOD_FOR = timedelta(hours=1)
"""How long a code works: the other phone is at hand, or it is not."""
WITHIN = timedelta(hours=1)
"""The time over which tries are counted."""
FROM_ONE = 5
"""So many tries may come from one address: enough to mistype a code, and copy it anew."""
FROM_ALL = 100
"""So many may come from all addresses together. A code is one of 500 million (conversations/reading/code.py), so that
with ten of them open somebody with many phones would need some 60 years for a hit."""

table = Table(
    "join_codes",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", index=True),
    link("address_id", "addresses.id", index=True),
    Column("look_up", LargeBinary, nullable=False, unique=True),
    Column("given_at", Moment, nullable=False),
)

tries = Table(
    "join_tries",
    metadata,
    id_column(),
    Column("address_id", Uuid, ForeignKey("addresses.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("tried_at", Moment, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A code that still works: whose it is, and the address that it was given to."""

    id: UUID
    contact_id: UUID
    address_id: UUID


_GIVE = insert(table)
_FORGET = delete(table).where(
    or_(table.c.contact_id == bindparam("contact"), table.c.look_up == bindparam("its_look_up"))
)
_GIVEN = select(*select_list(Given, table)).where(
    table.c.look_up.in_(bindparam("look_ups", expanding=True)), table.c.given_at > bindparam("since")
)
_USED = delete(table).where(table.c.id == bindparam("its_id"))
_TRIED = insert(tries)
_LONG_AGO = delete(tries).where(tries.c.tried_at <= bindparam("since"))
_COUNT = select(
    func.count(), func.count().filter(tries.c.address_id == bindparam("address"))
).where(tries.c.tried_at > bindparam("since"))  # fmt: skip


def give(tx: Transaction, contact_id: UUID, address_id: UUID, code: str, now: datetime) -> None:
    """Keep a code in place of any that they were given before. The caller has locked the contact."""
    look_up = tx.keys.look_up(named(code))
    tx.execute(_FORGET, {"contact": contact_id, "its_look_up": look_up})
    tx.execute(
        _GIVE,
        {"id": new_id(), "contact_id": contact_id, "address_id": address_id, "look_up": look_up, "given_at": now},
    )


def find(tx: Transaction, code: str, now: datetime) -> Given | None:
    """Who was given this code, if it still works."""
    look_ups = tx.keys.look_ups(named(code))
    row = tx.execute(_GIVEN, {"look_ups": look_ups, "since": now - GOOD_FOR}).first()
    return Given(*row) if row else None


def use(tx: Transaction, given: Given) -> bool:
    """It works once. False: it has been used."""
    return tx.execute(_USED, {"its_id": given.id}).rowcount == 1


def may_try(tx: Transaction, address_id: UUID, now: datetime) -> bool:
    """Count one more try from an address; False: there have been too many, from there or from all together."""
    since = now - WITHIN
    tx.execute(_LONG_AGO, {"since": since})
    everybody, here = tx.execute(_COUNT, {"address": address_id, "since": since}).one()
    if here >= FROM_ONE or everybody >= FROM_ALL:
        return False
    tx.execute(_TRIED, {"id": new_id(), "address_id": address_id, "tried_at": now})
    return True


def named(code: str) -> str:
    """What is hashed: never the same as an address."""
    return f"join code {code}"
