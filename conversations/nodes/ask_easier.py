"""Ask what would make it easier to come."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.coming import INVITED, kept, told_barriers
from conversations.nodes.node import Name
from conversations.reading.rsvp import Rsvp, rsvp_in
from conversations.reading.small_talk import is_small_talk
from conversations.reading.words import words
from conversations.reading.yes_no import read_yes_no
from conversations.scene import Scene
from conversations.step import Step
from conversations.talk import is_done, is_question

BARE = 3
"""A no of so few words is an answer to this, and not to the invitation."""


class AskEasier(Asking):
    """Whatever they say is kept in their own words. Somebody who says yes or no to the meeting now has decided."""

    kind: Literal["ask_easier"]
    sets_aside_files: ClassVar[bool] = False
    yes: Name
    no: Name
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"yes": self.yes, "no": self.no, "next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def fills(self) -> tuple[str, ...]:
        return (*INVITED, "when", "answer", "barriers", "easier")

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node)

    def known(self, scene: Scene) -> Step | None:
        return Step(to=self.next) if told_barriers(scene) else None

    def answer(self, scene: Scene, text: str) -> Step | None:
        if is_done(text) or (read_yes_no(text) == "no" and len(words(text)) < BARE):
            return self.skipped(scene)
        rsvp = rsvp_in(text)
        if rsvp.answer in ("yes", "no") and not rsvp.implied:
            return kept(scene, rsvp, text, self.yes if rsvp.answer == "yes" else self.no)
        if is_small_talk(text) or is_question(text):
            return None
        return kept(scene, Rsvp("maybe", rsvp.barriers or frozenset({"other"})), text, self.next)

    def shown(self, scene: Scene) -> Step | None:
        return kept(scene, Rsvp("maybe", frozenset({"other"})), "", self.next)

    def clear(self, scene: Scene, text: str) -> bool:
        return bool(rsvp_in(text).barriers)

    def sets_aside(self, text: str) -> bool:
        return False
