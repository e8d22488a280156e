"""Ask to choose one of a few things, by number, word or a near spelling."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from conversations.effects import Effect, Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.reading.choice import read_choice
from conversations.records import Record, counted, kept
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step

SHOWN = 6
"""So many interests are offered, the latest."""


class AskChoice(Asking):
    """`options` are names whose words are attributes of the node's line, or `areas`: the Networks there are, or
    `interests`: what lights the person up, as many as a text holds."""

    kind: Literal["ask_choice"]
    options: Literal["areas", "interests"] | tuple[Name, ...] = Field(min_length=1)
    into: Name
    next: Name
    keeps: Record | None = None
    question: str | None = None
    """The id of the consultation's question that this asks; the answer is kept for it."""

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        named = () if isinstance(self.options, str) else tuple(f".{option}" for option in self.options)
        return ("", *named)

    def fills(self) -> tuple[str, ...]:
        return (self.into,)

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node, self._labels(scene))

    def known(self, scene: Scene) -> Step | None:
        if not self._labels(scene):
            return Step(to=self.onward())
        if not scene.fact(self.into):
            return None
        return Step(to=self.next, effects=self._kept(scene, scene.memory.get(self.into)))

    def answer(self, scene: Scene, text: str) -> Step | None:
        chosen = self._chosen(scene, text)
        if chosen is None:
            return None
        value = self._values(scene)[chosen]
        return Step(to=self.next, effects=self._kept(scene, value), memory={self.into: value})

    def _chosen(self, scene: Scene, text: str) -> int | None:
        chosen = read_choice(text, self._labels(scene))
        if chosen is None and self.options == "areas":
            chosen = read_choice(text, [area.name for area in scene.situation.areas])
        return chosen

    def _labels(self, scene: Scene) -> tuple[str, ...]:
        if self.options == "areas":
            return tuple(map(scene.situation.called, scene.situation.areas))
        if self.options == "interests":
            return scene.situation.lights_up[-SHOWN:]
        return tuple(scene.text(f"{scene.node}.{option}") for option in self.options)

    def _values(self, scene: Scene) -> Sequence[str]:
        if self.options == "areas":
            return [area.slug for area in scene.situation.areas]
        return self._labels(scene) if self.options == "interests" else self.options

    def _kept(self, scene: Scene, value: Json) -> tuple[Effect, ...]:
        answer = counted(self.question, str(value)) if value else ()
        return (*answer, *(kept(self.keeps, scene, value) if self.keeps else ()))
