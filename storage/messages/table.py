"""What a message is: one text, in or out, and what has become of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text, and_, literal_column

from conversations.effects import ANSWERS, SayKind
from storage.columns import AnyRow, Moment, Sealed, link, metadata, number_column, numbered_id_column, select_list

State = Literal["received", "queued", "sending", "sent", "delivered", "failed", "skipped"]
"""received: from the person. queued, sending: not finished. The others are how an outbound message ends."""

table = Table(
    "messages",
    metadata,
    number_column(),
    numbered_id_column(),
    link("contact_id", "contacts.id"),
    link("address_id", "addresses.id", index=True),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("text", Sealed("messages.text"), nullable=False),
    Column("choices", Sealed("messages.choices")),
    Column("kind", Text),
    Column("purpose", Text),
    Column("precedence", Integer),
    Column("attachment", Text),
    Column("provider_id", Text),
    link("answers", "messages.id", optional=True),
    link("broadcast_id", "broadcasts.id", optional=True),
    Column("created_at", Moment, nullable=False),
    Column("deadline", Moment),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", Moment),
    Column("uncertain", Boolean, nullable=False),
    Column("reported", Text),
    Column("reason", Text),
    Column("code", Text),
    Column("state_at", Moment, nullable=False),
    CheckConstraint("(due_at IS NOT NULL) = (state IN ('queued', 'sending'))", name="due_while_unfinished"),
)
"""due_at: when a queued message may be claimed, or when the lease on a claimed one ends. Nothing is due when finished,
so the queue is exactly the rows with a due_at, and its indexes hold nothing else.
purpose: which consent it needs, of those that need one. precedence: who goes first, see below."""

URGENT, ANSWER, STARTED = 0, 1, 2
"""Who goes first: words to somebody in danger, answers to somebody who waits, what the bot begins by itself."""

UNFINISHED = table.c.due_at.is_not(None)
# The word stands in the SQL itself, or SQLite would not use the index.
_INBOUND = table.c.state == literal_column("'received'")

Index("messages_thread", table.c.contact_id, table.c.number)
Index(
    "messages_next",
    table.c.channel,
    table.c.precedence,
    table.c.due_at,
    table.c.number,
    sqlite_where=UNFINISHED,
    postgresql_where=UNFINISHED,
)
Index("messages_queue", table.c.contact_id, table.c.number, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED)
_UNCONFIRMED = and_(table.c.state == literal_column("'sent'"), table.c.reason.is_(None))
Index(
    "messages_unconfirmed",
    table.c.channel,
    table.c.state_at,
    sqlite_where=_UNCONFIRMED,
    postgresql_where=_UNCONFIRMED,
)
_OF_A_BROADCAST = table.c.broadcast_id.is_not(None)
Index("messages_broadcast", table.c.broadcast_id, sqlite_where=_OF_A_BROADCAST, postgresql_where=_OF_A_BROADCAST)
# Not by channel first: SQLite would read a whole channel's history through it instead of the queue.
Index("messages_provider_id", table.c.provider_id, table.c.channel)
Index(
    "messages_no_repeats",
    table.c.channel,
    table.c.provider_id,
    unique=True,
    sqlite_where=_INBOUND,
    postgresql_where=_INBOUND,
)


def precedence(kind: SayKind) -> int:
    """How far in front a text stands in the queue; 0 is first."""
    return URGENT if kind == "urgent" else ANSWER if kind in ANSWERS else STARTED


@dataclass(frozen=True, slots=True)
class Message:
    """One text. `reason` says in plain words why it did not go or has to wait; `code` is the provider's."""

    id: UUID
    number: int
    """Counts up within one person's thread."""
    contact_id: UUID
    address_id: UUID
    channel: str
    state: State
    text: str
    choices: tuple[str, ...]
    kind: str | None
    attachment: str | None
    answers: UUID | None
    created_at: datetime
    state_at: datetime
    attempts: int
    reason: str | None
    code: str | None

    @property
    def inbound(self) -> bool:
        """Whether the person wrote it."""
        return self.state == "received"


MESSAGE = select_list(Message, table)
_CHOICES_AT = [column.name for column in MESSAGE].index("choices")


def message_from(row: AnyRow) -> Message:
    """A message of its row."""
    values = list(row)
    values[_CHOICES_AT] = choices_from(values[_CHOICES_AT])
    return Message(*values)


def choices_kept(choices: Sequence[str]) -> str | None:
    """Choices as they are kept."""
    return json.dumps(list(choices), ensure_ascii=False) if choices else None


def choices_from(kept: str | None) -> tuple[str, ...]:
    """Choices as they are used."""
    return tuple(json.loads(kept)) if kept else ()
