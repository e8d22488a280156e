"""Texts that go to many people once: what is said, to whom, for what reason, and how far it has got.

Who got it and who did not stands in storage/recipients.py, a row a person.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Boolean, Column, Integer, Table, Text, bindparam, insert, select, update

from storage.audiences import Audience, audience_from, audience_kept
from storage.columns import AnyRow, Moment, Sealed, link, metadata, new_id, number_column, numbered_id_column
from storage.database import Transaction
from storage.errors import NotThere
from storage.paging import Page, number_behind, page_of

Reason = Literal["service", "invitation"]
"""What a broadcast is for. An invitation that promotes something can be direct marketing (PECR 2003, reg. 22)."""
Basis = Literal["consent", "legitimate interests", "public task", "vital interests"]
"""On what grounds the data are used (UK GDPR, article 6). Consent to be texted is needed besides."""
State = Literal["draft", "scheduled", "paused", "cancelled"]
"""scheduled: it goes, or goes on, from `starts_at` on. Whether it is done is told by its recipients."""

table = Table(
    "broadcasts",
    metadata,
    number_column(),
    numbered_id_column(),
    link("network_id", "networks.id", optional=True, index=True),
    Column("title", Sealed("broadcasts.title"), nullable=False),
    Column("text", Sealed("broadcasts.text"), nullable=False),
    Column("translations", Sealed("broadcasts.translations"), nullable=False),
    Column("audience", Sealed("broadcasts.audience"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("worker_line", Boolean, nullable=False),
    Column("wanted_for", Text),
    Column("good_till", Text),
    Column("timezone", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("sent_by", Text),
    Column("starts_at", Moment),
    Column("deadline", Moment),
    Column("planned_to", Integer, nullable=False),
    Column("planned_at", Moment),
    Column("ended_by", Text),
    Column("ended_at", Moment),
)
"""planned_to: the number of the last person who was looked at; planned_at: since when all have been."""


@dataclass(frozen=True, slots=True)
class Words:
    """What can be changed of a broadcast as long as it is a draft."""

    title: str
    """For staff; nobody is texted it."""
    text: str
    translations: Mapping[str, str]
    """Language (BCP 47) -> the same text in it. Whoever reads another language gets `text`."""
    audience: Audience
    reason: Reason
    basis: Basis
    worker_line: bool
    """Whether each person's own worker is named under it, where they have one."""
    wanted_for: str | None
    """When it should go, as the clock on the wall shows it (ISO 8601, no offset); None: at once."""
    good_till: str | None
    """From when on it makes no sense any more, in the same form; None: three days after it began to go."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast. `created_by` and the like name a member of staff or a token."""

    id: UUID
    number: int
    network_id: UUID | None
    """Whose people it is about; None: it was made by somebody who sees all Networks."""
    words: Words
    timezone: str
    state: State
    version: int
    """Counts up with every change of a draft, so that two people cannot overwrite each other."""
    created_at: datetime
    created_by: str
    changed_by: str
    """Who wrote it as it is now."""
    sent_by: str | None
    starts_at: datetime | None
    deadline: datetime | None
    planned_to: int
    planned_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None


_ANY = select(table)
_BY_ID = _ANY.where(table.c.id == bindparam("id"))
_LOCK = _BY_ID.with_for_update()
_CHANGE = update(table).where(table.c.id == bindparam("its_id"))
_TO_PLAN = (
    _ANY.where(table.c.state == "scheduled", table.c.planned_at.is_(None), table.c.starts_at <= bindparam("now"))
    .order_by(table.c.starts_at, table.c.number)
    .limit(1)
    .with_for_update(skip_locked=True)
)


def create(
    tx: Transaction, network_id: UUID | None, words: Words, timezone: str, created_by: str, now: datetime
) -> Broadcast:
    """Begin a draft."""
    broadcast_id = new_id()
    tx.execute(
        insert(table),
        {
            "id": broadcast_id,
            "network_id": network_id,
            **kept(words),
            "timezone": timezone,
            "state": "draft",
            "version": 1,
            "created_at": now,
            "created_by": created_by,
            "changed_by": created_by,
            "planned_to": 0,
        },
    )
    return get(tx, broadcast_id)


def kept(words: Words) -> dict[str, Any]:
    """The columns that hold what a draft says."""
    return {
        "title": words.title,
        "text": words.text,
        "translations": json.dumps(dict(words.translations), ensure_ascii=False),
        "audience": audience_kept(words.audience),
        "reason": words.reason,
        "basis": words.basis,
        "worker_line": words.worker_line,
        "wanted_for": words.wanted_for,
        "good_till": words.good_till,
    }


def find(tx: Transaction, broadcast_id: UUID) -> Broadcast | None:
    """The broadcast with this id."""
    row = tx.execute(_BY_ID, {"id": broadcast_id}).first()
    return broadcast_from(row) if row else None


def get(tx: Transaction, broadcast_id: UUID) -> Broadcast:
    """The broadcast with this id; raises NotThere."""
    if found := find(tx, broadcast_id):
        return found
    raise NotThere("there is no such broadcast")


def lock(tx: Transaction, broadcast_id: UUID) -> Broadcast:
    """The same, and nobody else changes it until this transaction ends; raises NotThere."""
    row = tx.execute(_LOCK, {"id": broadcast_id}).first()
    if row is None:
        raise NotThere("there is no such broadcast")
    return broadcast_from(row)


def page(tx: Transaction, network_id: UUID | None, limit: int, cursor: str | None = None) -> Page[Broadcast]:
    """Broadcasts of one Network or of all, the newest first; raises BadCursor."""
    query = _ANY.order_by(table.c.number.desc()).limit(limit + 1)
    if network_id:
        query = query.where(table.c.network_id == network_id)
    if behind := number_behind(cursor):
        query = query.where(table.c.number < behind)
    return page_of([broadcast_from(row) for row in tx.execute(query)], limit, lambda each: each.number)


def rewrite(tx: Transaction, broadcast: Broadcast, words: Words, by: str) -> None:
    """Change a draft, which the caller has locked."""
    changed = {**kept(words), "version": broadcast.version + 1, "changed_by": by}
    tx.execute(_CHANGE.values(changed), {"its_id": broadcast.id})


def schedule(tx: Transaction, broadcast_id: UUID, starts_at: datetime, deadline: datetime, by: str) -> None:
    """It goes from `starts_at` on, to nobody after `deadline`."""
    values = {"state": "scheduled", "starts_at": starts_at, "deadline": deadline, "sent_by": by}
    tx.execute(_CHANGE.values(values), {"its_id": broadcast_id})


def set_state(tx: Transaction, broadcast_id: UUID, state: State) -> None:
    """Pause it, or let it go on."""
    tx.execute(_CHANGE.values(state=state), {"its_id": broadcast_id})


def cancel(tx: Transaction, broadcast_id: UUID, by: str, now: datetime) -> None:
    """It goes to nobody else."""
    tx.execute(_CHANGE.values(state="cancelled", ended_by=by, ended_at=now), {"its_id": broadcast_id})


def to_plan(tx: Transaction, now: datetime) -> Broadcast | None:
    """One that is to go now and has people left who were not looked at, locked; another process gets another."""
    row = tx.execute(_TO_PLAN, {"now": now}).first()
    return broadcast_from(row) if row else None


def planned(tx: Transaction, broadcast_id: UUID, to: int, done_at: datetime | None) -> None:
    """Everybody up to this number has been looked at, and (`done_at`) nobody is left."""
    tx.execute(_CHANGE.values(planned_to=to, planned_at=done_at), {"its_id": broadcast_id})


def broadcast_from(row: AnyRow) -> Broadcast:
    """A broadcast of its row."""
    values = dict(row._mapping)
    words = Words(
        title=values.pop("title"),
        text=values.pop("text"),
        translations=json.loads(values.pop("translations")),
        audience=audience_from(values.pop("audience")),
        reason=values.pop("reason"),
        basis=values.pop("basis"),
        worker_line=values.pop("worker_line"),
        wanted_for=values.pop("wanted_for"),
        good_till=values.pop("good_till"),
    )
    return Broadcast(words=words, **values)
