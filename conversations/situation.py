"""All that one turn may know: who is speaking, where they were, what is open. Filled by the shell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from conversations.effects import Attribution
from conversations.reading.local import LocalInterest
from conversations.session import Session


@dataclass(frozen=True, slots=True)
class Interest:
    """A thing that lights somebody up: their own words, and its id where a list has one."""

    words: str
    interest: str | None = None

    def is_(self, other: "Interest") -> bool:
        """Whether this is the same thing: it has the same id, or is called the same."""
        alike = self.words.casefold() == other.words.casefold()
        return alike or (self.interest is not None and self.interest == other.interest)


@dataclass(frozen=True, slots=True)
class Person:
    """The contact, as far as a conversation needs to know them. Never a number or a chat id."""

    reference: str
    channel: str
    """How they are speaking: "sms", "telegram". (A simulated phone says which one it imitates.)"""
    first_name: str | None = None
    network: str | None = None
    """Slug of their Network, once they have said their area."""
    language: str = "en"
    attribution: Attribution | None = None
    consents: Mapping[str, bool] = field(default_factory=dict)
    """Purpose -> the last word on it. A purpose that is absent was never asked."""
    here: Mapping[str, bool] = field(default_factory=dict)
    """The same for the phone that they are speaking on: what they agreed to on another opens nothing here."""
    interests: tuple[Interest, ...] = ()
    """What lights them up so far, oldest first."""
    views: int = 0
    """How many things they have said for their Network to hear."""
    files: int = 0
    """How many voice notes and pictures of theirs we hold."""
    in_danger: bool = False
    """A worker has been told that they may be in danger, and has not looked yet."""
    heard_at: datetime | None = None
    """When they last wrote, before the event that is being handled."""
    taken_over_until: datetime | None = None
    """A worker is writing with them in the bot's place, until then at the latest."""
    stopped: bool = False
    paused: bool = False
    paused_until: datetime | None = None
    """When the pause ends by itself; None: when they write again."""
    phone: Literal["unknown", "private", "unsafe"] = "unknown"
    """unsafe: somebody else may read it; no helpline text goes there."""

    @property
    def agreed(self) -> bool:
        """Whether they agreed to the conversation itself."""
        return self.consents.get("conversation", False)


@dataclass(frozen=True, slots=True)
class Area:
    """A Network that a person can belong to."""

    slug: str
    name: str
    locality: str


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of the person's next meeting; `id` is a UUID as text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A meeting still to come in the person's Network; `starts_at` is aware, in local time."""

    title: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What the shell hands to `converse` with the event and the time."""

    person: Person
    sessions: tuple[Session, ...] = ()
    """The person's open sessions, the one that was spoken in last first."""
    areas: tuple[Area, ...] = ()
    questions: tuple[Question, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    local_interests: tuple[LocalInterest, ...] = ()
    """What the person's Network has named as an interest, beside those that all lines know."""
    code: str = ""
    """A new code (reading/code.py) that nobody has been given: chance comes from outside, too."""

    @property
    def lights_up(self) -> tuple[str, ...]:
        """What lights the person up, as it is shown to them, oldest first."""
        return tuple(dict.fromkeys(map(self.shown, self.person.interests)))

    def shown(self, interest: Interest) -> str:
        """What an interest is called: by the Network's name as long as it has one, else as it was kept."""
        named = {each.id: each.name.lower() for each in self.local_interests}
        return named.get(interest.interest or "", interest.words)

    def called(self, area: Area) -> str:
        """What people call an area: the place, or the Network's name where several share a place."""
        sharing = [other for other in self.areas if other.locality == area.locality]
        return area.locality if len(sharing) == 1 else area.name
