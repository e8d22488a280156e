"""Erase all that is known of the person, and say so with the last text that they get."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from conversations.effects import EraseContact
from conversations.nodes.node import END, Node
from conversations.scene import Scene
from conversations.step import Step


class Erase(Node):
    """Says its line and erases. With `keeps_views`, what they told their Network stays without a name."""

    kind: Literal["erase"]
    keeps_views: bool = False

    def exits(self) -> Mapping[str, str]:
        return {}

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def enter(self, scene: Scene) -> Step:
        goodbye = replace(scene.say(scene.node), kind="goodbye")
        return Step(to=END, effects=(goodbye, EraseContact(self.keeps_views)))
