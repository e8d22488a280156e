"""The meetings of a Network, each with the questions that people are asked for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Integer, Table, Text, bindparam, insert, select

from storage.columns import AnyRow, Moment, id_column, link, metadata, new_id
from storage.database import Transaction
from storage.paging import Page, id_behind, page_of

table = Table(
    "meetings",
    metadata,
    id_column(),
    link("network_id", "networks.id", index=True),
    Column("title", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("place", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    id_column(),
    link("meeting_id", "meetings.id", index=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question put to people before a meeting; the first has position 1."""

    id: UUID
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting to come or over, with its questions in order."""

    id: UUID
    network_id: UUID
    title: str
    starts_at: datetime
    place: str
    created_at: datetime
    questions: tuple[Question, ...]


_QUESTIONS = (
    select(questions.c.meeting_id, questions.c.id, questions.c.text, questions.c.position)
    .where(questions.c.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(questions.c.position)
)
_UPCOMING = (
    select(table)
    .where(table.c.network_id == bindparam("network"), table.c.starts_at > bindparam("now"))
    .order_by(table.c.starts_at, table.c.id)
    .limit(bindparam("most"))
)
_OF_QUESTION = select(table).join(questions).where(questions.c.id == bindparam("question"))


def create(
    tx: Transaction,
    network_id: UUID,
    title: str,
    starts_at: datetime,
    place: str,
    questions_asked: Sequence[str],
    now: datetime,
) -> Meeting:
    """Plan a meeting; its questions are open to the Network's people from now on."""
    meeting_id = new_id()
    asked = tuple(Question(new_id(), text, position) for position, text in enumerate(questions_asked, start=1))
    tx.execute(
        insert(table),
        {
            "id": meeting_id,
            "network_id": network_id,
            "title": title,
            "starts_at": starts_at,
            "place": place,
            "created_at": now,
        },
    )
    if asked:
        tx.execute(
            insert(questions),
            [{"id": q.id, "meeting_id": meeting_id, "position": q.position, "text": q.text} for q in asked],
        )
    return Meeting(meeting_id, network_id, title, starts_at, place, now, asked)


def get(tx: Transaction, meeting_id: UUID) -> Meeting | None:
    """The meeting with this id."""
    return next(iter(_with_questions(tx, tx.execute(select(table).where(table.c.id == meeting_id)))), None)


def of_question(tx: Transaction, question_id: UUID) -> Meeting | None:
    """The meeting that this question was asked for."""
    return next(iter(_with_questions(tx, tx.execute(_OF_QUESTION, {"question": question_id}))), None)


def upcoming(tx: Transaction, network_id: UUID, now: datetime, limit: int) -> tuple[Meeting, ...]:
    """What is still to come in a Network, the next one first."""
    return _with_questions(tx, tx.execute(_UPCOMING, {"network": network_id, "now": now, "most": limit}))


def page(tx: Transaction, network_id: UUID | None, limit: int, cursor: str | None = None) -> Page[Meeting]:
    """Meetings of one Network or of all, the one planned last first; raises BadCursor."""
    query = select(table).order_by(table.c.id.desc()).limit(limit + 1)
    if network_id:
        query = query.where(table.c.network_id == network_id)
    if behind := id_behind(cursor):
        query = query.where(table.c.id < behind)
    return page_of(_with_questions(tx, tx.execute(query)), limit, lambda each: each.id)


def _with_questions(tx: Transaction, rows: Iterable[AnyRow]) -> tuple[Meeting, ...]:
    """Meetings of their rows, with all their questions fetched at once."""
    found = [row._mapping for row in rows]
    if not found:
        return ()
    asked: dict[UUID, list[Question]] = {row["id"]: [] for row in found}
    for meeting_id, *question in tx.execute(_QUESTIONS, {"meetings": list(asked)}):
        asked[meeting_id].append(Question(*question))
    return tuple(Meeting(**row, questions=tuple(asked[row["id"]])) for row in found)
