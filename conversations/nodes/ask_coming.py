"""Invite to a meeting: yes, no or maybe, by number or in words, with whatever stands in the way."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.coming import INVITED, kept, when
from conversations.nodes.node import END, Name
from conversations.nodes.wait import time_until
from conversations.reading.rsvp import read_rsvp
from conversations.scene import Scene
from conversations.step import Step
from conversations.talk import is_question


class AskComing(Asking):
    """Invites to the meeting that the flow was told of. `told` is for somebody who does not say yes and has told what
    stands in the way, so that they are not asked. No invitation goes out to what is over or unknown."""

    kind: Literal["ask_coming"]
    sets_aside_files: ClassVar[bool] = False
    yes: Name
    no: Name
    maybe: Name
    told: Name

    def exits(self) -> Mapping[str, str]:
        return {"yes": self.yes, "no": self.no, "maybe": self.maybe, "told": self.told, **self.detours()}

    def onward(self) -> str:
        return self.told

    def lines(self) -> tuple[str, ...]:
        return ("", ".maybe")

    def fills(self) -> tuple[str, ...]:
        return (*INVITED, "when", "answer", "barriers", "easier")

    def prompt(self, scene: Scene) -> Say:
        choices = (scene.text("yes"), scene.text("no"), scene.text(f"{scene.node}.maybe"))
        return scene.say(scene.node, choices, when=when(scene))

    def known(self, scene: Scene) -> Step | None:
        ahead = scene.fact("invited_to") and time_until(scene, "starts_at")
        return None if ahead else Step(to=END)

    def enter(self, scene: Scene) -> Step:
        step = super().enter(scene)
        return Step(step.to, step.effects, {**step.memory, "when": when(scene)})

    def answer(self, scene: Scene, text: str) -> Step | None:
        rsvp = read_rsvp(text, self.prompt(scene).text)
        if rsvp.answer == "unclear" and (not rsvp.barriers or is_question(text)):
            return None
        ways = {"yes": self.yes, "no": self.no, "maybe": self.maybe, "unclear": self.told}
        to = self.told if rsvp.barriers and rsvp.answer != "yes" else ways[rsvp.answer]
        return kept(scene, rsvp, text, to)

    def sets_aside(self, text: str) -> bool:
        return False
