"""Stand by until a meeting begins: anybody may change their mind at any time, in words."""

from collections.abc import Mapping
from typing import Literal

from conversations.nodes.coming import INVITED, answered, is_about_coming, kept
from conversations.nodes.node import Name, Node
from conversations.nodes.wait import time_until
from conversations.reading.rsvp import Rsvp, rsvp_in
from conversations.reading.small_talk import is_small_talk
from conversations.reading.theme import read_theme
from conversations.scene import Scene
from conversations.step import Step
from conversations.talk import is_question


class StandBy(Node):
    """Asks nothing. Whatever says yes, no or maybe is about the meeting, unless another question is meant: then only
    what is plainly about coming."""

    kind: Literal["stand_by"]
    until: Name
    yes: Name
    no: Name
    maybe: Name
    told: Name
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"yes": self.yes, "no": self.no, "maybe": self.maybe, "told": self.told, "next": self.next}

    def uses(self) -> Mapping[str, str]:
        return {"until": self.until}

    def fills(self) -> tuple[str, ...]:
        return (*INVITED, "when")

    def when_due(self) -> str:
        return self.next

    def enter(self, scene: Scene) -> Step:
        length = time_until(scene, self.until)
        return Step(wait=length) if length else Step(to=self.next)

    def second_thoughts(self, scene: Scene, text: str, busy: bool) -> Step | None:
        """What a text changes; None if it is about something else. `busy`: it may answer another question."""
        if is_question(text) or (busy and not is_about_coming(text)) or (answered(scene) and is_small_talk(text)):
            return None
        rsvp = rsvp_in(text)
        if (rsvp.answer == "unclear" or rsvp.implied) and not (
            rsvp.barriers and self._wavering(scene) and read_theme(text) is None
        ):
            return None
        if rsvp.answer == "no" and read_theme(text) and not is_about_coming(text):
            return None
        if rsvp.implied:
            rsvp = Rsvp("unclear", rsvp.barriers)
        ways = {"yes": self.yes, "no": self.no, "maybe": self.maybe, "unclear": self.told}
        to = self.told if rsvp.barriers and rsvp.answer != "yes" else ways[rsvp.answer]
        return kept(scene, rsvp, text, to)

    def _wavering(self, scene: Scene) -> bool:
        return scene.memory.get("answer") in ("maybe", "no")
