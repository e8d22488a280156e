"""Ask for things one at a time, until the person says that's it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from conversations.effects import Say
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.overhearing import interests, interests_told, is_talk, thing_called
from conversations.reading.interests import interests_of_answer
from conversations.reading.local import LocalInterest
from conversations.reading.small_talk import is_small_talk
from conversations.reading.words import words
from conversations.reading.yes_no import read_yes_no
from conversations.records import Record, interest_of, kept
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step
from conversations.talk import asks, is_done


class AskList(Asking):
    """Keeps each thing as it is said. With `.kept` it shows them back, with `.more` it asks for another.

    `from` names a fact with things that were said before this was asked.
    """

    kind: Literal["ask_list"]
    source: Name | None = Field(default=None, alias="from")
    into: Name
    next: Name
    keeps: Record

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next, **self.detours()}

    def onward(self) -> str:
        return self.next

    def lines(self) -> tuple[str, ...]:
        return ("", ".kept", ".more")

    def fills(self) -> tuple[str, ...]:
        return (self.into, "new")

    def uses(self) -> Mapping[str, str]:
        return {"from": self.source} if self.source else {}

    def prompt(self, scene: Scene) -> Say:
        return scene.say(f"{scene.node}.more" if self._so_far(scene) else scene.node)

    def answer(self, scene: Scene, text: str) -> Step | None:
        local = scene.situation.local_interests
        if _no_more(text, local):
            return Step(to=self.next)
        things = things_in(text, local)
        return self._taken(scene, things) if things else None

    def enter(self, scene: Scene) -> Step:
        told = scene.fact(self.source) if self.source else None
        return self._taken(scene, told) if isinstance(told, list) and told else super().enter(scene)

    def _taken(self, scene: Scene, things: list[Json]) -> Step:
        before = self._so_far(scene)
        said_before = {each.words for each in scene.situation.person.interests}
        new = [thing for thing in things if interest_of(thing).words not in said_before]
        named = [scene.situation.shown(interest_of(thing)) for thing in things]
        shown = scene.text(f"{scene.node}.kept", new=scene.listed(named))
        more = scene.say(f"{scene.node}.more")
        return Step(
            effects=(*kept(self.keeps, scene, new), Say(f"{shown} {more.text}", more.choices, more.kind)),
            memory={self.into: [*before, *new]},
        )

    def lets_pass(self, scene: Scene, text: str) -> bool:
        return self.quiet or is_small_talk(text)

    def clear(self, scene: Scene, text: str) -> bool:
        # "hes breathing", to somebody who waits for an ambulance, is no hobby.
        return bool(interests(text, scene.situation.local_interests)) and not asks(text) and not is_talk(text)

    def _so_far(self, scene: Scene) -> list[Json]:
        before = scene.memory.get(self.into)
        return before if isinstance(before, list) else []


def things_in(text: str, local: Sequence[LocalInterest]) -> list[Json]:
    """The things that a text names: known ones, or one that nobody listed in a few words. A question names none."""
    if asks(text):
        return []
    known = interests(text, local)
    own = thing_called(text)
    if known or own is None or not _is_thing(own):
        return known or interests_told(text, local)
    suggested = interests_of_answer(text, local).ids
    return [{"words": own, "interest": suggested[0] if suggested else None}]


def _is_thing(text: str) -> bool:
    wordy = any(len(word) > 2 and not word.isdigit() for word in words(text))
    return wordy and not is_small_talk(text) and read_yes_no(text) is None


def _no_more(text: str, local: Sequence[LocalInterest]) -> bool:
    return is_done(text) or (read_yes_no(text) == "no" and not interests(text, local))
