"""Ask for things one at a time, until the person says that's it."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from conversations.effects import Say
from conversations.facts import in_words
from conversations.nodes.asking import Asking
from conversations.nodes.node import Name
from conversations.overhearing import interests, interests_told
from conversations.reading.interests import interests_of_answer
from conversations.reading.small_talk import is_small_talk
from conversations.reading.words import clean, words
from conversations.reading.yes_no import read_yes_no
from conversations.records import Record, kept
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step
from conversations.talk import asks, is_done

THING_WORDS = 3
"""A thing of their own that nobody listed is at most this many words; more is talk."""

_TALK = frozenset(
    "i im ive id me my you your youre he hes she shes we they it its is am are was be do does did done dont have has "
    "had what when where who why how which will would can cant could not no yes if but and ok sorry please".split()
)


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
        if _no_more(text):
            return Step(to=self.next)
        things = things_in(text)
        return self._taken(scene, things) if things else None

    def enter(self, scene: Scene) -> Step:
        told = scene.fact(self.source) if self.source else None
        return self._taken(scene, told) if isinstance(told, list) and told else super().enter(scene)

    def _taken(self, scene: Scene, things: list[Json]) -> Step:
        before = self._so_far(scene)
        new = [thing for thing in things if in_words(thing) not in scene.situation.person.interests]
        shown = scene.text(f"{scene.node}.kept", new=in_words(things, scene.listed))
        more = scene.say(f"{scene.node}.more")
        return Step(
            effects=(*kept(self.keeps, scene, new), Say(f"{shown} {more.text}", more.choices, more.kind)),
            memory={self.into: [*before, *new]},
        )

    def lets_pass(self, scene: Scene, text: str) -> bool:
        return self.quiet or is_small_talk(text)

    def clear(self, scene: Scene, text: str) -> bool:
        # "hes breathing", to somebody who waits for an ambulance, is no hobby.
        return bool(interests(text)) and not asks(text) and not _TALK.intersection(words(text))

    def _so_far(self, scene: Scene) -> list[Json]:
        before = scene.memory.get(self.into)
        return before if isinstance(before, list) else []


def things_in(text: str) -> list[Json]:
    """The things that a text names: known ones, or one that nobody listed in a few words. A question names none."""
    if asks(text):
        return []
    known = interests(text)
    if known or not _is_thing(text):
        return known or interests_told(text)
    suggested = interests_of_answer(text).ids
    return [{"words": clean(text).lower(), "interest": suggested[0] if suggested else None}]


def _is_thing(text: str) -> bool:
    said = words(text)
    wordy = any(len(word) > 2 and not word.isdigit() for word in said)
    small = is_small_talk(text) or read_yes_no(text) is not None
    return wordy and len(said) <= THING_WORDS and not small and not _TALK.intersection(said)


def _no_more(text: str) -> bool:
    return is_done(text) or (read_yes_no(text) == "no" and not interests(text))
