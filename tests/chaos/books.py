"""What was seen from outside and what is kept inside, side by side, for the judge. Times are seconds since 1970."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar
from uuid import UUID

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Posted = Literal["text", "report", "plan"]


@dataclass
class Letter:
    """One text of a person, as the provider brings it: maybe several times, maybe never to the end."""

    channel: str
    provider_id: str
    address: str
    words: str
    first: float
    """When it was first brought."""
    view: str | None = None
    """The words that must be found in one view, if it is kept."""
    answer_due: bool = True
    """Whether the person must hear something back."""
    answered: float | None = None
    """When it was first answered with 2xx; None: the provider gave up."""


@dataclass
class Try:
    """One call to a door of the line."""

    kind: Posted
    door: str
    begun: float
    letter: Letter | None = None
    """The text that it brings."""
    ended: float | None = None
    """None: the call broke off."""


@dataclass
class Ask:
    """One text that a process handed to a provider."""

    channel: str
    asker: str
    """Which process: a restarted one has a new name."""
    address: str
    body: str
    begun: float
    taken: float | None = None
    name: str = ""
    """What the provider called it."""
    answered: float | None = None


@dataclass
class Report:
    """What Twilio told about a text, and was answered with 2xx for."""

    name: str
    status: str


@dataclass
class Kill:
    """One kill -9."""

    who: str
    at: float
    abandoned: list[tuple[UUID, float]] = field(default_factory=list)
    """The claims that were left behind: a message, and when it was claimed."""


@dataclass
class Row:
    """One text as the line keeps it."""

    id: UUID
    number: int
    channel: str
    address: str
    state: str
    body: str
    """As it looks on the phone."""
    provider_id: str = ""
    kind: str = ""
    precedence: int = 1
    answers: UUID | None = None
    reason: str = ""
    created: float = 0.0
    waiting: bool = False
    """Whether something is still to come of it."""

    @property
    def name(self) -> str:
        """What the provider calls it: Telegram's number is only a part of what we keep."""
        return self.provider_id.partition(":")[0] if self.state != "received" else self.provider_id


@dataclass
class Recipient:
    """Somebody who is to get exactly one text with these words."""

    address: str
    words: str


@dataclass
class Books:
    """Everything about one run."""

    letters: list[Letter] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    recipients: list[Recipient] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    views: list[tuple[str, str]] = field(default_factory=list)
    """Address and words of each."""
    plans: list[tuple[float, float]] = field(default_factory=list)
    """From when until when each broadcast was planned."""
    unjoined: int = 0
    """Reports that the line keeps for texts that it does not know."""
    broken: int = 0
    """Turns that raised."""

    @cached_property
    def received(self) -> dict[tuple[str, str], list[Row]]:
        """What came in, by channel and the provider's name for it."""
        return grouped(((row.channel, row.provider_id), row) for row in self.rows if row.state == "received")

    @cached_property
    def out(self) -> list[Row]:
        """What was to go out."""
        return [row for row in self.rows if row.state != "received"]

    @cached_property
    def named(self) -> dict[tuple[str, str], list[Row]]:
        """What went out, by channel and the provider's name for it."""
        return grouped(((row.channel, row.name), row) for row in self.out if row.provider_id)

    @cached_property
    def alike(self) -> dict[tuple[str, str], list[Row]]:
        """What was to go out, by address and body."""
        return grouped(((row.address, row.body), row) for row in self.out)

    @cached_property
    def taken(self) -> dict[tuple[str, str], Ask]:
        """What the providers took, by channel and name."""
        return {(ask.channel, ask.name): ask for ask in self.asks if ask.taken is not None}

    @cached_property
    def unnamed(self) -> list[Ask]:
        """What the providers took and no row names."""
        return [ask for key, ask in self.taken.items() if key not in self.named]


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by key."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
