"""Who was joined with whom: two contacts that were one person all along. What the one that went was called still
finds them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Integer, Table, Text, Uuid, bindparam, insert, select

from storage.columns import Moment, link, metadata, select_list
from storage.database import Transaction

table = Table(
    "joins",
    metadata,
    Column("gone_id", Uuid, primary_key=True),
    Column("gone_number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, unique=True),
    link("contact_id", "contacts.id", index=True),
    Column("joined_by", Text, nullable=False),
    Column("joined_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A contact that went into another: its id, the number in its reference, who joined them and when."""

    gone_id: UUID
    gone_number: int
    contact_id: UUID
    """Who they are now. When that one goes into a third, this follows."""
    joined_by: str
    joined_at: datetime


_ANY = select(*select_list(Joined, table))
_NOTE = insert(table)
_NOW = select(table.c.contact_id).where(table.c.gone_id == bindparam("gone"))
_CALLED = select(table.c.contact_id).where(table.c.gone_number == bindparam("number"))
_OF_CONTACT = _ANY.where(table.c.contact_id == bindparam("contact")).order_by(table.c.joined_at, table.c.gone_number)


def note(tx: Transaction, joined: Joined) -> None:
    """Write it down."""
    tx.execute(_NOTE, {column.name: getattr(joined, column.name) for column in table.c})


def now(tx: Transaction, gone_id: UUID) -> UUID | None:
    """Who they are now; None: nobody with this id was joined."""
    return tx.execute(_NOW, {"gone": gone_id}).scalar()


def called(tx: Transaction, number: int) -> UUID | None:
    """Who bore the reference with this number before they were joined; None: nobody did."""
    return tx.execute(_CALLED, {"number": number}).scalar()


def of_contact(tx: Transaction, contact_id: UUID) -> tuple[Joined, ...]:
    """Everybody who went into this contact, the first one first."""
    return tuple(Joined(*row) for row in tx.execute(_OF_CONTACT, {"contact": contact_id}))
