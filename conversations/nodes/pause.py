"""Leave the person in peace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from conversations.effects import PauseContact
from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class Pause(Node):
    """Until the time in the fact `until`, or until they write again where there is none."""

    kind: Literal["pause"]
    until: Name | None = None
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def uses(self) -> Mapping[str, str]:
        return {"until": self.until} if self.until else {}

    def enter(self, scene: Scene) -> Step:
        told = scene.fact(self.until) if self.until else None
        until = datetime.fromisoformat(told) if isinstance(told, str) else None
        return Step(to=self.next, effects=(PauseContact(until),))
