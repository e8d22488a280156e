"""Offer to pass on what the person said beside the point."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.reading.yes_no import read_yes_no
from conversations.records import view
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step
from conversations.talk import is_sentence


class Offer(Asking):
    """Asks about what was said (said.py), in `offered`; a yes keeps each as a view. What is said meanwhile joins it."""

    kind: Literal["offer"]
    sets_aside_files: ClassVar[bool] = False
    yes: Name
    no: Name

    def exits(self) -> Mapping[str, str]:
        return {"yes": self.yes, "no": self.no, **self.detours()}

    def onward(self) -> str:
        return self.no

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def fills(self) -> tuple[str, ...]:
        return ("offered",)

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node, (scene.text("yes"), scene.text("no")))

    def known(self, scene: Scene) -> Step | None:
        return None if _offered(scene) else Step(to=self.no)

    def answer(self, scene: Scene, text: str) -> Step | None:
        match read_yes_no(text):
            case "yes":
                return Step(to=self.yes, effects=tuple(view(said) for said in _offered(scene)))
            case "no":
                return Step(to=self.no)
        return None

    def sets_aside(self, text: str) -> bool:
        return False

    def takes_in(self, text: str) -> bool:
        return is_sentence(text)

    def overhear(self, scene: Scene, text: str) -> Step:
        return self._joined(scene, text) if self.takes_in(text) or scene.files else Step()

    def shown(self, scene: Scene) -> Step | None:
        return replace(self._joined(scene, ""), effects=(self.again(scene),))

    def _joined(self, scene: Scene, text: str) -> Step:
        return Step(memory={"offered": [*_offered(scene), scene.said(text)]})


def _offered(scene: Scene) -> list[Json]:
    offered = scene.memory.get("offered")
    return offered if isinstance(offered, list) else []
