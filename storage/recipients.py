"""Who a broadcast went to, a row a person: their text and what became of it, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, Table, Text, UniqueConstraint, and_, bindparam, case, func, insert, select, update

from conversations.effects import Purpose
from storage import contacts
from storage.columns import Moment, link, metadata, new_id, number_column, numbered_id_column
from storage.database import Transaction
from storage.messages import table as messages
from storage.messages.thread import queue_row
from storage.paging import Page, number_behind, page_of

table = Table(
    "recipients",
    metadata,
    number_column(),
    numbered_id_column(),
    link("broadcast_id", "broadcasts.id"),
    link("contact_id", "contacts.id", index=True),
    link("message_id", "messages.id", optional=True, index=True),
    link("consent_id", "consents.id", optional=True, index=True),
    Column("left_out", Text),
    UniqueConstraint("broadcast_id", "contact_id"),
)
"""consent_id: the entry of the ledger that the text relied on. left_out: why there is no text, in plain words."""

CALLED_OFF = "called off: the broadcast was cancelled before this text went"
HELD = "held: the broadcast is paused"


@dataclass(frozen=True, slots=True)
class Planned:
    """One person of a broadcast who was looked at: their text, or why there is none."""

    contact_id: UUID
    left_out: str | None = None
    address_id: UUID | None = None
    channel: str | None = None
    text: str | None = None
    consent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of it for one person. `state` is that of their message, or "left out"."""

    id: UUID
    number: int
    contact_number: int
    first_name: str | None
    channel: str | None
    state: str
    reason: str | None
    state_at: datetime | None

    @property
    def reference(self) -> str:
        """Like WY-0042."""
        return f"{contacts.PREFIX}-{self.contact_number:04d}"


_INSERT = insert(table)
_INSERT_TEXT = insert(messages.table)
_STATE = case((table.c.message_id.is_(None), "left out"), else_=messages.table.c.state)
_COUNTS = (
    select(_STATE.label("state"), func.count().label("people"))
    .select_from(table.outerjoin(messages.table, messages.table.c.id == table.c.message_id))
    .where(table.c.broadcast_id == bindparam("broadcast"))
    .group_by(_STATE)
)
_RESULTS = (
    select(
        table.c.id,
        table.c.number,
        contacts.table.c.number.label("contact_number"),
        contacts.table.c.first_name,
        messages.table.c.channel,
        _STATE.label("state"),
        func.coalesce(table.c.left_out, messages.table.c.reason).label("reason"),
        messages.table.c.state_at,
    )
    .select_from(
        table.join(contacts.table, contacts.table.c.id == table.c.contact_id).outerjoin(
            messages.table, messages.table.c.id == table.c.message_id
        )
    )
    .where(table.c.broadcast_id == bindparam("broadcast"))
    .order_by(table.c.number)
    .limit(bindparam("most"))
)
_MINE = messages.table.c.broadcast_id == bindparam("broadcast")
_WAITING = and_(_MINE, messages.table.c.state == "queued")
_CALL_OFF = (
    update(messages.table)
    .where(_WAITING)
    .values(state="skipped", due_at=None, reason=CALLED_OFF, state_at=bindparam("now"))
)
_HOLD = (
    update(messages.table)
    .where(_WAITING)
    .values(reason=HELD, due_at=func.coalesce(messages.table.c.deadline, bindparam("far", type_=Moment())))
)
_LET_GO = (
    update(messages.table).where(_WAITING, messages.table.c.reason == HELD).values(reason=None, due_at=bindparam("now"))
)
HELD_FOR = timedelta(days=30)
"""How long a held text without a deadline sleeps before somebody looks at it again."""


def plan(
    tx: Transaction,
    broadcast_id: UUID,
    purpose: Purpose,
    planned: Sequence[Planned],
    due_at: datetime,
    deadline: datetime | None,
    now: datetime,
) -> None:
    """Write down what was decided for these people, and queue the texts of those who get one.

    The caller holds the broadcast locked. The same person twice is an error of the database: one text a person.
    """
    if not planned:
        return
    texts = [
        queue_row(
            each.contact_id, each.address_id, each.channel, each.text, "conversation", now, due_at, deadline, purpose
        )
        if each.address_id and each.channel and each.text
        else None
        for each in planned
    ]
    if queued := [{**row, "broadcast_id": broadcast_id} for row in texts if row]:
        tx.execute(_INSERT_TEXT, queued)
    tx.execute(
        _INSERT,
        [
            {
                "id": new_id(),
                "broadcast_id": broadcast_id,
                "contact_id": each.contact_id,
                "message_id": row["id"] if row else None,
                "consent_id": each.consent_id,
                "left_out": each.left_out,
            }
            for row, each in zip(texts, planned, strict=True)
        ],
    )


def counts(tx: Transaction, broadcast_id: UUID) -> dict[str, int]:
    """State -> how many people; "left out" for those who have no text."""
    return {row.state: row.people for row in tx.execute(_COUNTS, {"broadcast": broadcast_id})}


def page(tx: Transaction, broadcast_id: UUID, limit: int, cursor: str | None = None) -> Page[Recipient]:
    """What became of it person by person, in the order in which they were looked at; raises BadCursor."""
    behind = number_behind(cursor) or 0
    rows = tx.execute(_RESULTS.where(table.c.number > behind), {"broadcast": broadcast_id, "most": limit + 1})
    return page_of([Recipient(*row) for row in rows], limit, lambda each: each.number)


def call_off(tx: Transaction, broadcast_id: UUID, now: datetime) -> int:
    """Nothing that still waits goes any more; how many texts that were. One in flight is left to its sender."""
    return tx.execute(_CALL_OFF, {"broadcast": broadcast_id, "now": now}).rowcount


def hold(tx: Transaction, broadcast_id: UUID, now: datetime) -> None:
    """What waits goes on waiting until it is let go, or makes no sense any more."""
    tx.execute(_HOLD, {"broadcast": broadcast_id, "far": now + HELD_FOR})


def let_go(tx: Transaction, broadcast_id: UUID, now: datetime) -> None:
    """What was held is due now."""
    tx.execute(_LET_GO, {"broadcast": broadcast_id, "now": now})
