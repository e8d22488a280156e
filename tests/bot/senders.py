"""Senders with a pace to keep, in this process and in several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import anyio

from bot.channels.channel import Outgoing
from bot.hours import Hours
from bot.pacing import Rate, Window
from bot.sending import Sender
from conversations.effects import SayKind
from storage import consents, contacts, messages
from storage.database import Database
from tests.bot.houses import Clock, Scripted

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANY_HOUR = Hours(None, frozenset(), ZoneInfo("Europe/London"))
STEP = timedelta(milliseconds=10)


@dataclass
class Pacing(Scripted):
    """A channel with a pace; every text takes as many units as it has words."""

    rate: Rate = field(default_factory=lambda: Rate(30, 6))
    to_one: Window | None = None

    def units(self, message: Outgoing) -> int:
        return len(message.text.split())


def sender(database: Database, channel: Scripted, clock: Callable[[], datetime], ration: int | None = None) -> Sender:
    return Sender(database, {channel.name: channel}, clock, ANY_HOUR, ration)


def person(database: Database, number: str) -> UUID:
    """Somebody who agreed."""
    with database.begin() as tx:
        them = contacts.reach(tx, "sms", number, NOW).contact.id
        if not consents.current(tx, them):
            consents.record(tx, them, "conversation", True, "w", "sms", "the person", NOW)
        return them


def queue(
    database: Database, number: str, text: str = "Hello", kind: SayKind = "conversation", at: datetime = NOW
) -> UUID:
    """A text waits to go out to somebody who agreed."""
    them = person(database, number)
    with database.begin() as tx:
        to = contacts.reach(tx, "sms", number, NOW).address
        return messages.queue(tx, them, to.id, "sms", text, (), kind, at)


def numbers(count: int) -> list[str]:
    return [f"+44770090{n:04d}" for n in range(count)]


def send_for(database: Database, number: int, seconds: float) -> Sequence[tuple[datetime, UUID]]:
    """One process sends for so long by its own clock; what it sent, and when."""
    clock, channel, gone = Clock(NOW), Pacing(), list[tuple[datetime, UUID]]()
    sends = sender(database, channel, clock)

    async def work() -> None:
        while clock.now <= NOW + timedelta(seconds=seconds):
            while await sends.send_next("sms"):
                pass
            gone.extend((clock.now, each.id) for each in channel.sent[len(gone) :])
            clock.now += STEP

    anyio.run(work)
    return gone


def send_rationed(database: Database, number: int, ration: int) -> Sequence[UUID]:
    """One process sends whatever may go to people of whom each may get so much; to whom."""
    channel = Scripted()
    sends = sender(database, channel, Clock(NOW), ration)

    async def work() -> None:
        for _ in range(200):  # a person whom another process has in hand is passed over; look again
            while await sends.send_next("sms"):
                pass

    anyio.run(work)
    return [each.id for each in channel.sent]
