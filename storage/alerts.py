"""What a person must look at. An alert names ids only, never what was said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, Index, Table, Text, func, insert, or_, select, update

from storage import contacts
from storage.columns import Moment, id_column, link, metadata, new_id, select_list
from storage.database import Transaction
from storage.paging import Page, id_behind, page_of

table = Table(
    "alerts",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", optional=True, index=True),
    Column("kind", Text, nullable=False),
    Column("category", Text),
    link("message_id", "messages.id", optional=True),
    Column("raised_at", Moment, nullable=False),
    Column("acknowledged_at", Moment),
)
OPEN = table.c.acknowledged_at.is_(None)
Index("alerts_open", table.c.id, sqlite_where=OPEN, postgresql_where=OPEN)


@dataclass(frozen=True, slots=True)
class Alert:
    """Why somebody must look, at whom (None: at the line itself), and at which text."""

    id: UUID
    contact_id: UUID | None
    kind: str
    category: str | None
    message_id: UUID | None
    raised_at: datetime
    acknowledged_at: datetime | None


_ANY = select(*select_list(Alert, table))
_WAITING = select(table.c.kind, func.count(), func.min(table.c.raised_at)).where(OPEN).group_by(table.c.kind)


def raise_(
    tx: Transaction,
    contact_id: UUID | None,
    kind: str,
    category: str | None,
    message_id: UUID | None,
    now: datetime,
) -> UUID:
    """Call for a person; returns the alert's id."""
    alert_id = new_id()
    tx.execute(
        insert(table),
        {
            "id": alert_id,
            "contact_id": contact_id,
            "kind": kind,
            "category": category,
            "message_id": message_id,
            "raised_at": now,
        },
    )
    return alert_id


def raise_once(
    tx: Transaction,
    contact_id: UUID | None,
    kind: str,
    category: str | None,
    message_id: UUID | None,
    now: datetime,
    once_in: timedelta,
) -> UUID | None:
    """Call for a person, unless one was called for the same reason a short while ago or has not come yet."""
    tx.hold(f"alert {kind} {category}")
    same = (table.c.kind == kind, table.c.category.is_not_distinct_from(category))
    still = or_(OPEN, table.c.raised_at > now - once_in)
    if tx.execute(select(table.c.id).where(*same, still).limit(1)).first():
        return None
    return raise_(tx, contact_id, kind, category, message_id, now)


def open_(tx: Transaction) -> tuple[Alert, ...]:
    """Everything that nobody has looked at yet, the oldest first."""
    return tuple(Alert(*row) for row in tx.execute(_ANY.where(OPEN).order_by(table.c.id)))


def waiting(tx: Transaction) -> tuple[tuple[str, int, datetime], ...]:
    """How many of each kind nobody has looked at yet, and since when the oldest of them waits."""
    return tuple((kind, number, oldest) for kind, number, oldest in tx.execute(_WAITING.order_by(table.c.kind)))


def acknowledge(tx: Transaction, alert_id: UUID, now: datetime) -> bool:
    """Somebody has looked. False: it was not open."""
    return tx.execute(update(table).where(table.c.id == alert_id, OPEN).values(acknowledged_at=now)).rowcount == 1


def get(tx: Transaction, alert_id: UUID) -> Alert | None:
    """The alert with this id."""
    row = tx.execute(_ANY.where(table.c.id == alert_id)).first()
    return Alert(*row) if row else None


def page(
    tx: Transaction, limit: int, cursor: str | None = None, *, network_id: UUID | None = None, unseen: bool = False
) -> Page[Alert]:
    """Alerts, the newest first: all, or only about people of one Network, or only those nobody has looked at yet.

    Raises BadCursor.
    """
    query = _ANY.order_by(table.c.id.desc()).limit(limit + 1)
    if network_id:
        about = select(contacts.table.c.id).where(contacts.table.c.network_id == network_id)
        query = query.where(table.c.contact_id.in_(about))
    if unseen:
        query = query.where(OPEN)
    if behind := id_behind(cursor):
        query = query.where(table.c.id < behind)
    return page_of([Alert(*row) for row in tx.execute(query)], limit, lambda each: each.id)
