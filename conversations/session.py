"""One contact's place in one flow at one version. Plain data: it must survive JSON at any point."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

Json = JsonValue
"""What a session may remember: anything that JSON can hold."""


class Session(BaseModel):
    """A contact has at most one open session a flow, so (contact, flow) names it while it is open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: str
    version: str
    """The flow's published version that this session began with; it never changes."""
    node: str
    status: Literal["asking", "waiting", "queued", "ended"] = "asking"
    """asking: a reply is awaited; waiting: a timer is; queued: begins when a question that is
    still unanswered has been answered; ended: over, kept as a record."""
    misses: int = Field(default=0, ge=0)
    """How many answers in a row were not understood at this node."""
    memory: dict[str, Json] = Field(default_factory=dict)
    """What was given at the start and what has been remembered since."""
    trail: tuple[str, ...] = ()
    """The asking nodes behind us, oldest first, for `back`."""
    aside: tuple[Json, ...] = ()
    """What was said (said.py) and answered nothing, kept to be offered as views when the flow ends."""
    due: AwareDatetime | None = None
    """When this session asked to be woken at its present node; a timer that comes earlier is a stale one."""
    asked_at: AwareDatetime | None = None
    """When it last came to rest or asked."""
    again: Literal["", "nudged", "later"] = ""
    """nudged: its question was asked once more, because no answer came; later: it is to be asked again when due."""
