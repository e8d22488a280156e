"""Ask for a number on a scale."""

from collections.abc import Mapping
from typing import Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.reading.number import read_number
from conversations.records import counted
from conversations.scene import Scene
from conversations.step import Step
from conversations.talk import is_view


class Scale(Asking):
    """Takes one whole number from `low` to `high`, in figures or words; "3 or 4" is asked again."""

    kind: Literal["scale"]
    into: Name
    next: Name
    low: int = 1
    high: int = 5
    question: str | None = None
    """The id of the consultation's question that this asks; the answer is kept for it."""

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def fills(self) -> tuple[str, ...]:
        return (self.into, *self.facts())

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node, **self.facts())

    def facts(self) -> Mapping[str, str | int]:
        return {"low": self.low, "high": self.high}

    def sets_aside(self, text: str) -> bool:
        return is_view(text)

    def known(self, scene: Scene) -> Step | None:
        return Step(to=self.next) if scene.fact(self.into) is not None else None

    def answer(self, scene: Scene, text: str) -> Step | None:
        number = read_number(text, self.low, self.high)
        if number is None:
            return None
        return Step(to=self.next, effects=counted(self.question, str(number)), memory={self.into: number})
