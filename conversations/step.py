"""What a node decided, as a value: where to go, what to remember, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from conversations.effects import Effect
from conversations.events import Started
from conversations.session import Json


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of one node. With neither `to` nor `begin` the session stays where it is."""

    to: str | None = None
    effects: tuple[Effect, ...] = ()
    memory: Mapping[str, Json] = field(default_factory=dict)
    """Put into the session's memory, before anything else happens."""
    aside: tuple[Json, ...] = ()
    """What was said (said.py) and answered nothing, to be offered as views when the flow ends."""
    begin: Started | None = None
    """This flow is over and that one takes its place."""
    wait: timedelta | None = None
    """Stay, and be woken after this long."""
