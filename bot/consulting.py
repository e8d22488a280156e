"""Consultations: from a list of questions to a published flow, and from there to the people who are asked."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import structlog

from bot.house import House
from bot.logs import where
from bot.turn import Taken, begin_in
from conversations import consultation as asked
from conversations.consultation import Consultation as Draft
from conversations.consultation import as_flow
from conversations.events import Started
from conversations.flow import FlowSource
from storage import consents, consultations, contacts, flows
from storage.columns import new_id
from storage.consultations import Asked, Consultation
from storage.contacts import Contact
from storage.database import Transaction

log = structlog.get_logger()

PEOPLE = 200
"""How many people are looked at together."""


def named(question: asked.Question) -> asked.Question:
    """The question with an id of its own."""
    return asked.Question(str(new_id()), question.text, question.kind, question.choices)


def publish(house: House, tx: Transaction, network_id: UUID, draft: Draft, now: datetime) -> Consultation:
    """Keep a consultation that nothing speaks against (conversations/askable.py), and its flow."""
    consultation_id = new_id()
    questions = tuple(named(each) for each in draft.questions)
    name = f"consultation_{consultation_id.hex}"
    source = as_flow(Draft(name, draft.title, questions, draft.languages), house.flows.common)
    flows.publish(tx, source.name, source.version, source.yaml, source.words, now)
    made = Consultation(
        consultation_id,
        network_id,
        draft.title,
        source.name,
        source.version,
        now,
        tuple(Asked(UUID(each.id), at, each.kind, each.text, each.choices) for at, each in enumerate(questions, 1)),
    )
    consultations.create(tx, made)
    return made


def not_asked(tx: Transaction, contact: Contact, now: datetime) -> str | None:
    """Why somebody is not asked, in words for staff; None if they may be."""
    agreed = consents.current(tx, contact.id).get("conversation", False)
    return refusal(contact, agreed, now)


def refusal(contact: Contact, agreed: bool, now: datetime) -> str | None:
    """The same, where it is known whether they agreed."""
    if contact.stopped_at:
        return "They asked for no more texts."
    if not agreed:
        return "They have not agreed to be texted."
    if contact.paused(now):
        return "They asked for a break."
    return None


def people_of(tx: Transaction, network_id: UUID, now: datetime) -> Iterator[UUID]:
    """Everybody in a Network who may be asked."""
    cursor = None
    while True:
        found = contacts.page(tx, network_id, PEOPLE, cursor)
        words = consents.current_of(tx, [each.id for each in found.items]) if found.items else {}
        for each in found.items:
            if refusal(each, words[each.id].get("conversation", False), now) is None:
                yield each.id
        cursor = found.next
        if cursor is None:
            return


def ask_all(house: House, consultation: Consultation) -> list[Taken]:
    """Ask everybody who is to be asked and has not been, each in a transaction of their own.

    What breaks off in the middle goes on with the next call. One person's trouble does not hold up the others.
    """
    with house.database.read() as tx:
        waiting = consultations.still_to_ask(tx, consultation.id)
        learn(house, tx, consultation)
    taken = []
    for contact_id in waiting:
        try:
            taken.append(ask_one(house, consultation, contact_id))
        except Exception as error:
            log.error("somebody could not be asked", flow=consultation.flow, error=where(error))
    return taken


def learn(house: House, tx: Transaction, consultation: Consultation) -> None:
    """Bring in the flow, if this process has not asked with it yet."""
    if consultation.flow not in house.flows.names:
        published = flows.source(tx, consultation.flow, consultation.version)
        house.flows.install(FlowSource(published.name, published.version, published.yaml, published.words))


def ask_one(house: House, consultation: Consultation, contact_id: UUID) -> Taken:
    """Begin the flow with one person, and write down that they were asked."""
    now = house.clock()
    with house.database.begin() as tx:
        contact = contacts.lock(tx, contact_id)
        if not consultations.asking(tx, consultation.id, contact.id, now):
            return Taken(repeat=True)
        return begin_in(house, tx, contact.id, Started(consultation.flow), now)
