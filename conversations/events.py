"""What can happen to a conversation. An event is a value; the engine never asks where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from conversations.session import Json


@dataclass(frozen=True, slots=True)
class Started:
    """A flow is begun by a keyword, a worker, a timer or another flow; `given` is what it is told."""

    flow: str
    given: Mapping[str, Json] = field(default_factory=dict)


Flood = Literal["begins", "goes_on"]
"""Texts come faster than anybody could answer them: from this one on, or since before it."""


@dataclass(frozen=True, slots=True)
class Replied:
    """A text from the person. `attachment` names what came with it: "voice", "picture", "other"."""

    text: str
    attachment: str | None = None
    file: str | None = None
    """The id that the voice note or picture is kept under; None: it cannot be taken in."""
    too_big: bool = False
    """It cannot be taken in because of its size."""
    flood: Flood | None = None


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The time that the session of `flow` asked to be woken at has come."""

    flow: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person closed the line outside a text: they blocked the bot, or the provider says so."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A voice note or a picture that was to be taken in could not be kept after all."""

    kind: Literal["voice", "picture"]


@dataclass(frozen=True, slots=True)
class CodeTried:
    """What came of the code that the person has just texted. joined: both phones are one person's now. for_a_worker: it
    is right, but a worker must see to it. same: it was given to them. closed: there were too many wrong ones."""

    outcome: Literal["joined", "for_a_worker", "unknown", "same", "closed"]


Event = Started | Replied | TimedOut | Stopped | Lost | CodeTried
