"""Who comes to a meeting, and what stands in the way. What makes it hard for somebody is sealed, like what they say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Table, Text, UniqueConstraint, bindparam, insert, select, update

from conversations.effects import Coming
from storage.columns import AnyRow, Moment, Sealed, id_column, link, metadata, new_id
from storage.database import Transaction

table = Table(
    "rsvps",
    metadata,
    id_column(),
    link("contact_id", "contacts.id"),
    link("meeting_id", "meetings.id", index=True),
    Column("answer", Text, nullable=False),
    Column("barriers", Sealed("rsvps.barriers"), nullable=False),
    Column("easier", Sealed("rsvps.easier")),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("contact_id", "meeting_id"),
)


@dataclass(frozen=True, slots=True)
class Rsvp:
    """Somebody's last word on a meeting. `easier` is what would make it easier, in their own words."""

    contact_id: UUID
    meeting_id: UUID
    answer: Coming
    barriers: frozenset[str]
    easier: str | None
    answered_at: datetime


_KEPT = ("contact_id", "meeting_id", "answer", "barriers", "easier", "answered_at")
_ANY = select(*(table.c[name] for name in _KEPT)).order_by(table.c.answered_at, table.c.id)
_OF_MEETING = _ANY.where(table.c.meeting_id == bindparam("meeting"))
_OF_CONTACT = _ANY.where(table.c.contact_id == bindparam("contact"))
_CHANGE = update(table).where(table.c.contact_id == bindparam("contact"), table.c.meeting_id == bindparam("meeting"))


def keep(
    tx: Transaction,
    contact_id: UUID,
    meeting_id: UUID,
    answer: Coming,
    barriers: Iterable[str],
    easier: str | None,
    now: datetime,
) -> None:
    """Keep what somebody says now, in place of what they said before. The caller has locked the contact."""
    said = {"answer": answer, "barriers": " ".join(sorted(barriers)), "easier": easier, "answered_at": now}
    changed = tx.execute(_CHANGE.values(said), {"contact": contact_id, "meeting": meeting_id})
    if changed.rowcount == 0:
        tx.execute(insert(table), {"id": new_id(), "contact_id": contact_id, "meeting_id": meeting_id, **said})


def of_meeting(tx: Transaction, meeting_id: UUID) -> tuple[Rsvp, ...]:
    """Everybody's last word on a meeting, in the order in which they said it."""
    return tuple(rsvp_from(row) for row in tx.execute(_OF_MEETING, {"meeting": meeting_id}))


def of_contact(tx: Transaction, contact_id: UUID) -> tuple[Rsvp, ...]:
    """All that somebody has said about meetings, the latest last."""
    return tuple(rsvp_from(row) for row in tx.execute(_OF_CONTACT, {"contact": contact_id}))


def rsvp_from(row: AnyRow) -> Rsvp:
    """An answer of its row."""
    contact_id, meeting_id, answer, barriers, easier, answered_at = row
    return Rsvp(contact_id, meeting_id, answer, frozenset(barriers.split()), easier, answered_at)
