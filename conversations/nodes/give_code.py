"""Give the person a code to text from their other phone."""

from collections.abc import Mapping
from typing import Literal

from conversations.effects import GiveCode
from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class GiveCodeNode(Node):
    """Says its line, which names the `code`, and makes it work."""

    kind: Literal["give_code"]
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def uses(self) -> Mapping[str, str]:
        return {"code": "code"}

    def enter(self, scene: Scene) -> Step:
        return Step(to=self.next, effects=(GiveCode(scene.situation.code), scene.say(scene.node)))
