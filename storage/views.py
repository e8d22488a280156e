"""What people said for their Network to hear."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    Text,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    update,
)

from storage import consultations, contacts, media, meetings, networks
from storage.columns import Moment, Sealed, id_column, link, metadata, new_id, select_list
from storage.database import Transaction
from storage.media import Media
from storage.paging import Page, id_behind, page_of

table = Table(
    "views",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", index=True),
    link("network_id", "networks.id", optional=True, index=True),
    link("meeting_id", "meetings.id", optional=True, index=True),
    link("question_id", "questions.id", optional=True),
    link("message_id", "messages.id", optional=True),
    link("agenda_item_id", "agenda_items.id", optional=True, index=True),
    Column("text", Sealed("views.text"), nullable=False),
    Column("theme", Text),
    Column("said_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class View:
    """A view as a chair may see it: with a first name only if its author wants that today."""

    id: UUID
    text: str
    """Empty for a voice note or a picture that came without words."""
    question: str | None
    """The text of the question it answers."""
    theme: str | None
    network_id: UUID | None
    network: str | None
    """The Network's slug."""
    meeting_id: UUID | None
    attribution: str | None
    said_at: datetime
    agenda_item_id: UUID | None
    media: tuple[Media, ...] = ()
    """The voice notes and pictures that are part of it."""


_name_if_wanted = case((contacts.table.c.attribution == "first_name", contacts.table.c.first_name), else_=None)
_consulted = (
    select(consultations.questions.c.text)
    .join(consultations.answers, consultations.answers.c.question_id == consultations.questions.c.id)
    .where(consultations.answers.c.view_id == table.c.id)
    .correlate(table)
    .limit(1)
    .scalar_subquery()
)
_ANY = (
    select(
        *select_list(
            View,
            table,
            question=func.coalesce(meetings.questions.c.text, _consulted),
            network=networks.table.c.slug,
            attribution=_name_if_wanted,
        )
    )
    .select_from(table)
    .join(contacts.table)
    .outerjoin(networks.table, networks.table.c.id == table.c.network_id)
    .outerjoin(meetings.questions)
)


def keep(
    tx: Transaction,
    contact_id: UUID,
    network_id: UUID | None,
    meeting_id: UUID | None,
    question_id: UUID | None,
    text: str,
    theme: str | None,
    message_id: UUID | None,
    now: datetime,
) -> UUID:
    """Keep what somebody said, and where it belongs; returns its id."""
    view_id = new_id()
    tx.execute(
        insert(table),
        {
            "id": view_id,
            "contact_id": contact_id,
            "network_id": network_id,
            "meeting_id": meeting_id,
            "question_id": question_id,
            "message_id": message_id,
            "text": text,
            "theme": theme,
            "said_at": now,
        },
    )
    return view_id


def bring(tx: Transaction, contact_id: UUID, network_id: UUID) -> None:
    """Give this Network what the person said before they were in one; what another has heard stays there."""
    homeless = and_(table.c.contact_id == contact_id, table.c.network_id.is_(None))
    tx.execute(update(table).where(homeless).values(network_id=network_id))


def feedback(
    tx: Transaction,
    network_id: UUID | None = None,
    meeting_id: UUID | None = None,
    theme: str | None = None,
    since: datetime | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[View]:
    """What was said, the newest first, narrowed by whatever is given; raises BadCursor."""
    query = _ANY.order_by(table.c.id.desc()).limit(limit + 1)
    if network_id:
        query = query.where(table.c.network_id == network_id)
    if meeting_id:
        query = query.where(table.c.meeting_id == meeting_id)
    if theme:
        query = query.where(table.c.theme == theme)
    if since:
        query = query.where(table.c.said_at >= since)
    if behind := id_behind(cursor):
        query = query.where(table.c.id < behind)
    return page_of(found(tx, query), limit, lambda each: each.id)


def of_items(tx: Transaction, item_ids: Iterable[UUID]) -> tuple[View, ...]:
    """The views on these agenda items, the oldest first."""
    return tuple(found(tx, _ANY.where(table.c.agenda_item_id.in_(item_ids)).order_by(table.c.id)))


def by_ids(tx: Transaction, view_ids: Iterable[UUID]) -> tuple[View, ...]:
    """These views, the oldest first."""
    return tuple(found(tx, _ANY.where(table.c.id.in_(view_ids)).order_by(table.c.id)))


def unplaced(tx: Transaction, meeting_id: UUID, network_id: UUID) -> tuple[View, ...]:
    """The views a meeting could talk about that are on no agenda yet, the oldest first."""
    where = and_(meant_for(meeting_id, network_id), table.c.agenda_item_id.is_(None))
    return tuple(found(tx, _ANY.where(where).order_by(table.c.id)))


def meant_for(meeting_id: UUID, network_id: UUID) -> ColumnElement[bool]:
    """Said for this meeting, or to its Network for no meeting in particular."""
    return or_(
        table.c.meeting_id == meeting_id,
        and_(table.c.meeting_id.is_(None), table.c.network_id == network_id),
    )


def network_of(tx: Transaction, view_id: UUID) -> UUID | None:
    """The Network that a view is for."""
    network_id: UUID | None = tx.execute(select(table.c.network_id).where(table.c.id == view_id)).scalar()
    return network_id


def without_words(tx: Transaction, contact_id: UUID) -> list[UUID]:
    """Those of somebody's views that are nothing but a voice note or a picture."""
    query = select(table.c.id, table.c.text).join(media.table, media.table.c.view_id == table.c.id)
    return [row.id for row in tx.execute(query.where(table.c.contact_id == contact_id).distinct()) if not row.text]


def found(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[View]:
    """Views of their rows, with what belongs to them."""
    rows = [View(*row) for row in tx.execute(query)]
    files = media.of_views(tx, [each.id for each in rows])
    return [replace(each, media=files[each.id]) if each.id in files else each for each in rows]
