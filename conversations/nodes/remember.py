"""Put something into the session's memory."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, JsonValue

from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class Remember(Node):
    """Remembers each thing under its name, in place of what was there."""

    kind: Literal["remember"]
    things: dict[Name, JsonValue] = Field(alias="set", min_length=1)
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def fills(self) -> tuple[str, ...]:
        return tuple(self.things)

    def enter(self, scene: Scene) -> Step:
        return Step(to=self.next, memory=self.things)
