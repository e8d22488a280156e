"""Claiming what is due, and writing down what came of it. A claim is a lease: who dies with it loses it.

Order is kept within one person's thread: a message waits while an older one is being sent or is due about now.
One that was put off for longer (quiet hours, a retry tomorrow) holds nothing back, and urgent words wait for nobody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, case, func, literal_column, or_, select, update

from conversations.effects import SayKind
from storage import addresses, consents, contacts
from storage.columns import AnyRow
from storage.database import Transaction
from storage.errors import SealBroken
from storage.messages.reports import join_early_reports, provider_name
from storage.messages.table import UNFINISHED, choices_from, table

PATIENCE = timedelta(minutes=1)
"""How far ahead an older message may be due and still hold back younger ones."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process may send, with what the gate must know, read in the claiming transaction."""

    id: UUID
    contact_id: UUID
    address_id: UUID
    channel: str
    address: str
    text: str
    choices: tuple[str, ...]
    kind: SayKind
    attempts: int
    """How often it was claimed before."""
    queued_at: datetime
    deadline: datetime | None
    answers: UUID | None
    uncertain: bool
    """An earlier try broke off: the provider may have taken it. Look it up before sending."""
    tried_at: datetime | None
    """When the last try began."""
    stopped: bool
    paused: bool
    unreachable_reason: str | None
    consents: Mapping[str, bool]
    language: str
    """What the person reads."""


_older = table.alias("older")
_HELD_BACK = (
    select(_older.c.id)
    .where(
        _older.c.contact_id == table.c.contact_id,
        _older.c.number < table.c.number,
        _older.c.due_at.is_not(None),
        or_(_older.c.state == literal_column("'sending'"), _older.c.due_at <= bindparam("soon")),
    )
    .exists()
)
_SENDING = table.c.state == literal_column("'sending'")
_FREE = or_(table.c.kind == literal_column("'urgent'"), ~_HELD_BACK)
_NEXT = select(func.min(table.c.due_at)).where(UNFINISHED, _FREE)
_DUE = (
    select(table.c.id)
    .where(table.c.due_at <= bindparam("now"), table.c.channel.in_(bindparam("channels", expanding=True)), _FREE)
    .order_by(case((table.c.kind == literal_column("'urgent'"), 0), else_=1), table.c.due_at, table.c.number)
    .limit(bindparam("most"))
    .with_for_update(of=table, skip_locked=True)
)
_ROW = (
    select(
        table.c.id,
        table.c.contact_id,
        table.c.address_id,
        table.c.channel,
        addresses.table.c.value.label("address"),
        table.c.text,
        table.c.choices,
        table.c.kind,
        table.c.attempts,
        table.c.created_at.label("queued_at"),
        table.c.deadline,
        table.c.answers,
        or_(table.c.uncertain, _SENDING).label("uncertain"),
        table.c.tried_at,
        contacts.table.c.stopped_at,
        contacts.table.c.paused_at,
        contacts.table.c.paused_until,
        addresses.table.c.unreachable_reason,
        contacts.table.c.language,
    )
    .join_from(table, contacts.table, contacts.table.c.id == table.c.contact_id)
    .join(addresses.table, addresses.table.c.id == table.c.address_id)
    .where(table.c.id == bindparam("its_id"))
)
_UNREADABLE = (
    update(table)
    .where(table.c.id == bindparam("its_id"))
    .values(
        state="failed", due_at=None, reason="it cannot be opened: the kept text is damaged", state_at=bindparam("now")
    )
)
_CLAIM = (
    update(table)
    .where(table.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state="sending",
        state_at=bindparam("now"),
        due_at=bindparam("lease_ends"),
        tried_at=bindparam("now"),
        attempts=table.c.attempts + 1,
        uncertain=or_(table.c.uncertain, _SENDING),
    )
)
_IN_HAND = update(table).where(table.c.id == bindparam("its_id"), _SENDING)
_SENT = (
    update(table)
    .where(table.c.id == bindparam("its_id"), UNFINISHED)
    .values(
        state=bindparam("new_state"),
        reported=bindparam("new_state"),
        provider_id=bindparam("name"),
        due_at=None,
        reason=None,
        code=None,
        state_at=bindparam("now"),
    )
)
_CHANNEL = select(table.c.channel).where(table.c.id == bindparam("id"))
_END = _IN_HAND.values(
    state=bindparam("new_state"),
    due_at=None,
    reason=bindparam("why"),
    code=bindparam("its_code"),
    state_at=bindparam("now"),
)
_BACK = _IN_HAND.values(state="queued", due_at=bindparam("due"), reason=bindparam("why"))
_RETRY = _BACK.values(uncertain=or_(table.c.uncertain, bindparam("doubt")))
_DEFER = _BACK.values(attempts=table.c.attempts - 1)


def claim(tx: Transaction, now: datetime, lease: timedelta, limit: int, channels: Collection[str]) -> list[Claimed]:
    """Take what is due on these channels, urgent words first, so that no other process does until the lease is over."""
    due = tx.execute(_DUE, {"now": now, "soon": now + PATIENCE, "channels": list(channels), "most": limit}).scalars()
    rows = [row for message_id in due.all() if (row := _opened(tx, message_id, now))]
    if not rows:
        return []
    tx.execute(_CLAIM, {"ids": [row.id for row in rows], "now": now, "lease_ends": now + lease})
    agreed = consents.current_of(tx, {row.contact_id for row in rows})
    return [_claimed(row, agreed[row.contact_id], now) for row in rows]


def _opened(tx: Transaction, message_id: UUID, now: datetime) -> AnyRow | None:
    """The row; one that is damaged fails by itself and holds up nobody else."""
    try:
        return tx.execute(_ROW, {"its_id": message_id}).one()
    except SealBroken:
        tx.execute(_UNREADABLE, {"its_id": message_id, "now": now})
        return None


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When there is next something to claim; a moment that is past means now."""
    return tx.execute(_NEXT, {"soon": now + PATIENCE}).scalar()


def sent(tx: Transaction, message_id: UUID, provider_id: str, delivered: bool, now: datetime) -> None:
    """The provider took it, and calls it `provider_id`. Status reports that came earlier are joined."""
    channel = tx.execute(_CHANNEL, {"id": message_id}).scalar_one()
    tx.hold(provider_name(channel, provider_id))
    state = "delivered" if delivered else "sent"
    done = tx.execute(_SENT, {"its_id": message_id, "new_state": state, "name": provider_id, "now": now})
    if done.rowcount:
        join_early_reports(tx, channel, provider_id, now)


def retry(tx: Transaction, message_id: UUID, due_at: datetime, reason: str, uncertain: bool = False) -> None:
    """Try again at `due_at`. A doubt whether it went out stays until it is sent."""
    tx.execute(_RETRY, {"its_id": message_id, "due": due_at, "why": reason, "doubt": uncertain})


def defer(tx: Transaction, message_id: UUID, due_at: datetime, reason: str) -> None:
    """Not now, and this claim does not count as a try."""
    tx.execute(_DEFER, {"its_id": message_id, "due": due_at, "why": reason})


def fail(tx: Transaction, message_id: UUID, reason: str, code: str | None, now: datetime) -> None:
    """It did not go and never will."""
    tx.execute(_END, {"its_id": message_id, "new_state": "failed", "why": reason, "its_code": code, "now": now})


def skip(tx: Transaction, message_id: UUID, reason: str, now: datetime) -> None:
    """It must not go: consent, a stop, or its time is over."""
    tx.execute(_END, {"its_id": message_id, "new_state": "skipped", "why": reason, "its_code": None, "now": now})


def _claimed(row: AnyRow, agreed: Mapping[str, bool], now: datetime) -> Claimed:
    """Put the row and the person's consents together."""
    values = row._asdict()
    values["choices"] = choices_from(values["choices"])
    values["stopped"] = values.pop("stopped_at") is not None
    paused_at, until = values.pop("paused_at"), values.pop("paused_until")
    values["paused"] = paused_at is not None and (until is None or until > now)
    return Claimed(**values, consents=agreed)
