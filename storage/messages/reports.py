"""What the provider says became of a text. Reports come twice, late, in any order, and even before the answer to
the send itself: the highest rank counts, and one for a text that we cannot name yet waits until we can.
"""

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Index, Table, Text, bindparam, delete, insert, select, update

from storage.columns import AnyRow, Moment, id_column, metadata, new_id
from storage.database import Transaction
from storage.messages.table import State, table

Status = Literal["queued", "sent", "delivered", "undelivered", "failed"]

RANK: dict[str | None, int] = {None: 0, "queued": 1, "sent": 2, "delivered": 3, "undelivered": 4, "failed": 5}
"""A total order, so that whatever order reports come in, the same one wins."""
STATE: dict[str, State] = {"sent": "sent", "delivered": "delivered", "undelivered": "failed", "failed": "failed"}
REASON: dict[Status, str] = {
    "undelivered": "the phone network could not deliver it",
    "failed": "the provider could not send it",
}

early = Table(
    "status_reports",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False),
    Column("provider_id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("code", Text),
    Column("reason", Text),
    Column("reported_at", Moment, nullable=False),
)
"""Reports that came before we knew their message."""
Index("status_reports_provider_id", early.c.channel, early.c.provider_id)


class Named(NamedTuple):
    """The message that a report is about, and whose it is."""

    id: UUID
    reported: str | None
    contact_id: UUID
    address_id: UUID
    attempts: int
    code: str | None

    @property
    def lost(self) -> bool:
        """Whether the last word is that it did not arrive."""
        return STATE.get(self.reported or "") == "failed"

    @property
    def arrived(self) -> bool:
        """Whether the last word is that it did."""
        return self.reported == "delivered"


_NAMED = (
    select(table.c.id, table.c.reported, table.c.contact_id, table.c.address_id, table.c.attempts, table.c.code)
    .where(
        table.c.channel == bindparam("channel"),
        table.c.provider_id == bindparam("provider_id"),
        table.c.state != "received",
    )
    .order_by(table.c.number.desc())
    .with_for_update()
)
_RAISE = update(table).where(table.c.id == bindparam("its_id"))
_ONCE_MORE = _RAISE.where(table.c.state == "failed").values(
    state="queued", due_at=bindparam("due"), reason=bindparam("why"), reported="failed", uncertain=False
)
_EARLY = select(early).where(early.c.channel == bindparam("channel"), early.c.provider_id == bindparam("provider_id"))
_FORGET_EARLY = delete(early).where(
    early.c.channel == bindparam("channel"), early.c.provider_id == bindparam("provider_id")
)


def report(
    tx: Transaction,
    channel: str,
    provider_id: str,
    status: Status,
    code: str | None,
    now: datetime,
    reason: str | None = None,
) -> Named | None:
    """Rank what the provider says; `reason` is its code in plain words.

    None: nothing new, or about no message that we know yet; then it is kept.
    """
    name = {"channel": channel, "provider_id": provider_id}
    message = tx.execute(_NAMED, name).first()
    if message is None:
        tx.hold(provider_name(channel, provider_id))
        message = tx.execute(_NAMED, name).first()
    if message is None:
        tx.execute(
            insert(early),
            {**name, "id": new_id(), "status": status, "code": code, "reason": reason, "reported_at": now},
        )
        return None
    return Named(*message)._replace(code=code) if _raise(tx, message, status, code, reason, now) else None


def once_more(tx: Transaction, message_id: UUID, due_at: datetime, reason: str) -> None:
    """It was taken and got lost: send it again at `due_at`. What is still said of the lost one no longer counts."""
    tx.execute(_ONCE_MORE, {"its_id": message_id, "due": due_at, "why": reason})


def join_early_reports(tx: Transaction, channel: str, provider_id: str, now: datetime) -> Named | None:
    """Rank the reports that came before the message had its name; the caller holds that name.

    The message with what they say of it, if there were any.
    """
    name = {"channel": channel, "provider_id": provider_id}
    came_early = tx.execute(_EARLY, name).all()
    if not came_early:
        return None
    for each in came_early:
        _raise(tx, tx.execute(_NAMED, name).one(), each.status, each.code, each.reason, now)
    tx.execute(_FORGET_EARLY, name)
    return Named(*tx.execute(_NAMED, name).one())


def provider_name(channel: str, provider_id: str) -> str:
    """What a send and its early reports hold, so that they do not miss each other."""
    return f"provider id {channel} {provider_id}"


def _raise(
    tx: Transaction, message: AnyRow, status: Status, code: str | None, reason: str | None, now: datetime
) -> bool:
    """Step up, never down; whether it was a step."""
    if RANK[status] <= RANK[message.reported]:
        return False
    values: dict[str, object] = {"reported": status}
    if status in STATE:
        values |= {"state": STATE[status], "state_at": now, "code": code, "reason": reason or REASON.get(status)}
    tx.execute(_RAISE.values(values), {"its_id": message.id})
    return True
