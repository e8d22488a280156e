"""What a meeting will talk about: items in an order, each standing on views."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Column, Integer, Table, Text, bindparam, delete, distinct, func, insert, select, update

from storage import meetings, views
from storage.columns import Sealed, id_column, link, metadata, new_id
from storage.database import Transaction
from storage.errors import NotThere
from storage.meetings import Meeting
from storage.views import View

table = Table(
    "agenda_items",
    metadata,
    id_column(),
    link("meeting_id", "meetings.id", index=True),
    Column("position", Integer, nullable=False),
    Column("title", Sealed("agenda_items.title"), nullable=False),
    Column("theme", Text),
    Column("outcome", Sealed("agenda_items.outcome")),
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing to talk about. `voices` is how many different people its views come from."""

    id: UUID
    meeting_id: UUID
    position: int
    title: str
    theme: str | None
    outcome: str | None
    views: tuple[View, ...]
    voices: int


class Same(Enum):
    """Leave it as it is."""

    SAME = "same"


SAME = Same.SAME
T = TypeVar("T")

_IN_ORDER = select(table).where(table.c.meeting_id == bindparam("meeting")).order_by(table.c.position)
_RENUMBER = update(table).where(table.c.id == bindparam("its_id")).values(position=bindparam("new"))


def items(tx: Transaction, meeting_id: UUID) -> tuple[AgendaItem, ...]:
    """The agenda of a meeting, in order."""
    rows = [row._mapping for row in tx.execute(_IN_ORDER, {"meeting": meeting_id})]
    ids = [row["id"] for row in rows]
    seen = views.of_items(tx, ids)
    voices = _voices(tx, ids)
    return tuple(
        AgendaItem(
            **row,
            views=tuple(view for view in seen if view.agenda_item_id == row["id"]),
            voices=voices.get(row["id"], 0),
        )
        for row in rows
    )


def get(tx: Transaction, item_id: UUID) -> AgendaItem | None:
    """One item."""
    meeting_id = tx.execute(select(table.c.meeting_id).where(table.c.id == item_id)).scalar()
    if meeting_id is None:
        return None
    return next((item for item in items(tx, meeting_id) if item.id == item_id), None)


def unplaced(tx: Transaction, meeting: Meeting) -> tuple[View, ...]:
    """What was said for this meeting, or to its Network for none, and is on no agenda yet."""
    return views.unplaced(tx, meeting.id, meeting.network_id)


def add(
    tx: Transaction,
    meeting_id: UUID,
    title: str,
    theme: str | None,
    view_ids: Sequence[UUID],
    position: int | None = None,
) -> AgendaItem:
    """Put an item on the agenda, last unless `position` (from 1) says where.

    Raises NotThere when there is no such meeting, or when a view is not one that it could talk about.
    """
    meeting = _lock(tx, meeting_id)
    item_id = new_id()
    order = _order(tx, meeting_id)
    tx.execute(
        insert(table),
        {"id": item_id, "meeting_id": meeting_id, "position": len(order) + 1, "title": title, "theme": theme},
    )
    _place_views(tx, meeting, item_id, view_ids)
    _put(tx, [*order, item_id], item_id, position)
    return _sure(get(tx, item_id))


def edit(
    tx: Transaction,
    item_id: UUID,
    *,
    title: str | Same = SAME,
    theme: str | Same | None = SAME,
    position: int | Same = SAME,
    view_ids: Sequence[UUID] | Same = SAME,
) -> AgendaItem:
    """Change what is given; `view_ids` are all the views it shall stand on. Raises NotThere as `add` does."""
    before = _sure(get(tx, item_id))
    meeting = _lock(tx, before.meeting_id)
    values = {name: value for name, value in {"title": title, "theme": theme}.items() if value is not SAME}
    if values:
        tx.execute(update(table).where(table.c.id == item_id).values(values))
    if view_ids is not SAME:
        _free_views(tx, item_id)
        _place_views(tx, meeting, item_id, view_ids)
    if position is not SAME:
        _put(tx, _order(tx, meeting.id), item_id, position)
    return _sure(get(tx, item_id))


def remove(tx: Transaction, item_id: UUID) -> None:
    """Take an item off; its views are unplaced again, the items behind it move up. Raises NotThere."""
    meeting_id = _sure(get(tx, item_id)).meeting_id
    _lock(tx, meeting_id)
    _free_views(tx, item_id)
    tx.execute(delete(table).where(table.c.id == item_id))
    _renumber(tx, _order(tx, meeting_id))


def _lock(tx: Transaction, meeting_id: UUID) -> Meeting:
    """Two people who change one agenda do it one after the other."""
    tx.execute(select(meetings.table.c.id).where(meetings.table.c.id == meeting_id).with_for_update())
    return _sure(meetings.get(tx, meeting_id))


def _order(tx: Transaction, meeting_id: UUID) -> list[UUID]:
    """The ids of a meeting's items, in order."""
    query = select(table.c.id).where(table.c.meeting_id == meeting_id).order_by(table.c.position)
    return list(tx.execute(query).scalars())


def _put(tx: Transaction, order: Sequence[UUID], item_id: UUID, position: int | None) -> None:
    """Move one item to a position; beyond the end means last."""
    others = [each for each in order if each != item_id]
    at = len(others) if position is None else max(position - 1, 0)
    _renumber(tx, [*others[:at], item_id, *others[at:]])


def _renumber(tx: Transaction, order: Sequence[UUID]) -> None:
    """Positions are always 1 to n."""
    if order:
        tx.execute(_RENUMBER, [{"its_id": each, "new": position} for position, each in enumerate(order, start=1)])


def _place_views(tx: Transaction, meeting: Meeting, item_id: UUID, view_ids: Sequence[UUID]) -> None:
    """Only views that this meeting could talk about and that are on no other item."""
    wanted = set(view_ids)
    placed = tx.execute(
        update(views.table)
        .where(
            views.table.c.id.in_(wanted),
            views.table.c.agenda_item_id.is_(None),
            views.meant_for(meeting.id, meeting.network_id),
        )
        .values(agenda_item_id=item_id)
    )
    if placed.rowcount != len(wanted):
        raise NotThere("one of these views is not there, belongs to another meeting or is on the agenda already")


def _free_views(tx: Transaction, item_id: UUID) -> None:
    tx.execute(update(views.table).where(views.table.c.agenda_item_id == item_id).values(agenda_item_id=None))


def _voices(tx: Transaction, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Item -> how many different people are behind it."""
    column = views.table.c.agenda_item_id
    query = (
        select(column, func.count(distinct(views.table.c.contact_id)).label("voices"))
        .where(column.in_(item_ids))
        .group_by(column)
    )
    return {row.agenda_item_id: row.voices for row in tx.execute(query)}


def _sure(found: T | None) -> T:
    if found is None:
        raise NotThere("there is no such meeting or agenda item")
    return found
