"""Let some time pass."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from conversations.nodes.node import Name, Node
from conversations.patience import Length
from conversations.scene import Scene
from conversations.step import Step


class Wait(Node):
    """Waits `for` a length of time or `until` the time in a fact, then goes on. It goes on at once from a time that is
    over or that nobody knows. What the person says meanwhile is not for this session."""

    kind: Literal["wait"]
    length: Length | None = Field(default=None, alias="for")
    until: Name | None = None
    next: Name

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.length is None) == (self.until is None):
            raise ValueError("write either for: with a length, such as 2 days, or until: with a fact.")
        return self

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def uses(self) -> Mapping[str, str]:
        return {"until": self.until} if self.until else {}

    def when_due(self) -> str:
        return self.next

    def enter(self, scene: Scene) -> Step:
        length = self.length if self.length else time_until(scene, self.until)
        return Step(wait=length) if length > timedelta(0) else Step(to=self.next)


def time_until(scene: Scene, fact: str | None) -> timedelta:
    """How long it is to the time in a fact; nothing for one that is over or unknown."""
    until = scene.fact(fact) if fact else None
    left = datetime.fromisoformat(until) - scene.now if isinstance(until, str) else timedelta(0)
    return max(left, timedelta(0))
