"""Say something and go on."""

from collections.abc import Mapping
from typing import Literal

from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class SayNode(Node):
    """Says its line."""

    kind: Literal["say"]
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def enter(self, scene: Scene) -> Step:
        return Step(to=self.next, effects=(scene.say(scene.node),))
