"""Texts as they come in, are queued to go out, and are read again in order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_not  # its ON CONFLICT DO NOTHING is SQLite's too

from conversations.effects import Purpose, SayKind
from storage import addresses
from storage.columns import new_id
from storage.database import Transaction
from storage.messages.table import MESSAGE, Message, choices_kept, message_from, precedence, table
from storage.paging import Page, number_behind, page_of

_ANY = select(*MESSAGE)
_BY_IDS = _ANY.where(table.c.id.in_(bindparam("ids", expanding=True))).order_by(table.c.number)
_NUMBER = select(table.c.number).where(table.c.id == bindparam("id"))
_AFTER = _ANY.where(table.c.contact_id == bindparam("contact"), table.c.number > bindparam("number")).order_by(
    table.c.number
)
_QUEUE = insert(table)
_KEEP = insert_or_not(table).on_conflict_do_nothing().returning(table.c.id)


def keep_inbound(
    tx: Transaction,
    contact_id: UUID,
    address_id: UUID,
    channel: str,
    provider_id: str,
    text: str,
    attachment: str | None,
    now: datetime,
    busy_until: datetime | None = None,
) -> UUID | None:
    """Keep a text from a person; None: the provider brought it before, and it must not count twice."""
    kept = tx.execute(
        _KEEP,
        {
            "id": new_id(),
            "contact_id": contact_id,
            "address_id": address_id,
            "channel": channel,
            "state": "received",
            "text": text,
            "attachment": attachment,
            "provider_id": provider_id,
            "created_at": now,
            "attempts": 0,
            "uncertain": False,
            "state_at": now,
        },
    ).scalar()
    if kept is not None:
        addresses.used(tx, address_id, now, busy_until)
    return kept


def known(tx: Transaction, channel: str, provider_id: str) -> bool:
    """Whether the provider brought this text before."""
    brought = (table.c.channel == channel, table.c.provider_id == provider_id, table.c.state == "received")
    return tx.execute(select(table.c.id).where(*brought)).first() is not None


def queue(
    tx: Transaction,
    contact_id: UUID,
    address_id: UUID,
    channel: str,
    text: str,
    choices: Sequence[str],
    kind: SayKind,
    now: datetime,
    due_at: datetime | None = None,
    deadline: datetime | None = None,
    answers: UUID | None = None,
    purpose: Purpose = "conversation",
) -> UUID:
    """Queue a text to go out at `due_at` (None: now), never after `deadline`; `answers` is the text it replies to.

    `purpose` is which consent it needs, if it is no answer.
    """
    row = queue_row(contact_id, address_id, channel, text, kind, now, due_at or now, deadline, purpose)
    row |= {"choices": choices_kept(choices), "answers": answers}
    tx.execute(_QUEUE, row)
    return UUID(str(row["id"]))


def queue_row(
    contact_id: UUID,
    address_id: UUID,
    channel: str,
    text: str,
    kind: SayKind,
    now: datetime,
    due_at: datetime,
    deadline: datetime | None,
    purpose: Purpose,
) -> dict[str, object]:
    """The row of a text that waits to go out, with an id of its own."""
    return {
        "id": new_id(),
        "contact_id": contact_id,
        "address_id": address_id,
        "channel": channel,
        "state": "queued",
        "text": text,
        "kind": kind,
        "purpose": purpose,
        "precedence": precedence(kind),
        "created_at": now,
        "due_at": due_at,
        "deadline": deadline,
        "attempts": 0,
        "uncertain": False,
        "state_at": now,
    }


def by_ids(tx: Transaction, ids: Iterable[UUID]) -> tuple[Message, ...]:
    """These messages, in the order in which they were written down."""
    return tuple(message_from(row) for row in tx.execute(_BY_IDS, {"ids": list(ids)}))


def of_contact(tx: Transaction, contact_id: UUID, limit: int, cursor: str | None = None) -> Page[Message]:
    """One person's thread, the newest first; raises BadCursor."""
    query = _ANY.where(table.c.contact_id == contact_id).order_by(table.c.number.desc()).limit(limit + 1)
    if behind := number_behind(cursor):
        query = query.where(table.c.number < behind)
    return page_of([message_from(row) for row in tx.execute(query)], limit, lambda each: each.number)


def after(tx: Transaction, contact_id: UUID, message_id: UUID | None) -> tuple[Message, ...]:
    """What was added to one person's thread behind a message (None: all of it), in order."""
    number = tx.execute(_NUMBER, {"id": message_id}).scalar() if message_id else 0
    return tuple(message_from(row) for row in tx.execute(_AFTER, {"contact": contact_id, "number": number or 0}))
