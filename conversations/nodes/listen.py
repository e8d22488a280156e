"""Listen: a worker has been told, and what is said until they come is for them."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.reading.small_talk import is_small_talk
from conversations.scene import Scene
from conversations.step import Step


class Listen(Asking):
    """Asks nothing. Thanks for each text with its line, is silent at a thank you, and ends when its patience does."""

    kind: Literal["listen"]
    worth_repeating: ClassVar[bool] = False
    sets_aside_files: ClassVar[bool] = False
    quiet: bool = True
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node)

    def enter(self, scene: Scene) -> Step:
        return Step()

    def answer(self, scene: Scene, text: str) -> Step | None:
        return Step() if is_small_talk(text) else Step(effects=(self.prompt(scene),))

    def shown(self, scene: Scene) -> Step | None:
        return Step(effects=(self.prompt(scene),))

    def clear(self, scene: Scene, text: str) -> bool:
        return False
