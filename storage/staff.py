"""The people who work here: who sends, whose line stands under a text, whose caseload somebody is in.

Names and email addresses are sealed. There are few of them, so they are looked through, and no hash is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Table, Text, bindparam, insert, select

from storage.columns import Moment, Sealed, id_column, metadata, new_id, select_list
from storage.database import Transaction
from storage.errors import AlreadyThere
from storage.tokens import Role

table = Table(
    "staff",
    metadata,
    id_column(),
    Column("email", Sealed("staff.email"), nullable=False),
    Column("name", Sealed("staff.name"), nullable=False),
    Column("role", Text, nullable=False),
    Column("locality", Text),
    Column("created_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works here."""

    id: UUID
    email: str
    name: str
    role: Role
    locality: str | None
    created_at: datetime


_ALL = select(*select_list(Staff, table)).order_by(table.c.id)
_BY_ID = select(*select_list(Staff, table)).where(table.c.id == bindparam("id"))


def add(tx: Transaction, email: str, name: str, role: Role, locality: str | None, now: datetime) -> Staff:
    """Enter somebody; raises AlreadyThere for an email address that is known."""
    tx.hold("staff")
    if by_email(tx, email):
        raise AlreadyThere("there is somebody with this email address already")
    made = Staff(new_id(), email, name, role, locality, now)
    tx.execute(insert(table), {field: getattr(made, field) for field in Staff.__slots__})
    return made


def all_(tx: Transaction) -> tuple[Staff, ...]:
    """Everybody, in the order in which they were entered."""
    return tuple(Staff(*row) for row in tx.execute(_ALL))


def by_email(tx: Transaction, email: str) -> Staff | None:
    """Whoever has this email address, in whatever case it is written."""
    return next((each for each in all_(tx) if each.email.casefold() == email.strip().casefold()), None)


def by_id(tx: Transaction, staff_id: UUID) -> Staff | None:
    """Somebody by id."""
    row = tx.execute(_BY_ID, {"id": staff_id}).first()
    return Staff(*row) if row else None
