"""Let some time pass."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from conversations.nodes.node import Name, Node
from conversations.patience import Length
from conversations.scene import Scene
from conversations.step import Step


class Wait(Node):
    """Waits, then goes on. What the person says meanwhile is not for this session."""

    kind: Literal["wait"]
    length: Length = Field(alias="for")
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def when_due(self) -> str:
        return self.next

    def enter(self, scene: Scene) -> Step:
        return Step(wait=self.length)
