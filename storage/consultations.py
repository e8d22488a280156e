"""Consultations: what a Network asks of its people, whom it asked, and what they answered.

An answer in somebody's own words is a view, and only points to it here. Any other is sealed, and one a person and
question: the last one counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from conversations.consultation import Kind
from storage.columns import AnyRow, Moment, Sealed, id_column, link, metadata, new_id
from storage.database import Transaction
from storage.paging import Page, id_behind, page_of

table = Table(
    "consultations",
    metadata,
    id_column(),
    link("network_id", "networks.id", index=True),
    Column("title", Text, nullable=False),
    Column("flow", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

questions = Table(
    "consultation_questions",
    metadata,
    id_column(),
    link("consultation_id", "consultations.id", index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("choices", JSON, nullable=False),
)

people = Table(
    "consultation_people",
    metadata,
    id_column(),
    link("consultation_id", "consultations.id"),
    Column("contact_id", Uuid, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("wanted_at", Moment, nullable=False),
    Column("asked_at", Moment),
    UniqueConstraint("consultation_id", "contact_id"),
)
"""Who is to be asked, and since when they have been."""

answers = Table(
    "consultation_answers",
    metadata,
    id_column(),
    link("question_id", "consultation_questions.id", index=True),
    Column("contact_id", Uuid, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("view_id", Uuid, ForeignKey("views.id", ondelete="CASCADE"), index=True),
    Column("answer", Sealed("consultation_answers.answer")),
    Column("answered_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a consultation; the first has position 1."""

    id: UUID
    position: int
    kind: Kind
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a Network wants to know, and the flow that asks it."""

    id: UUID
    network_id: UUID
    title: str
    flow: str
    version: str
    created_at: datetime
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered. `answer` is None for an answer that is a view."""

    question_id: UUID
    contact_id: UUID
    view_id: UUID | None
    answer: str | None


_QUESTIONS = (
    select(
        questions.c.consultation_id,
        questions.c.id,
        questions.c.position,
        questions.c.kind,
        questions.c.text,
        questions.c.choices,
    )
    .where(questions.c.consultation_id.in_(bindparam("consultations", expanding=True)))
    .order_by(questions.c.position)
)
_OF_QUESTION = (
    select(table)
    .join(questions, questions.c.consultation_id == table.c.id)
    .where(questions.c.id == bindparam("question"))
)
_COUNTED = (answers.c.question_id == bindparam("its_question"), answers.c.contact_id == bindparam("contact"))


def create(tx: Transaction, consultation: Consultation) -> None:
    """Keep a consultation whose flow is published."""
    values = {column.name: getattr(consultation, column.name) for column in table.c}
    tx.execute(insert(table), values)
    tx.execute(
        insert(questions),
        [
            {
                "id": each.id,
                "consultation_id": consultation.id,
                "position": each.position,
                "kind": each.kind,
                "text": each.text,
                "choices": list(each.choices),
            }
            for each in consultation.questions
        ],
    )


def get(tx: Transaction, consultation_id: UUID) -> Consultation | None:
    """The consultation with this id."""
    found = tx.execute(select(table).where(table.c.id == consultation_id))
    return next(iter(_with_questions(tx, found)), None)


def of_question(tx: Transaction, question_id: UUID) -> Consultation | None:
    """The consultation that this question belongs to."""
    return next(iter(_with_questions(tx, tx.execute(_OF_QUESTION, {"question": question_id}))), None)


def page(tx: Transaction, network_id: UUID | None, limit: int, cursor: str | None = None) -> Page[Consultation]:
    """Consultations of one Network or of all, the newest first; raises BadCursor."""
    query = select(table).order_by(table.c.id.desc()).limit(limit + 1)
    if network_id:
        query = query.where(table.c.network_id == network_id)
    if behind := id_behind(cursor):
        query = query.where(table.c.id < behind)
    return page_of(_with_questions(tx, tx.execute(query)), limit, lambda each: each.id)


def want(tx: Transaction, consultation_id: UUID, contact_ids: Iterable[UUID], now: datetime) -> tuple[UUID, ...]:
    """These people are to be asked; returns those who were not before. Nobody is asked twice."""
    tx.hold(f"consultation {consultation_id}")
    there = {
        row.contact_id
        for row in tx.execute(select(people.c.contact_id).where(people.c.consultation_id == consultation_id))
    }
    new = tuple(each for each in dict.fromkeys(contact_ids) if each not in there)
    if new:
        tx.execute(
            insert(people),
            [
                {"id": new_id(), "consultation_id": consultation_id, "contact_id": each, "wanted_at": now}
                for each in new
            ],
        )
    return new


def still_to_ask(tx: Transaction, consultation_id: UUID) -> tuple[UUID, ...]:
    """Those who are to be asked and have not been."""
    waiting = select(people.c.contact_id).where(
        people.c.consultation_id == consultation_id, people.c.asked_at.is_(None)
    )
    return tuple(row.contact_id for row in tx.execute(waiting.order_by(people.c.id)))


def asking(tx: Transaction, consultation_id: UUID, contact_id: UUID, now: datetime) -> bool:
    """Whoever marks somebody as asked asks them; False: somebody else does, or has."""
    mark = update(people).where(
        people.c.consultation_id == consultation_id, people.c.contact_id == contact_id, people.c.asked_at.is_(None)
    )
    return tx.execute(mark.values(asked_at=now)).rowcount == 1


def keep_answer(tx: Transaction, question_id: UUID, contact_id: UUID, answer: str, now: datetime) -> None:
    """An answer that is counted, in place of the one before. The caller has locked the contact."""
    values = {"answer": answer, "answered_at": now}
    named = {"its_question": question_id, "contact": contact_id}
    if tx.execute(update(answers).where(*_COUNTED).values(values), named).rowcount == 0:
        tx.execute(insert(answers), {"id": new_id(), "question_id": question_id, "contact_id": contact_id, **values})


def keep_view(tx: Transaction, question_id: UUID, contact_id: UUID, view_id: UUID, now: datetime) -> None:
    """An answer that was kept as a view."""
    values = {"question_id": question_id, "contact_id": contact_id, "view_id": view_id, "answered_at": now}
    tx.execute(insert(answers), {"id": new_id(), **values})


def answers_to(tx: Transaction, question_ids: Sequence[UUID]) -> tuple[Answer, ...]:
    """All answers to these questions, the oldest first."""
    query = select(answers.c.question_id, answers.c.contact_id, answers.c.view_id, answers.c.answer)
    found = tx.execute(query.where(answers.c.question_id.in_(question_ids)).order_by(answers.c.id))
    return tuple(Answer(*row) for row in found)


def forget(tx: Transaction, contact_id: UUID, *, keep_views: bool = False) -> None:
    """Drop that somebody was asked, and what they answered. With `keep_views` the link to their views stays."""
    tx.execute(delete(people).where(people.c.contact_id == contact_id))
    theirs = delete(answers).where(answers.c.contact_id == contact_id)
    tx.execute(theirs.where(answers.c.view_id.is_(None)) if keep_views else theirs)


def _with_questions(tx: Transaction, rows: Iterable[AnyRow]) -> tuple[Consultation, ...]:
    """Consultations of their rows, with all their questions fetched at once."""
    found = [row._mapping for row in rows]
    if not found:
        return ()
    asked: dict[UUID, list[Asked]] = {row["id"]: [] for row in found}
    for consultation_id, id_, position, kind, text, choices in tx.execute(_QUESTIONS, {"consultations": list(asked)}):
        asked[consultation_id].append(Asked(id_, position, kind, text, tuple(choices)))
    return tuple(Consultation(**row, questions=tuple(asked[row["id"]])) for row in found)
