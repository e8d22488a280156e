"""When a session wants to be woken. One timer a contact and flow; due ones are claimed under a lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, Table, Text, UniqueConstraint, bindparam, delete, insert, or_, select, update

from storage.columns import Moment, id_column, link, metadata, new_id, select_list
from storage.database import Transaction

table = Table(
    "timers",
    metadata,
    id_column(),
    link("contact_id", "contacts.id"),
    Column("flow", Text, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("leased_until", Moment),
    UniqueConstraint("contact_id", "flow"),
)


@dataclass(frozen=True, slots=True)
class Timer:
    """A wish to be woken. Setting it again makes another timer with another id."""

    id: UUID
    contact_id: UUID
    flow: str
    due_at: datetime


_SET = insert(table)
_CLEAR = delete(table).where(table.c.contact_id == bindparam("contact"), table.c.flow == bindparam("its_flow"))
_DONE = delete(table).where(table.c.id == bindparam("its_id"))
_DUE = (
    select(*select_list(Timer, table))
    .where(
        table.c.due_at <= bindparam("now"),
        or_(table.c.leased_until.is_(None), table.c.leased_until <= bindparam("now")),
    )
    .order_by(table.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = update(table).where(table.c.id.in_(bindparam("ids", expanding=True))).values(leased_until=bindparam("until"))


def set_(tx: Transaction, contact_id: UUID, flow: str, due_at: datetime) -> None:
    """Wake this session at `due_at` and not at any earlier wish of its."""
    clear(tx, contact_id, flow)
    tx.execute(_SET, {"id": new_id(), "contact_id": contact_id, "flow": flow, "due_at": due_at})


def clear(tx: Transaction, contact_id: UUID, flow: str) -> None:
    """Do not wake this session."""
    tx.execute(_CLEAR, {"contact": contact_id, "its_flow": flow})


def claim_due(tx: Transaction, now: datetime, lease: timedelta, limit: int) -> list[Timer]:
    """Take timers that are due, so that no other process does until the lease is over."""
    due = [Timer(*row) for row in tx.execute(_DUE, {"now": now, "most": limit})]
    if due:
        tx.execute(_LEASE, {"ids": [each.id for each in due], "until": now + lease})
    return due


def done(tx: Transaction, timer_id: UUID) -> bool:
    """The session was woken. False: somebody else did it, or the wish has changed, so there is nothing to do."""
    return tx.execute(_DONE, {"its_id": timer_id}).rowcount == 1
