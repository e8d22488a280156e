"""What a channel is: one way to reach people. A new one is a file here, a line in the registry, a test."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable
from uuid import UUID

from bot.channels.errors import SendError
from bot.pacing import Rate, Window
from storage.media import Coming


@dataclass(frozen=True, slots=True)
class Knock:
    """A webhook call as it came off the wire. `target` is the raw path with its raw query."""

    target: str
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text from one person. `provider_id` is unique in its channel: a repeat is the same text."""

    channel: str
    address: str
    """E.164 on sms ("+447700900123"), the chat id on telegram."""
    text: str
    provider_id: str
    attachment: Literal["voice", "picture", "other"] | None = None
    file: Coming | None = None
    """The voice note or picture itself, where it can be fetched and is of a type that we take in."""
    blocked: bool = False
    """Not a text: the person blocked the bot (Telegram's my_chat_member)."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What the provider says became of a message that it accepted."""

    channel: str
    provider_id: str
    status: Literal["queued", "sent", "delivered", "undelivered", "failed"]
    """In rank order; a report never lowers a message's rank."""
    code: str | None = None
    error: SendError | None = field(default=None, compare=False)
    """What the code means, where it did not arrive."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One committed message, ready to go."""

    id: UUID
    address: str
    text: str
    choices: tuple[str, ...] = ()
    deadline: datetime | None = None
    """After this the text makes no sense any more."""
    seconds_left: int | None = None
    """From the moment of sending to the deadline, for providers that can hold a text back."""
    language: str = "en"
    """What the person reads, for words that a channel adds of its own."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it. `provider_id` is what its status reports will name."""

    provider_id: str
    delivered: bool = False


class Channel(Protocol):
    """One way to reach people. `send` raises a SendError (errors.py) that says what the sender must do."""

    name: str

    async def open(self) -> None:
        """Make ready to send and receive; called once, in the running event loop."""

    async def close(self) -> None:
        """Let go of what `open` took."""

    async def send(self, message: Outgoing) -> Sent:
        """Hand one message to the provider; raises SendError."""


@runtime_checkable
class Lookup(Protocol):
    """A channel whose provider can be asked whether it took a message, for after a call that broke off."""

    async def find_sent(self, message: Outgoing, since: datetime, others: Collection[str] = ()) -> Sent | None:
        """What the provider took of `message` after `since`, or None; raises SendError.

        `others` are its names for other texts: one that says the same is not this one.
        """


@runtime_checkable
class Fetches(Protocol):
    """A channel whose provider keeps voice notes and pictures until they are fetched."""

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a file, at most so many; raises SendError, Refused if it can never be had."""


@runtime_checkable
class Paced(Protocol):
    """A channel whose provider takes only so much. The sender keeps the pace, for all processes together."""

    rate: Rate
    """What all texts together may take."""
    to_one: Window | None
    """What one person may be sent."""

    def units(self, message: Outgoing) -> int:
        """What a message takes of the rate."""


@runtime_checkable
class Reporting(Protocol):
    """A channel whose provider says later what became of a text."""

    def receive_status(self, knock: Knock) -> "Mail":
        """The status report in a knock."""

    def meaning(self, code: str | None) -> SendError:
        """What the code of a report asks of us, where the text did not arrive."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What one knock brought: texts to take, reports to rank."""

    texts: tuple[Inbound, ...] = field(default=())
    reports: tuple[StatusReport, ...] = field(default=())
