"""Ask for something in the person's own words."""

from collections.abc import Callable, Mapping
from typing import Literal

from conversations.effects import Effect, Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.overhearing import Ear, called, interests, overheard, where_heard
from conversations.reading.name import read_name
from conversations.reading.small_talk import is_small_talk
from conversations.records import Record, kept, view
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step
from conversations.talk import is_done, is_question

Reader = Literal["anything", "name"]

READERS: Mapping[Reader, Callable[[Scene, str], str | None]] = {
    "anything": lambda _scene, text: None if is_small_talk(text) or is_question(text) else text,
    "name": lambda scene, text: (
        called(text) or (None if interests(text, scene.situation.local_interests) else read_name(text))
    ),
}
"""Somebody who is asked their name and texts "fishing" has run ahead."""


class AskText(Asking):
    """Takes the reply as it is, or what its reader finds in it."""

    kind: Literal["ask_text"]
    into: Name
    next: Name
    reads: Reader = "anything"
    keeps: Record | None = None
    hears: tuple[Ear, ...] = ()
    question: str | None = None
    """The id of the consultation's question that this asks; the answer is kept for it."""

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def fills(self) -> tuple[str, ...]:
        return (self.into, *where_heard(self.hears))

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node)

    def known(self, scene: Scene) -> Step | None:
        if not scene.fact(self.into):
            return None
        told = scene.memory.get(self.into)
        return Step(to=self.next, effects=self._kept(scene, told))

    def answer(self, scene: Scene, text: str) -> Step | None:
        if is_done(text):
            return self.skipped(scene)
        value = READERS[self.reads](scene, text)
        if value is None:
            return None
        return self._taken(scene, scene.said(value) if self._takes_files else value)

    def shown(self, scene: Scene) -> Step | None:
        return self._taken(scene, scene.said("")) if self._takes_files else None

    def lets_pass(self, scene: Scene, text: str) -> bool:
        return self.quiet or (self.reads == "anything" and is_small_talk(text))

    def overhear(self, scene: Scene, text: str) -> Step:
        return overheard(self.hears, scene, text)

    def clear(self, scene: Scene, text: str) -> bool:
        return False

    @property
    def _takes_files(self) -> bool:
        return self.reads == "anything" and self.keeps in (None, "view")

    def _taken(self, scene: Scene, value: Json) -> Step:
        return Step(to=self.next, effects=self._kept(scene, value), memory={self.into: value})

    def _kept(self, scene: Scene, value: Json) -> tuple[Effect, ...]:
        answer = (view(value, self.question),) if self.question and value else ()
        return (*answer, *(kept(self.keeps, scene, value) if self.keeps else ()))
