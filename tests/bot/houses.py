"""Houses for tests: a clock that stands still until it is told, and a channel that does as it is told."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.channels.channel import Inbound, Outgoing, Sent
from bot.channels.errors import SendError
from bot.house import House
from bot.turn import Taken, take
from storage import contacts, messages
from storage.contacts import Contact
from storage.messages import Message

TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANN = "+447700900001"
BOB = "+447700900002"


@dataclass
class Clock:
    """Time that passes only when the test says so."""

    now: datetime = TUESDAY_NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Scripted:
    """A channel that takes every message, unless the next answer in `script` is an error."""

    name: str = "sms"
    script: deque[SendError | Exception] = field(default_factory=deque)
    sent: list[Outgoing] = field(default_factory=list)
    ids: "count[int]" = field(default_factory=lambda: count(1))

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def send(self, message: Outgoing) -> Sent:
        if self.script:
            raise self.script.popleft()
        self.sent.append(message)
        return Sent(f"SM{next(self.ids)}")


@dataclass
class Phone:
    """Somebody's phone: what they text, what comes back."""

    house: House
    number: str = ANN
    channel: str = "sms"
    ids: "count[int]" = field(default_factory=lambda: count(1))

    async def text(self, words: str, provider_id: str | None = None) -> Taken:
        """Send a text and let every answer go out."""
        taken = await take(self.house, self.inbound(words, provider_id))
        await send_all(self.house)
        return taken

    def inbound(self, words: str, provider_id: str | None = None) -> Inbound:
        return Inbound(self.channel, self.number, words, provider_id or f"{self.number}-{next(self.ids)}")

    def contact(self) -> Contact:
        with self.house.database.begin() as tx:
            return contacts.reach(tx, self.channel, self.number, self.house.clock()).contact

    def log(self) -> list[Message]:
        """All texts in and out, oldest first."""
        contact = self.contact()
        with self.house.database.read() as tx:
            return list(messages.of_contact(tx, contact.id, 200).items)[::-1]

    def answers(self) -> list[str]:
        return [each.text for each in self.log() if not each.inbound]


async def send_all(house: House) -> None:
    """Let the sender do all that is due now."""
    while await house.sender.send_due():
        pass
