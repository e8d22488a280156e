"""Reads in the database what the line has kept, past all of its own reading: rows as they stand in the tables."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from bot.channels.looks import numbered
from bot.channels.segments import plain
from storage import addresses, alerts, broadcasts, messages, views
from storage.database import Database, Transaction
from storage.messages import reports
from storage.messages.table import choices_from
from tests.chaos.books import Books, Row

message, address = messages.table.table, addresses.table


def read_into(books: Books, database: Database) -> None:
    """Take down everything that the line has kept."""
    with database.read() as tx:
        books.rows = [row_of(row) for row in tx.execute(select(message, address.c.value).join(address))]
        books.views = said(tx)
        books.plans = planned(tx)
        books.unjoined = count(tx, select(func.count()).select_from(reports.early))
        books.broken = count(tx, select(func.count()).where(alerts.table.c.kind == "broken"))


def row_of(row: Any) -> Row:
    """One message."""
    shown = plain(numbered(row.text, choices_from(row.choices))) if row.channel == "sms" else row.text
    return Row(
        id=row.id,
        number=row.number,
        channel=row.channel,
        address=row.value,
        state=row.state,
        body=row.text if row.state == "received" else shown,
        provider_id=row.provider_id or "",
        kind=row.kind or "",
        precedence=row.precedence or 0,
        answers=row.answers,
        reason=row.reason or "",
        created=row.created_at.timestamp(),
        waiting=row.due_at is not None,
    )


def said(tx: Transaction) -> list[tuple[str, str]]:
    """Every view, by the address of its author."""
    query = select(address.c.value, views.table.c.text).join(address, address.c.contact_id == views.table.c.contact_id)
    return [(row.value, row.text) for row in tx.execute(query)]


def planned(tx: Transaction) -> list[tuple[float, float]]:
    """From when until when each broadcast was planned."""
    rows = tx.execute(select(broadcasts.table.c.starts_at, broadcasts.table.c.planned_at))
    return [(row.starts_at.timestamp(), row.planned_at.timestamp()) for row in rows]


def claimed(database: Database) -> list[tuple[UUID, float]]:
    """Which messages are claimed, and since when."""
    query = select(message.c.id, message.c.tried_at).where(message.c.state == "sending")
    with database.read() as tx:
        return [(row.id, row.tried_at.timestamp()) for row in tx.execute(query)]


def end_leases(database: Database) -> None:
    """Every claim is over now."""
    with database.begin() as tx:
        tx.execute(update(message).where(message.c.state == "sending").values(due_at=datetime.now(UTC)))


def unfinished(database: Database) -> int:
    """How many messages still wait for something, and how many broadcasts for their planning."""
    waiting = select(func.count()).select_from(message).where(message.c.due_at.is_not(None))
    unplanned = select(func.count()).where(broadcasts.table.c.planned_at.is_(None))
    with database.read() as tx:
        return count(tx, waiting) + count(tx, unplanned)


def count(tx: Transaction, query: Any) -> int:
    """A number."""
    found: int = tx.execute(query).scalar_one()
    return found
