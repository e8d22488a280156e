"""How fast each channel may go, and until when it rests: a row a channel, shared by all processes that send on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Table, Text, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_not  # its ON CONFLICT DO NOTHING is SQLite's too

from storage.columns import Moment, metadata, select_list
from storage.database import Transaction

table = Table(
    "paces",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("free_at", Moment),
    Column("held_until", Moment),
    Column("held_because", Text),
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a channel stands. `free_at`: when all that has gone is paid for (bot/pacing.py)."""

    channel: str
    free_at: datetime | None = None
    held_until: datetime | None = None
    held_because: str | None = None
    """Why it rests, in plain words for staff."""


_ALL = select(*select_list(Pace, table))
_LOCK = _ALL.where(table.c.channel == bindparam("channel")).with_for_update()
_NEW = insert_or_not(table).on_conflict_do_nothing()
_CHANGE = update(table).where(table.c.channel == bindparam("its_channel"))
_MOVE = _CHANGE.values(free_at=bindparam("free"))
_HOLD = _CHANGE.values(held_until=bindparam("until"), held_because=bindparam("why"))


def lock(tx: Transaction, channel: str) -> Pace:
    """Where the channel stands; nobody else takes its turn until the transaction ends."""
    if row := tx.execute(_LOCK, {"channel": channel}).first():
        return Pace(*row)
    tx.execute(_NEW, {"channel": channel})
    return Pace(*tx.execute(_LOCK, {"channel": channel}).one())


def move(tx: Transaction, channel: str, free_at: datetime) -> None:
    """Something has gone; it is paid for at `free_at`."""
    tx.execute(_MOVE, {"its_channel": channel, "free": free_at})


def hold(tx: Transaction, channel: str, until: datetime, reason: str) -> None:
    """Let the channel rest, in every process. A longer rest is not cut short."""
    pace = lock(tx, channel)
    if pace.held_until is None or pace.held_until < until:
        tx.execute(_HOLD, {"its_channel": channel, "until": until, "why": reason})


def all_(tx: Transaction) -> tuple[Pace, ...]:
    """Every channel that has ever sent."""
    return tuple(Pace(*row) for row in tx.execute(_ALL.order_by(table.c.channel)))
