"""Claiming what is due, and writing down what came of it. A claim is a lease: who dies with it loses it.

Order is kept on each of a person's phones: a message waits while an older one is being sent or is due about now.
One that was put off for longer (quiet hours, a retry tomorrow) holds nothing back, an answer does not wait for what
the bot wanted to say by itself, and urgent words wait for nobody.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, literal_column, or_, select, update

from conversations.effects import Purpose, SayKind
from storage import addresses, broadcasts, consents, contacts, networks
from storage.columns import AnyRow
from storage.contacts import Trust
from storage.database import Transaction
from storage.errors import SealBroken
from storage.messages.reports import Named, join_early_reports, provider_name
from storage.messages.table import ANSWER, STARTED, UNFINISHED, URGENT, choices_from, table

PATIENCE = timedelta(minutes=1)
"""How far ahead an older message may be due and still hold back younger ones."""
PASSED_OVER = 10
"""So many texts are looked at beyond those wanted, for people who have a turn just now."""
WEEK = timedelta(days=7)


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
    purpose: Purpose
    """Which consent it needs, if it is no answer."""
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
    language: str
    """What the person reads."""
    phone: Trust
    underage: bool
    quiet_hours: str | None
    quiet_days: str | None
    timezone: str | None
    ration: int | None
    """What their Network says of texts a week that they did not ask for."""
    broadcast: broadcasts.State | None
    """How the broadcast stands that it is part of."""
    consents: Mapping[str, bool]
    """Their last word on each purpose, for this address. Read, like what follows, only for what the bot begins by
    itself."""
    started: tuple[datetime, ...]
    """When such texts went to them within the last week, the oldest first."""


_older = table.alias("older")
_HELD_BACK = (
    select(_older.c.id)
    .where(
        _older.c.contact_id == table.c.contact_id,
        _older.c.number < table.c.number,
        _older.c.address_id == table.c.address_id,
        _older.c.due_at.is_not(None),
        or_(
            and_(_older.c.state == literal_column("'sending'"), _older.c.due_at > bindparam("now")),
            and_(_older.c.due_at <= bindparam("soon"), _older.c.precedence <= table.c.precedence),
        ),
    )
    .exists()
)
_SENDING = table.c.state == literal_column("'sending'")
# The numbers stand in the SQL itself, or SQLite could not tell from its statistics which index is better.
_FREE = or_(table.c.precedence == literal_column(str(URGENT)), ~_HELD_BACK)
_NEXT = select(func.min(table.c.due_at)).where(UNFINISHED, _FREE)
_DUE = (
    select(table.c.id)
    .where(table.c.channel.in_(bindparam("channels", expanding=True)), table.c.due_at <= bindparam("now"), _FREE)
    .limit(bindparam("most"))
)
_DUE_ANSWERS = (
    _DUE.where(table.c.precedence.in_([literal_column(str(URGENT)), literal_column(str(ANSWER))]))
    .order_by(table.c.precedence, table.c.due_at, table.c.number)
    .with_for_update(of=table, skip_locked=True)
)
_DUE_STARTED = (
    _DUE.add_columns(table.c.contact_id)
    .where(table.c.precedence == literal_column(str(STARTED)))
    .order_by(table.c.due_at, table.c.number)
    .with_for_update(of=table, skip_locked=True)
)
_LOCK_PERSON = (
    select(contacts.table.c.id).where(contacts.table.c.id == bindparam("person")).with_for_update(skip_locked=True)
)
_STARTED = (
    select(table.c.tried_at)
    .where(
        table.c.contact_id == bindparam("contact"),
        table.c.precedence == literal_column(str(STARTED)),
        table.c.tried_at > bindparam("since"),
        table.c.id != bindparam("not_this"),
        or_(table.c.state.in_(["sending", "sent", "delivered"]), table.c.uncertain),
    )
    .order_by(table.c.tried_at)
)
_TRIES = select(table.c.tried_at).where(
    table.c.contact_id == bindparam("contact"),
    table.c.address_id == bindparam("address"),
    table.c.tried_at > bindparam("since"),
)
_NAMES = select(table.c.provider_id).where(
    table.c.contact_id == bindparam("contact"),
    table.c.address_id == bindparam("address"),
    table.c.tried_at > bindparam("since"),
    table.c.provider_id.is_not(None),
)
_ration = (
    select(networks.table.c.weekly_ration)
    .where(networks.table.c.id == contacts.table.c.network_id)
    .correlate(contacts.table)
    .scalar_subquery()
)
_broadcast = (
    select(broadcasts.table.c.state)
    .where(broadcasts.table.c.id == table.c.broadcast_id)
    .correlate(table)
    .scalar_subquery()
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
        table.c.purpose,
        table.c.precedence,
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
        contacts.table.c.phone,
        contacts.table.c.underage_at,
        contacts.table.c.quiet_hours,
        contacts.table.c.quiet_days,
        contacts.table.c.timezone,
        _ration.label("ration"),
        _broadcast.label("broadcast"),
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
_LEASE = (
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
_THE_END: dict[str, Any] = {
    "state": bindparam("new_state"),
    "due_at": None,
    "reason": bindparam("why"),
    "code": bindparam("its_code"),
    "state_at": bindparam("now"),
}
_END = _IN_HAND.values(_THE_END)
_SKIP = update(table).where(table.c.id == bindparam("its_id"), UNFINISHED).values(_THE_END)
_PUT_OFF = (
    update(table)
    .where(table.c.id == bindparam("its_id"), UNFINISHED)
    .values(
        state="queued",
        due_at=bindparam("due"),
        reason=bindparam("why"),
        uncertain=or_(table.c.uncertain, _SENDING),
    )
)
_BACK = _IN_HAND.values(state="queued", due_at=bindparam("due"), reason=bindparam("why"))
_RETRY = _BACK.values(uncertain=or_(table.c.uncertain, bindparam("doubt")))
_DEFER = _BACK.values(attempts=table.c.attempts - 1)


def claim(tx: Transaction, now: datetime, lease: timedelta, limit: int, channels: Collection[str]) -> list[Claimed]:
    """Take what is due on these channels, so that no other process does until the lease is over."""
    found = due(tx, now, limit, channels)
    take(tx, [each.id for each in found], now, lease)
    return found


def due(tx: Transaction, now: datetime, limit: int, channels: Collection[str]) -> list[Claimed]:
    """What is due on these channels: urgent words first, then answers, then what the bot begins by itself.

    Until the transaction ends nobody else sees them as due; `take` makes a claim of it that outlives the transaction.
    """
    given = {"now": now, "soon": now + PATIENCE, "channels": list(channels)}
    ids = list(tx.execute(_DUE_ANSWERS, {**given, "most": limit}).scalars())
    if len(ids) < limit:
        started = tx.execute(_DUE_STARTED, {**given, "most": limit + PASSED_OVER}).all()
        ids += islice((row.id for row in started if _locked(tx, row.contact_id)), limit - len(ids))
    return [_claimed(tx, row, now) for message_id in ids if (row := _opened(tx, message_id, now))]


def _locked(tx: Transaction, contact_id: UUID) -> bool:
    """Lock the person, so that two processes never count the same week at once.

    Whoever has a turn just now is passed over: what the bot wants to say by itself can wait for it.
    """
    return tx.execute(_LOCK_PERSON, {"person": contact_id}).first() is not None


def take(tx: Transaction, ids: Sequence[UUID], now: datetime, lease: timedelta) -> None:
    """They are in hand until the lease is over."""
    if ids:
        tx.execute(_LEASE, {"ids": list(ids), "now": now, "lease_ends": now + lease})


def tries(tx: Transaction, claimed: Claimed, since: datetime) -> list[datetime]:
    """When something was last tried at the address that a message goes to."""
    where = {"contact": claimed.contact_id, "address": claimed.address_id, "since": since}
    return list(tx.execute(_TRIES, where).scalars())


def names(tx: Transaction, claimed: Claimed, since: datetime) -> frozenset[str]:
    """What the provider calls the texts that were tried since then at the address that a message goes to."""
    where = {"contact": claimed.contact_id, "address": claimed.address_id, "since": since}
    return frozenset(tx.execute(_NAMES, where).scalars())


def _opened(tx: Transaction, message_id: UUID, now: datetime) -> AnyRow | None:
    """The row; one that is damaged fails by itself and holds up nobody else."""
    try:
        return tx.execute(_ROW, {"its_id": message_id}).one()
    except SealBroken:
        tx.execute(_UNREADABLE, {"its_id": message_id, "now": now})
        return None


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When there is next something to claim; a moment that is past means now."""
    return tx.execute(_NEXT, {"now": now, "soon": now + PATIENCE}).scalar()


def sent(tx: Transaction, message_id: UUID, provider_id: str, delivered: bool, now: datetime) -> Named | None:
    """The provider took it, and calls it `provider_id`. Status reports that came earlier are joined.

    The message with what these say of it, if there were any.
    """
    channel = tx.execute(_CHANNEL, {"id": message_id}).scalar_one()
    tx.hold(provider_name(channel, provider_id))
    state = "delivered" if delivered else "sent"
    done = tx.execute(_SENT, {"its_id": message_id, "new_state": state, "name": provider_id, "now": now})
    return join_early_reports(tx, channel, provider_id, now) if done.rowcount else None


def retry(tx: Transaction, message_id: UUID, due_at: datetime, reason: str, uncertain: bool = False) -> None:
    """Try again at `due_at`. A doubt whether it went out stays until it is sent."""
    tx.execute(_RETRY, {"its_id": message_id, "due": due_at, "why": reason, "doubt": uncertain})


def put_off(tx: Transaction, message_id: UUID, due_at: datetime, reason: str) -> None:
    """Not now, said of one that is due and that nobody has taken."""
    tx.execute(_PUT_OFF, {"its_id": message_id, "due": due_at, "why": reason})


def defer(tx: Transaction, message_id: UUID, due_at: datetime, reason: str) -> None:
    """Not now, and this claim does not count as a try."""
    tx.execute(_DEFER, {"its_id": message_id, "due": due_at, "why": reason})


def fail(tx: Transaction, message_id: UUID, reason: str, code: str | None, now: datetime) -> None:
    """It did not go and never will."""
    tx.execute(_END, {"its_id": message_id, "new_state": "failed", "why": reason, "its_code": code, "now": now})


def skip(tx: Transaction, message_id: UUID, reason: str, now: datetime) -> None:
    """It must not go: consent, a stop, or its time is over."""
    tx.execute(_SKIP, {"its_id": message_id, "new_state": "skipped", "why": reason, "its_code": None, "now": now})


def _claimed(tx: Transaction, row: AnyRow, now: datetime) -> Claimed:
    """The row, and of what the bot begins by itself all that speaks for it or against it."""
    values, begun = row._asdict(), row.precedence == STARTED
    del values["precedence"]
    week = {"contact": row.contact_id, "since": now - WEEK, "not_this": row.id}
    values["started"] = tuple(tx.execute(_STARTED, week).scalars()) if begun else ()
    values["consents"] = consents.at(tx, row.contact_id, row.address_id) if begun else {}
    values["purpose"] = values["purpose"] or "conversation"
    values["underage"] = values.pop("underage_at") is not None
    values["choices"] = choices_from(values["choices"])
    values["stopped"] = values.pop("stopped_at") is not None
    paused_at, until = values.pop("paused_at"), values.pop("paused_until")
    values["paused"] = paused_at is not None and (until is None or until > now)
    return Claimed(**values)
