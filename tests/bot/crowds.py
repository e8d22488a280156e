"""People to broadcast to, each with a reason of their own to get a text or not."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from bot import broadcasting
from bot.house import House
from conversations.effects import Purpose
from storage import broadcasts, consents, contacts, networks, recipients
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Reason, Words
from storage.database import Transaction
from storage.recipients import Recipient
from tests.bot.houses import TUESDAY_NOON as NOW
from tests.bot.houses import send_all

AGREED: tuple[Purpose, ...] = ("conversation", "invitations")
HELLO = "Hi {first_name}, there is coffee and cake on Thursday."


def network(tx: Transaction, slug: str = "leeds") -> UUID:
    """A Network of this name, made if need be."""
    found = networks.by_slug(tx, slug)
    return (found or networks.create(tx, slug, f"{slug.title()} Network", slug.title(), NOW)).id


def person(
    house: House,
    number: int,
    name: str | None = "Ann",
    *,
    place: str = "leeds",
    agreed: Sequence[Purpose] = AGREED,
    channel: str = "sms",
    language: str = "en",
) -> UUID:
    """Somebody on the line; `number` makes their phone."""
    with house.database.begin() as tx:
        given = [(each, "w", "in person", "Sam") for each in agreed]
        phone = f"+4477009{number:05d}"
        return contacts.create(tx, channel, phone, name, network(tx, place), language, given, NOW).id


def words(
    text: str = HELLO,
    audience: Audience | None = None,
    reason: Reason = "service",
    *,
    at: str | None = None,
    until: str | None = None,
    worker_line: bool = False,
    polish: str | None = None,
) -> Words:
    """A draft."""
    translations = {"pl": polish} if polish else {}
    whom = audience or Audience(networks=("leeds",))
    return Words("Coffee", text, translations, whom, reason, "consent", worker_line, at, until)


def draft(house: House, said: Words | None = None, by: str = "Sam") -> Broadcast:
    """Written, not sent."""
    with house.database.begin() as tx:
        return broadcasting.draft(house, tx, None, said or words(), by)


def sent(house: House, said: Words | None = None, by: str = "Sam") -> Broadcast:
    """Written and sent, not planned yet."""
    written = draft(house, said)
    with house.database.begin() as tx:
        return broadcasting.send(house, tx, written.id, by, written.version)


def results(house: House, broadcast: Broadcast) -> list[Recipient]:
    """What became of it, person by person."""
    with house.database.read() as tx:
        return list(recipients.page(tx, broadcast.id, 1000).items)


def states(house: House, broadcast: Broadcast) -> list[str]:
    """The same, states alone."""
    return [each.state for each in results(house, broadcast)]


def now(house: House, broadcast: Broadcast) -> tuple[str, broadcasting.Progress]:
    """How it stands."""
    with house.database.read() as tx:
        found = broadcasts.get(tx, broadcast.id)
        progress = broadcasting.progress(tx, found)
        return broadcasting.stands(found, progress), progress


def withdraw(house: House, contact_id: UUID, purpose: Purpose) -> None:
    """They take a consent back."""
    with house.database.begin() as tx:
        consents.record(tx, contact_id, purpose, False, "w", "sms", "the person", NOW)


def deliver(house: House) -> None:
    """Send all that is due now."""
    asyncio.run(send_all(house))


def deliver_one(house: House) -> None:
    """Send one text."""
    asyncio.run(house.sender.send_due())
