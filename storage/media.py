"""Voice notes and pictures: where each came from, what became of it, and its sealed bytes.

A row is written with the text that brought it, in the same transaction; the bytes are fetched afterwards. What is
waited for is claimed under a lease, like a message that is to go out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from storage import consents, contacts
from storage.columns import AnyRow, Moment, Sealed, SealedBytes, id_column, link, metadata, new_id, select_list
from storage.database import Transaction
from storage.errors import SealBroken

Kind = Literal["voice", "picture"]
"""voice: a voice note, a sound file or a round video of somebody talking."""
State = Literal["waiting", "kept", "refused", "gone"]
"""waiting: to be fetched. kept: it is here. refused: it cannot be had, or is not what it says. gone: let go of because
the person wanted it so."""

table = Table(
    "media",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", index=True),
    link("message_id", "messages.id", index=True),
    link("view_id", "views.id", optional=True, index=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("channel", Text, nullable=False),
    Column("file_id", Sealed("media.file_id")),
    Column("album", Text),
    Column("mime", Text, nullable=False),
    Column("size", Integer),
    Column("seconds", Integer),
    Column("created_at", Moment, nullable=False),
    Column("state_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("told_at", Moment),
    Column("content", SealedBytes("media.content")),
    CheckConstraint("(due_at IS NOT NULL) = (state = 'waiting')", name="due_while_waiting"),
)
"""file_id: the provider's, needed until it is fetched and then forgotten. album: the provider's name for things that
were sent together. due_at: when it may be fetched, or when the lease on a claimed one ends. told_at: when the person
was told that it could not be kept."""

_WAITING = table.c.due_at.is_not(None)
HELD: ColumnElement[bool] = table.c.state.in_([literal_column("'waiting'"), literal_column("'kept'")])
"""What somebody's data holds, or is about to."""
Index("media_due", table.c.due_at, sqlite_where=_WAITING, postgresql_where=_WAITING)


@dataclass(frozen=True, slots=True)
class Media:
    """A voice note or a picture, without its bytes. `mime` is what it says it is until it is kept, then what it is."""

    id: UUID
    contact_id: UUID
    message_id: UUID
    view_id: UUID | None
    """The view that it is part of; None: it is for workers only."""
    kind: Kind
    state: State
    reason: str | None
    """In plain words, where it is not kept."""
    mime: str
    size: int | None
    seconds: int | None
    """How long it plays."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """What a channel says of a file before it is fetched."""

    kind: Kind
    file_id: str
    """Names it at the provider."""
    mime: str
    size: int | None = None
    seconds: int | None = None
    album: str | None = None
    """Those of one album were sent together."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file that this process is to fetch, and whether it may: as it was when it was claimed."""

    id: UUID
    contact_id: UUID
    channel: str
    file_id: str
    kind: Kind
    mime: str
    attempts: int
    """How often it was tried before."""
    created_at: datetime
    stopped: bool
    agreed: bool


_ANY = select(*select_list(Media, table))
_EXPECT = insert(table)
_ALBUM = (
    select(table.c.id, table.c.view_id)
    .where(table.c.contact_id == bindparam("contact"), table.c.album == bindparam("its_album"))
    .order_by(table.c.id)
    .limit(1)
)
_DUE = (
    select(table.c.id)
    .where(table.c.due_at <= bindparam("now"))
    .order_by(table.c.due_at, table.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ROW = (
    select(
        table.c.id, table.c.contact_id, table.c.channel, table.c.file_id, table.c.kind, table.c.mime,
        table.c.attempts, table.c.created_at, contacts.table.c.stopped_at,
    )
    .join_from(table, contacts.table)
    .where(table.c.id == bindparam("its_id"))
)  # fmt: skip
_LEASE = (
    update(table)
    .where(table.c.id.in_(bindparam("ids", expanding=True)))
    .values(due_at=bindparam("lease_ends"), attempts=table.c.attempts + 1)
)


def expect(tx: Transaction, contact_id: UUID, message_id: UUID, channel: str, coming: Coming, now: datetime) -> UUID:
    """Write down that a file came with a text and is to be fetched; returns its id."""
    media_id = new_id()
    tx.execute(
        _EXPECT,
        {
            "id": media_id,
            "contact_id": contact_id,
            "message_id": message_id,
            "kind": coming.kind,
            "state": "waiting",
            "channel": channel,
            "file_id": coming.file_id,
            "album": coming.album,
            "mime": coming.mime,
            "size": coming.size,
            "seconds": coming.seconds,
            "created_at": now,
            "state_at": now,
            "due_at": now,
            "attempts": 0,
        },
    )
    return media_id


def join_album(tx: Transaction, contact_id: UUID, media_id: UUID, album: str) -> bool:
    """Put a file with the others that were sent together with it; False: it is the first of them."""
    first = tx.execute(_ALBUM, {"contact": contact_id, "its_album": album}).one()
    if first.id == media_id:
        return False
    tx.execute(update(table).where(table.c.id == media_id).values(view_id=first.view_id))
    return True


def belong(tx: Transaction, contact_id: UUID, media_ids: Iterable[UUID], view_id: UUID) -> None:
    """These files of theirs are part of that view, and with each the rest of its album."""
    media_ids = list(media_ids)
    if not media_ids:
        return
    theirs = table.c.contact_id == contact_id
    named = select(table.c.album).where(theirs, table.c.id.in_(media_ids), table.c.album.is_not(None))
    tx.execute(
        update(table).where(theirs, or_(table.c.id.in_(media_ids), table.c.album.in_(named))).values(view_id=view_id)
    )


def wake(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """Whatever waits of theirs may be fetched now: they have agreed."""
    tx.execute(update(table).where(table.c.contact_id == contact_id, _WAITING).values(due_at=now))


def claim(tx: Transaction, now: datetime, lease: timedelta, most: int) -> list[Claimed]:
    """Take files that may be fetched now, so that no other process does until the lease is over."""
    due = tx.execute(_DUE, {"now": now, "most": most}).scalars().all()
    rows = [row for media_id in due if (row := _opened(tx, media_id, now))]
    if not rows:
        return []
    tx.execute(_LEASE, {"ids": [row.id for row in rows], "lease_ends": now + lease})
    agreed = consents.current_of(tx, {row.contact_id for row in rows})
    return [_claimed(row, agreed[row.contact_id].get("conversation", False)) for row in rows]


def _claimed(row: AnyRow, agreed: bool) -> Claimed:
    values = row._asdict()
    stopped = values.pop("stopped_at") is not None
    return Claimed(**values, stopped=stopped, agreed=agreed)


def _opened(tx: Transaction, media_id: UUID, now: datetime) -> AnyRow | None:
    """The row; one that is damaged is given up by itself and holds up no other."""
    try:
        return tx.execute(_ROW, {"its_id": media_id}).one()
    except SealBroken:
        refuse(tx, media_id, "where it is kept cannot be read any more: the row is damaged", now)
        return None


def keep(tx: Transaction, media_id: UUID, mime: str, content: bytes, now: datetime) -> bool:
    """It was fetched; False: nobody waits for it any more."""
    return _end(tx, media_id, now, state="kept", reason=None, mime=mime, size=len(content), content=content)


def refuse(tx: Transaction, media_id: UUID, reason: str, now: datetime) -> bool:
    """It cannot be had; False: nobody waits for it any more."""
    return _end(tx, media_id, now, state="refused", reason=reason)


def let_go(tx: Transaction, media_id: UUID, reason: str, now: datetime) -> bool:
    """It is not wanted; False: nobody waits for it any more."""
    return _end(tx, media_id, now, state="gone", reason=reason)


def again(tx: Transaction, media_id: UUID, due_at: datetime, reason: str) -> None:
    """Try again at `due_at`."""
    tx.execute(update(table).where(table.c.id == media_id, _WAITING).values(due_at=due_at, reason=reason))


def defer(tx: Transaction, media_id: UUID, due_at: datetime, reason: str) -> None:
    """Not now, and this claim does not count as a try."""
    values = {"due_at": due_at, "reason": reason, "attempts": table.c.attempts - 1}
    tx.execute(update(table).where(table.c.id == media_id, _WAITING).values(values))


def _end(tx: Transaction, media_id: UUID, now: datetime, **values: object) -> bool:
    done = update(table).where(table.c.id == media_id, _WAITING)
    return tx.execute(done.values(due_at=None, file_id=None, state_at=now, **values)).rowcount == 1


def tell(tx: Transaction, media_id: UUID, contact_id: UUID, since: datetime, now: datetime) -> bool:
    """Note that the person is told of this loss; False: they were told of one after `since`. The contact is locked."""
    told = select(table.c.id).where(table.c.contact_id == contact_id, table.c.told_at > since).limit(1)
    if tx.execute(told).first():
        return False
    tx.execute(update(table).where(table.c.id == media_id).values(told_at=now))
    return True


def get(tx: Transaction, media_id: UUID) -> Media | None:
    """One of them, without its bytes."""
    row = tx.execute(_ANY.where(table.c.id == media_id)).first()
    return Media(*row) if row else None


def content(tx: Transaction, media_id: UUID) -> bytes | None:
    """The bytes, opened; None where there are none. Raises KeyMissing, SealBroken."""
    found: bytes | None = tx.execute(select(table.c.content).where(table.c.id == media_id)).scalar()
    return found


def of_views(tx: Transaction, view_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Media, ...]]:
    """View -> its voice notes and pictures, the oldest first; a view without any is not in it."""
    return _grouped(tx, table.c.view_id, view_ids, lambda each: each.view_id)


def of_messages(tx: Transaction, message_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Media, ...]]:
    """Message -> what came with it; a message without any is not in it."""
    return _grouped(tx, table.c.message_id, message_ids, lambda each: each.message_id)


def _grouped(
    tx: Transaction, column: Column[UUID], ids: Iterable[UUID], key: Callable[[Media], UUID | None]
) -> Mapping[UUID, tuple[Media, ...]]:
    wanted = list(ids)
    if not wanted:
        return {}
    found: dict[UUID, tuple[Media, ...]] = {}
    for row in tx.execute(_ANY.where(column.in_(wanted)).order_by(table.c.id)):
        each = Media(*row)
        if group := key(each):
            found[group] = (*found.get(group, ()), each)
    return found
