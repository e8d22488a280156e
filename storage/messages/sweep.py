"""What is stuck: texts that nobody sends, and texts of which nobody ever heard whether they arrived."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, delete, literal_column, update

from storage.database import Transaction
from storage.messages.reports import early
from storage.messages.table import UNFINISHED, table

FORGOTTEN = timedelta(days=1)
"""So long after it was due, a text that nobody has sent makes no sense any more."""
UNCONFIRMED = timedelta(days=3)
"""So long after a text was taken, no report about it is to be expected any more."""
UNKNOWN = timedelta(days=30)
"""So long is a report kept about a text that we do not know."""

NOBODY = "nobody could send it for a day: nothing sends on this channel"
DOUBT = "nobody could send it for a day, and it is not known whether an earlier try arrived"
TOO_LATE = "too late: the text made no sense any more"
NO_WORD = "the phone network has not said for 3 days whether it arrived"

_SENDING = table.c.state == literal_column("'sending'")
_ENDED: dict[str, Any] = {"due_at": None, "state_at": bindparam("now")}
_FORGOTTEN = (
    update(table)
    .where(table.c.due_at <= bindparam("long_ago"), UNFINISHED)
    .values(state="failed", reason=case((_SENDING, DOUBT), (table.c.uncertain, DOUBT), else_=NOBODY), **_ENDED)
    .returning(table.c.channel)
)
_EXPIRED = (
    update(table)
    .where(UNFINISHED, table.c.state == literal_column("'queued'"), table.c.deadline < bindparam("now"))
    .values(state="skipped", reason=TOO_LATE, **_ENDED)
    .returning(table.c.id)
)
_SILENT = (
    update(table)
    .where(
        table.c.channel.in_(bindparam("channels", expanding=True)),
        table.c.state == literal_column("'sent'"),
        table.c.reason.is_(None),
        table.c.state_at <= bindparam("long_ago"),
    )
    .values(reason=NO_WORD)
    .returning(table.c.id)
)
_UNKNOWN = delete(early).where(early.c.reported_at <= bindparam("long_ago"))


class Swept(NamedTuple):
    """What was stuck: on which channels nobody sends, and how many texts of each kind there were."""

    channels: frozenset[str]
    forgotten: int
    expired: int
    unconfirmed: int


def sweep(tx: Transaction, now: datetime, reporting: Collection[str]) -> Swept:
    """Give every stuck text its end, or at least its reason. `reporting` are channels that say what arrived."""
    forgotten = list(tx.execute(_FORGOTTEN, {"now": now, "long_ago": now - FORGOTTEN}).scalars())
    expired = tx.execute(_EXPIRED, {"now": now}).scalars().all()
    silent = tx.execute(_SILENT, {"channels": list(reporting), "long_ago": now - UNCONFIRMED}).scalars().all()
    tx.execute(_UNKNOWN, {"long_ago": now - UNKNOWN})
    return Swept(frozenset(forgotten), len(forgotten), len(expired), len(silent))
