"""What a turn may know, read from storage in the turn's own transaction."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.joining_up import fresh_code
from conversations.flow import FlowSource
from conversations.library import Flows
from conversations.reading.local import LocalInterest
from conversations.session import Session
from conversations.situation import Area, Interest, Person, Question, Situation, Upcoming
from storage import flows, interests, local_interests, meetings, networks, sessions, standing
from storage.contacts import Contact
from storage.database import Transaction
from storage.networks import Network

TAKEN_OVER = timedelta(days=1)
"""So long is the bot silent for a worker who does not hand back."""
NEXT_MEETINGS = 3
"""How many coming meetings a turn is told of; two texts hold no more."""


def situation_of(
    tx: Transaction, contact: Contact, address_id: UUID, spoken_on: str, zone: ZoneInfo, now: datetime
) -> Situation:
    """Everything that `converse` may use, as values. `spoken_on` is the channel as the person sees it."""
    there_are = networks.all_(tx)
    own = next((each for each in there_are if each.id == contact.network_id), None)
    coming = meetings.upcoming(tx, contact.network_id, now, NEXT_MEETINGS) if contact.network_id else ()
    return Situation(
        person=person_of(tx, contact, address_id, spoken_on, now),
        sessions=sessions.open_for(tx, contact.id),
        areas=tuple(Area(each.slug, each.name, each.locality) for each in there_are),
        questions=tuple(Question(str(each.id), each.text) for meeting in coming[:1] for each in meeting.questions),
        upcoming=tuple(Upcoming(each.title, each.starts_at.astimezone(zone), each.place) for each in coming),
        local_interests=local_interests_of(tx, own),
        code=fresh_code(),
    )


def local_interests_of(tx: Transaction, network: Network | None) -> tuple[LocalInterest, ...]:
    """What a Network has named as an interest. Most have not, and their people's turns do not look for it."""
    if network is None or not network.names_interests:
        return ()
    named = local_interests.of_network(tx, network.id)
    return tuple(LocalInterest(f"{network.slug}/{each.slug}", each.name, each.also) for each in named)


def person_of(tx: Transaction, contact: Contact, address_id: UUID, spoken_on: str, now: datetime) -> Person:
    """The contact as a conversation needs to know them, on one of their phones."""
    stands = standing.of_contact(tx, contact.id, address_id)
    return Person(
        reference=contact.reference,
        channel=spoken_on,
        first_name=contact.first_name,
        network=contact.network_slug,
        language=contact.language,
        attribution=contact.attribution,
        consents=stands.consents,
        here=stands.here,
        interests=tuple(Interest(each.words, each.interest) for each in interests.of_contact(tx, contact.id)),
        views=stands.views,
        files=stands.files,
        in_danger=stands.in_danger,
        heard_at=contact.last_heard_at,
        taken_over_until=taken_over_until(contact, now),
        stopped=contact.stopped_at is not None,
        paused=contact.paused(now),
        paused_until=contact.paused_until,
        phone=contact.phone,
    )


def taken_over_until(contact: Contact, now: datetime) -> datetime | None:
    """Until when a worker writes in the bot's place, unless they hand back before; None if nobody does."""
    until = contact.taken_over_at + TAKEN_OVER if contact.taken_over_at else None
    return until if until and until > now else None


def fetch_versions(tx: Transaction, library: Flows, open_sessions: tuple[Session, ...]) -> None:
    """Bring in the published version that each open session began with, if this process has not seen it yet."""
    for session in open_sessions:
        if not library.knows(session.flow, session.version):
            published = flows.source(tx, session.flow, session.version)
            library.add(FlowSource(published.name, published.version, published.yaml, published.words))
