"""How much waits to go out, read for those who watch the line: one look at the queue's index."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from storage.database import Transaction
from storage.messages.table import UNFINISHED, table


class Waiting(NamedTuple):
    """Texts of one kind on one channel that are not finished; `first_due`: when the first of them may go."""

    channel: str
    kind: str
    texts: int
    first_due: datetime


_WAITING = (
    select(table.c.channel, table.c.kind, func.count(), func.min(table.c.due_at))
    .where(UNFINISHED)
    .group_by(table.c.channel, table.c.kind)
    .order_by(table.c.channel, table.c.kind)
)


def waiting(tx: Transaction) -> tuple[Waiting, ...]:
    """What is queued or being sent. Costs what is queued, whatever has gone before."""
    return tuple(Waiting(*row) for row in tx.execute(_WAITING))
