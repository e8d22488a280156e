"""Which noun of storage keeps each effect: one line an effect, in the turn's own transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from bot.taking_in import File
from conversations.effects import (
    Effect,
    EraseContact,
    ForgetInterest,
    GiveCode,
    KeepAnswer,
    KeepInterest,
    KeepRsvp,
    KeepView,
    NameContact,
    PauseContact,
    PlaceContact,
    QuoteAs,
    RaiseAlert,
    RecordConsent,
    RestartContact,
    ResumeContact,
    Say,
    SpeakLanguage,
    StopContact,
    TellOther,
    UseCode,
    WakeAt,
)
from conversations.events import Flood
from storage import (
    alerts,
    consents,
    consultations,
    contacts,
    erasure,
    interests,
    join_codes,
    media,
    meetings,
    messages,
    networks,
    rsvps,
    timers,
    views,
)
from storage.addresses import Address
from storage.contacts import Contact
from storage.database import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the effects of one event are to be kept, and what has been queued so far."""

    tx: Transaction
    contact: Contact
    address_id: UUID
    channel: str
    message_id: UUID | None
    """The inbound text that this turn answers; None when a timer or a worker began it."""
    now: datetime
    file: File | None = None
    """What came with that text and can be taken in."""
    flood: Flood | None = None
    other: Address | None = None
    """The phone that this one has been joined with in this turn."""
    queued: list[UUID] = field(default_factory=list)


def queue_text(turn: Turn, say: Say) -> None:
    """A reply is a row first; the sender takes it from there."""
    turn.queued.append(
        messages.queue(
            turn.tx,
            turn.contact.id,
            turn.address_id,
            turn.channel,
            say.text,
            say.choices,
            say.kind,
            turn.now,
            answers=turn.message_id,
        )
    )


def keep_view(turn: Turn, view: KeepView) -> None:
    """A view belongs to what asked for it, a meeting or a consultation; unasked, to the person's Network."""
    question = UUID(view.question) if view.question else None
    consulted = consultations.of_question(turn.tx, question) if question else None
    if question and consulted:
        view_id = views.keep(
            turn.tx, turn.contact.id, consulted.network_id, None, None, view.text, view.theme, turn.message_id, turn.now
        )
        consultations.keep_view(turn.tx, question, turn.contact.id, view_id, turn.now)
        media.belong(turn.tx, turn.contact.id, map(UUID, view.files), view_id)
        return
    meeting = meetings.of_question(turn.tx, question) if question else None
    network = meeting.network_id if meeting else network_now(turn)
    meeting_id = meeting.id if meeting else None
    view_id = views.keep(
        turn.tx, turn.contact.id, network, meeting_id, question, view.text, view.theme, turn.message_id, turn.now
    )
    media.belong(turn.tx, turn.contact.id, map(UUID, view.files), view_id)


def keep_answer(turn: Turn, answer: KeepAnswer) -> None:
    """To be counted with those of others."""
    consultations.keep_answer(turn.tx, UUID(answer.question), turn.contact.id, answer.answer, turn.now)


def network_now(turn: Turn) -> UUID | None:
    """The person's Network, also when this very turn has just placed them."""
    return contacts.get(turn.tx, turn.contact.id).network_id


def place(turn: Turn, effect: PlaceContact) -> None:
    """Into the Network, with all they said before they were in one.

    The slug came from the situation's areas, so the Network is there unless it was removed meanwhile.
    """
    network = networks.by_slug(turn.tx, effect.network)
    if network:
        contacts.place(turn.tx, turn.contact.id, network.id)
        views.bring(turn.tx, turn.contact.id, network.id)


def record_consent(turn: Turn, effect: RecordConsent) -> None:
    """In the person's own words on their own phone, so they are the ones who recorded it."""
    consents.record(
        turn.tx,
        turn.contact.id,
        effect.purpose,
        effect.given,
        effect.wording,
        turn.channel,
        recorded_by="the person",
        now=turn.now,
        address_id=turn.address_id,
    )
    if effect.purpose == "conversation" and effect.given:
        media.wake(turn.tx, turn.contact.id, turn.now)


def erase(turn: Turn, effect: EraseContact) -> None:
    """All at once, but for the goodbye that is to go out yet. Staff learn that it was done, and not to whom."""
    erasure.erase(turn.tx, turn.contact.id, effect.keep_views, turn.now)
    alerts.raise_(turn.tx, None, "erased", None, None, turn.now)


def call_worker(turn: Turn, it: RaiseAlert) -> None:
    """A row that stands until somebody has looked, and a line in the log that a monitor can ring for."""
    if it.kind == "underage":
        contacts.underage(turn.tx, turn.contact.id, turn.now)
    alert = alerts.raise_(turn.tx, turn.contact.id, it.kind, it.category, turn.message_id, turn.now)
    log.warning("a worker must look", alert=alert, kind=it.kind)


def tell_other(turn: Turn, told: TellOther) -> None:
    """To the phone that asked for the code: it is the last word of that exchange."""
    if there := turn.other:
        to = (turn.contact.id, there.id, there.channel)
        turn.queued.append(messages.queue(turn.tx, *to, told.text, (), "reply", turn.now))


Keeper = Callable[[Turn, Any], object]

KEEPERS: dict[type[Effect], Keeper] = {
    Say: queue_text,
    KeepView: keep_view,
    KeepAnswer: keep_answer,
    KeepInterest: lambda turn, it: interests.keep(turn.tx, turn.contact.id, it.interest, it.words, turn.now),
    ForgetInterest: lambda turn, it: interests.forget(turn.tx, turn.contact.id, it.interest, it.words),
    RecordConsent: record_consent,
    NameContact: lambda turn, it: contacts.rename(turn.tx, turn.contact.id, it.first_name),
    PlaceContact: place,
    QuoteAs: lambda turn, it: contacts.quote_as(turn.tx, turn.contact.id, it.attribution),
    StopContact: lambda turn, it: contacts.stop(turn.tx, turn.contact.id, turn.now),
    RestartContact: lambda turn, it: contacts.restart(turn.tx, turn.contact.id),
    PauseContact: lambda turn, it: contacts.pause(turn.tx, turn.contact.id, turn.now, it.until),
    ResumeContact: lambda turn, it: contacts.resume(turn.tx, turn.contact.id),
    EraseContact: erase,
    KeepRsvp: lambda turn, it: rsvps.keep(
        turn.tx, turn.contact.id, UUID(it.meeting), it.answer, it.barriers, it.easier, turn.now
    ),
    SpeakLanguage: lambda turn, it: contacts.speak(turn.tx, turn.contact.id, it.language),
    RaiseAlert: call_worker,
    GiveCode: lambda turn, it: join_codes.give(turn.tx, turn.contact.id, turn.address_id, it.code, turn.now),
    UseCode: lambda turn, it: None,  # the turn does it when all else is kept: turn.py
    TellOther: tell_other,
    WakeAt: lambda turn, it: timers.set_(turn.tx, turn.contact.id, it.flow, it.at),
}


def keep(turn: Turn, effects: tuple[Effect, ...]) -> None:
    """Keep all that a turn decided, in its order."""
    for effect in effects:
        KEEPERS[type(effect)](turn, effect)
