"""Ask the open questions one after the other, and keep each answer as a view on its question."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.reading.number import read_number
from conversations.reading.small_talk import is_small_talk
from conversations.reading.words import words
from conversations.records import view
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step
from conversations.talk import is_done, is_question, is_view

LOW, HIGH = 1, 5
_ON_A_SCALE = re.compile(r"\b(?:1|one) ?(?:to|do|-) ?(?:5|five)\b", re.IGNORECASE)


class AskEach(Asking):
    """Takes the questions it was given as `questions`, or else those of the next meeting, and stays with them.

    A question that says "1 to 5" wants a number and is asked again for one; any other takes whatever is said.
    """

    kind: Literal["ask_each"]
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("", ".thanks", ".again")

    def fills(self) -> tuple[str, ...]:
        return ("question", "questions", "at", "answered")

    def prompt(self, scene: Scene) -> Say:
        return self._ask(scene, _at(scene))

    def again(self, scene: Scene) -> Say:
        question = _questions(scene)[_at(scene)]["text"]
        return scene.say(f"{scene.node}.again") if on_a_scale(question) else self.prompt(scene)

    def sets_aside(self, text: str) -> bool:
        return is_view(text)

    def known(self, scene: Scene) -> Step | None:
        return None if _questions(scene) else Step(to=self.next)

    def enter(self, scene: Scene) -> Step:
        step = super().enter(scene)
        return Step(step.to, step.effects, {"questions": list(_questions(scene)), "at": _at(scene)})

    def answer(self, scene: Scene, text: str) -> Step | None:
        if is_done(text):
            return Step(to=self.next)
        question = _questions(scene)[_at(scene)]
        said = read_answer(question["text"], text)
        return None if said is None else self._taken(scene, scene.said(said))

    def shown(self, scene: Scene) -> Step | None:
        return None if on_a_scale(_questions(scene)[_at(scene)]["text"]) else self._taken(scene, scene.said(""))

    def _taken(self, scene: Scene, told: Json) -> Step:
        step = self._on(scene, scene.text(f"{scene.node}.thanks"))
        kept = view(told, _questions(scene)[_at(scene)]["id"])
        return Step(step.to, (kept, *step.effects), {**step.memory, "answered": True})

    def lets_pass(self, scene: Scene, text: str) -> bool:
        return self.quiet or (is_small_talk(text) and not on_a_scale(_questions(scene)[_at(scene)]["text"]))

    def clear(self, scene: Scene, text: str) -> bool:
        return False

    def skipped(self, scene: Scene) -> Step:
        return self._on(scene)

    def gone_back(self, scene: Scene) -> Step | None:
        if _at(scene) == 0:
            return None
        return Step(effects=(self._ask(scene, _at(scene) - 1),), memory={"at": _at(scene) - 1})

    def _on(self, scene: Scene, thanks: str = "") -> Step:
        following = _at(scene) + 1
        if following >= len(_questions(scene)):
            return Step(to=self.next)
        return Step(effects=(self._ask(scene, following, thanks),), memory={"at": following})

    def _ask(self, scene: Scene, at: int, thanks: str = "") -> Say:
        said = scene.say(scene.node, question=_questions(scene)[at]["text"])
        return Say(f"{thanks} {said.text}".strip(), said.choices, said.kind)


def read_answer(question: str, text: str) -> str | None:
    """What to keep as the answer to the question; None if the text is no answer to it."""
    if on_a_scale(question):
        number = read_number(text, LOW, HIGH)
        return None if number is None else str(number)
    return None if is_small_talk(text) or is_question(text) or not words(text) else text


def on_a_scale(question: str) -> bool:
    """Whether a question wants a number from 1 to 5."""
    return _ON_A_SCALE.search(question) is not None


def _questions(scene: Scene) -> list[dict[str, Any]]:
    given = scene.memory.get("questions")
    if isinstance(given, list):
        return [dict(question) for question in given if isinstance(question, dict)]
    return [{"id": question.id, "text": question.text} for question in scene.situation.questions]


def _at(scene: Scene) -> int:
    at = scene.memory.get("at")
    return at if isinstance(at, int) else 0
