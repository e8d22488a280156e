"""End this flow and begin another in its place."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from conversations.events import Started
from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class Begin(Node):
    """Hands over to `flow`, telling it each thing in `give`: a name there, a fact known here."""

    kind: Literal["begin"]
    flow: Name
    give: dict[Name, Name] = Field(default_factory=dict)

    def exits(self) -> Mapping[str, str]:
        return {}

    def uses(self) -> Mapping[str, str]:
        return {f"give.{name}": fact for name, fact in self.give.items()}

    def enter(self, scene: Scene) -> Step:
        return Step(begin=Started(self.flow, {name: scene.fact(fact) for name, fact in self.give.items()}))
