"""What each person agreed to, for each purpose: a ledger that only grows. The last word counts.

A yes is for the address that it was given from, or for: it opens no other that the person may have or get. A no is for
all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Column, Table, Text, bindparam, insert, select

from conversations.effects import Purpose
from storage import addresses
from storage.columns import Moment, link, metadata, new_id, number_column, numbered_id_column, select_list
from storage.database import Transaction

table = Table(
    "consents",
    metadata,
    number_column(),
    numbered_id_column(),
    link("contact_id", "contacts.id", index=True),
    link("address_id", "addresses.id", optional=True, index=True),
    Column("purpose", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Consent:
    """One entry: given or withdrawn, to which exact wording, where, recorded by whom."""

    id: UUID
    contact_id: UUID
    purpose: Purpose
    given: bool
    wording: str
    channel: str
    recorded_by: str
    recorded_at: datetime


_RECORD = insert(table)
_LEDGER = (
    select(*select_list(Consent, table)).where(table.c.contact_id == bindparam("contact")).order_by(table.c.number)
)
_WORDS = (
    select(table.c.purpose, table.c.given, table.c.address_id)
    .where(table.c.contact_id == bindparam("contact"))
    .order_by(table.c.number)
)
_WORDS_OF_MANY = (
    select(table.c.contact_id, table.c.purpose, table.c.given)
    .where(table.c.contact_id.in_(bindparam("contacts", expanding=True)))
    .order_by(table.c.number)
)


def record(
    tx: Transaction,
    contact_id: UUID,
    purpose: Purpose,
    given: bool,
    wording: str,
    channel: str,
    recorded_by: str,
    now: datetime,
    address_id: UUID | None = None,
) -> None:
    """Write down what somebody agreed to, or took back. Without an address it is for the one that they used last."""
    tx.execute(
        _RECORD,
        {
            "id": new_id(),
            "contact_id": contact_id,
            "address_id": address_id or addresses.latest(tx, contact_id),
            "purpose": purpose,
            "given": given,
            "wording": wording,
            "channel": channel,
            "recorded_by": recorded_by,
            "recorded_at": now,
        },
    )


def current(tx: Transaction, contact_id: UUID) -> dict[str, bool]:
    """Purpose -> the last word on it. A purpose that is absent was never asked."""
    return {row.purpose: row.given for row in tx.execute(_WORDS, {"contact": contact_id})}


def at(tx: Transaction, contact_id: UUID, address_id: UUID) -> dict[str, bool]:
    """The same for one of their addresses: a yes only if it was given there and no no has come since."""
    words = tx.execute(_WORDS, {"contact": contact_id})
    return heard_at(address_id, ((row.purpose, row.given, row.address_id) for row in words))


def heard_at(address_id: UUID, words: Iterable[tuple[str, bool, UUID | None]]) -> dict[str, bool]:
    """Purpose -> what stands at an address, from (purpose, given, address) in their order."""
    return {purpose: given for purpose, given, where in words if not given or where == address_id}


def current_of(tx: Transaction, contact_ids: Iterable[UUID]) -> dict[UUID, dict[str, bool]]:
    """The same for several people at once."""
    words: dict[UUID, dict[str, bool]] = {each: {} for each in contact_ids}
    for contact_id, purpose, given in tx.execute(_WORDS_OF_MANY, {"contacts": list(words)}):
        words[contact_id][purpose] = given
    return words


def ledger(tx: Transaction, contact_id: UUID) -> tuple[Consent, ...]:
    """Every entry, the oldest first."""
    return tuple(Consent(*row) for row in tx.execute(_LEDGER, {"contact": contact_id}))
