"""Joining two contacts that are one person: all that hangs on the one that goes moves to the one that stays.

Nothing that was said is lost, and nothing opens that was closed: see docs/decisions/joining.md.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import ColumnElement, Table, case, delete, select, update

from conversations.effects import Attribution, Purpose
from conversations.joining import joined as joined_sessions
from conversations.session import Session
from storage import (
    addresses,
    alerts,
    consents,
    consultations,
    contacts,
    interests,
    join_codes,
    joins,
    media,
    recipients,
    rsvps,
    sessions,
    tags,
    timers,
    views,
)
from storage.columns import AnyRow
from storage.contacts import Contact
from storage.database import Transaction
from storage.errors import NotThere
from storage.joins import Joined
from storage.messages import skip
from storage.messages import table as messages

Move = Callable[[Transaction, UUID, UUID, datetime], None]
"""Takes what hangs on the second contact over to the first, now."""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
SHOWS: Mapping[Purpose, Table] = {"sharing_profile": interests.table, "being_quoted": views.table}
"""What a yes to a purpose lets others see. The other purposes are about texts, and hold for one address each."""

ONE_NO = "A no on one of two phones is a no on both."
"""The wording of the entry in the ledger that says so."""
ON_THE_OTHER_PHONE = "joined: they get it on their other phone"
"""Why a text is not sent."""
NOT_ASKED = "What they told us on one of two phones they were not asked about there."
"""The same where a yes would show what was told without being asked."""


def join(tx: Transaction, one_id: UUID, other_id: UUID, by: str, now: datetime) -> Contact:
    """Make one contact of two; those who are one already stay so. `by` is whoever says that they are one person.

    Whoever has been on the line for longer stays, so that staff find them where they were.

    Raises NotThere for a contact that is not there, or is being erased.
    """
    locked = contacts.lock_all(tx, (one_id, other_id))
    one, other = sorted((locked[one_id], locked[other_id]), key=lambda each: each.number)
    if one.erased_at or other.erased_at:
        raise NotThere("one of these people is being erased")
    if one.id == other.id:
        return one
    noes = _noes(tx, one, other)
    quoted = _quoted(tx, one, other, "being_quoted" in noes)
    for move in MOVES.values():
        move(tx, one.id, other.id, now)
    for purpose, wording in noes.items():
        consents.record(tx, one.id, purpose, False, wording, "joining", by, now)
    contacts.merge(tx, one, other, quoted)
    joins.note(tx, Joined(other.id, other.number, one.id, by, now))
    both = contacts.get(tx, one.id)
    if both.network_id:
        views.bring(tx, both.id, both.network_id)
    return both


def _noes(tx: Transaction, one: Contact, other: Contact) -> dict[Purpose, str]:
    """Purpose -> why a yes of one is no yes of the two together, where the ledger alone would not say so."""
    words = consents.current_of(tx, (one.id, other.id))
    noes: dict[Purpose, str] = {}
    for purpose in PURPOSES:
        said = {each: words[each].get(purpose) for each in words}
        silent = next((each for each, word in said.items() if word is None), None)
        if True not in said.values():
            continue
        if False in said.values():
            noes[purpose] = ONE_NO
        elif silent and purpose in SHOWS and _has(tx, SHOWS[purpose], silent):
            noes[purpose] = NOT_ASKED
    return noes


def _quoted(tx: Transaction, one: Contact, other: Contact, refused: bool) -> Attribution | None:
    """By name only if nothing is then quoted by name that was not before."""
    wishes = {one.attribution, other.attribution}
    if len(wishes) == 1 and not refused:
        return one.attribution
    silent = next((each for each in (one, other) if each.attribution is None), None)
    if refused or "anonymous" in wishes or (silent and _has(tx, views.table, silent.id)):
        return "anonymous"
    return "first_name"


def _has(tx: Transaction, table: Table, contact_id: UUID) -> bool:
    return tx.execute(select(table.c.id).where(table.c.contact_id == contact_id).limit(1)).first() is not None


def _all_of(table: Table) -> Move:
    """Every row moves."""

    def move(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
        tx.execute(update(table).where(table.c.contact_id == goes).values(contact_id=stays))

    return move


def _last_of(table: Table, about: ColumnElement[Any], *in_order: ColumnElement[Any]) -> Move:
    """Of two rows about the same thing the last one counts, as if both had come from one phone."""

    def move(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
        theirs = select(table.c.id, about.label("about")).where(table.c.contact_id.in_((stays, goes)))
        last: dict[Any, UUID] = {}
        for row in tx.execute(theirs.where(about.is_not(None)).order_by(*in_order, table.c.id)).all():
            if before := last.get(row.about):
                tx.execute(delete(table).where(table.c.id == before))
            last[row.about] = row.id
        _all_of(table)(tx, stays, goes, now)

    return move


def _interests(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
    """Nothing lights anybody up twice."""
    known = interests.of_contact(tx, stays)
    twice = [
        each.id for each in interests.of_contact(tx, goes) if any(it.is_(each.interest, each.words) for it in known)
    ]
    tx.execute(delete(interests.table).where(interests.table.c.id.in_(twice)))
    _all_of(interests.table)(tx, stays, goes, now)


def _sessions(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
    """Where both are in one flow, the session that was spoken in last goes on; with each goes its timer."""
    agreed = {each: words.get("conversation", False) for each, words in consents.current_of(tx, (stays, goes)).items()}
    newest: dict[str, tuple[UUID, Session]] = {}
    for row in sessions.open_of(tx, (stays, goes)):
        if row.session.flow not in newest:
            newest[row.session.flow] = (row.id, row.session)
            continue
        its_id, newer = newest[row.session.flow]
        newer, older = joined_sessions(newer, row.session, agreed[row.contact_id])
        sessions.rewrite(tx, row.id, older)
        sessions.rewrite(tx, its_id, newer)
        newest[newer.flow] = (its_id, newer)
        timers.clear(tx, row.contact_id, newer.flow)
    _all_of(sessions.table)(tx, stays, goes, now)


def _codes(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
    """No code outlives a joining."""
    tx.execute(delete(join_codes.table).where(join_codes.table.c.contact_id.in_((stays, goes))))


def _tags(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
    """Each tag of either."""
    both = {*tags.of_contact(tx, stays), *tags.of_contact(tx, goes)}
    tags.keep(tx, goes, ())
    tags.keep(tx, stays, both)


def _received(tx: Transaction, stays: UUID, goes: UUID, now: datetime) -> None:
    """Of a broadcast that both were to get, the text that has gone counts; one that still waits need not go, too."""
    got, sent = recipients.table, messages.table
    state = select(sent.c.state).where(sent.c.id == got.c.message_id).scalar_subquery()
    worth = case((state.is_(None), 0), (state.in_(["skipped", "failed"]), 1), (state == "queued", 2), else_=3)
    theirs = select(got.c.broadcast_id, got.c.id, got.c.message_id, state.label("state"))
    best: dict[UUID, AnyRow] = {}
    for row in tx.execute(theirs.where(got.c.contact_id.in_((stays, goes))).order_by(worth, got.c.number)).all():
        if worse := best.get(row.broadcast_id):
            tx.execute(delete(got).where(got.c.id == worse.id))
            if worse.state == "queued":
                skip(tx, worse.message_id, ON_THE_OTHER_PHONE, now)
        best[row.broadcast_id] = row
    _all_of(got)(tx, stays, goes, now)


MOVES: Mapping[Table, Move] = {
    addresses.table: _all_of(addresses.table),
    alerts.table: _all_of(alerts.table),
    consents.table: _all_of(consents.table),
    consultations.answers: _last_of(
        consultations.answers,
        case((consultations.answers.c.view_id.is_(None), consultations.answers.c.question_id)),
        consultations.answers.c.answered_at,
    ),
    consultations.people: _last_of(
        consultations.people, consultations.people.c.consultation_id, consultations.people.c.asked_at.nulls_first()
    ),
    interests.table: _interests,
    join_codes.table: _codes,
    joins.table: _all_of(joins.table),
    media.table: _all_of(media.table),
    messages.table: _all_of(messages.table),
    recipients.table: _received,
    rsvps.table: _last_of(rsvps.table, rsvps.table.c.meeting_id, rsvps.table.c.answered_at),
    sessions.table: _sessions,
    tags.table: _tags,
    timers.table: _last_of(timers.table, timers.table.c.flow, timers.table.c.due_at),
    views.table: _all_of(views.table),
}
"""One line a table that hangs on a contact; a test walks all tables. Sessions come before their timers."""
