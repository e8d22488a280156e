"""Ask something that yes or no answers. Only a clear word counts: "whatever" is not a yes."""

from collections.abc import Mapping
from typing import Literal

from conversations.effects import TEXTS, Effect, Purpose, RecordConsent, Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.overhearing import Ear, overheard, where_heard
from conversations.reading.small_talk import is_small_talk
from conversations.reading.yes_no import read_yes_no
from conversations.records import counted
from conversations.scene import Scene
from conversations.step import Step


class YesNo(Asking):
    """`records` makes the answer a consent for that purpose. Whoever gave it is not asked, unless it is to be asked
    `anew`. `hears` names what else the text may tell."""

    kind: Literal["yes_no"]
    yes: Name
    no: Name
    records: Purpose | None = None
    anew: bool = False
    here: bool = False
    """A yes is a consent for the phone that they are speaking on, to all texts that they agreed to on another. A no
    takes nothing back there."""
    hears: tuple[Ear, ...] = ()
    question: str | None = None
    """The id of the consultation's question that this asks; the answer is kept for it."""

    def exits(self) -> Mapping[str, str]:
        return {"yes": self.yes, "no": self.no, **self.detours()}

    def onward(self) -> str:
        return self.no

    def lines(self) -> tuple[str, ...]:
        return ("",)

    def fills(self) -> tuple[str, ...]:
        return where_heard(self.hears)

    def prompt(self, scene: Scene) -> Say:
        return scene.say(scene.node, () if self.quiet else (scene.text("yes"), scene.text("no")))

    def known(self, scene: Scene) -> Step | None:
        agreed = self.records is not None and not self.anew and scene.situation.person.consents.get(self.records)
        return Step(to=self.yes) if agreed else None

    def answer(self, scene: Scene, text: str) -> Step | None:
        said = read_yes_no(text)
        # At an open door "ok" is a goodbye, not a consent.
        if said is None or (self.quiet and is_small_talk(text)):
            return None
        noted = self.overhear(scene, text) if said == "yes" else Step()
        way = self.yes if said == "yes" else self.no
        return Step(to=way, effects=self._recorded(scene, said == "yes"), memory=noted.memory, aside=noted.aside)

    def overhear(self, scene: Scene, text: str) -> Step:
        return overheard(self.hears, scene, text)

    def _recorded(self, scene: Scene, given: bool) -> tuple[Effect, ...]:
        answer = counted(self.question, "yes" if given else "no")
        agreed = scene.situation.person.consents
        too = [each for each in TEXTS if agreed.get(each)] if self.here and given else []
        asked = [(self.records, given)] if self.records else []
        return (
            *answer,
            *(RecordConsent(what, yes, scene.wording) for what, yes in [*asked, *((it, True) for it in too)]),
        )
