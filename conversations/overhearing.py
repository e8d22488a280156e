"""What a text tells beyond its answer: "yes, call me Bean, i like gardening and the buses are the worst thing"."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from conversations.reading.interests import Interests, interests_of_answer, read_interests
from conversations.reading.local import LocalInterest
from conversations.reading.theme import read_theme
from conversations.reading.words import clean, words
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step

Ear = Literal["name", "interests", "view"]

_ABOUT_A_NAME = re.compile(r"\b(?:call(?:s|ing)? me|my name'?s?|i go by)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:call(?:s|ing)? me|my name'?s?(?: is)?|i go by|it'?s|instead)\s+([^\W\d_][\w'-]{1,29})", re.IGNORECASE
)
_NOT_A_NAME = frozenset(
    "a an the back later tomorrow today tonight when if at on in please is mr mrs miss ms not just "
    "because about".split()
)
_LEADING = re.compile(
    r"^(?:(?:and|also|plus|n|or|my|the|a|i (?:like|love|enjoy|go to(?= the ))|love|like|maybe|oh|ok|yes|yeah|just)"
    r" +)+"
)
THING_WORDS = 3
"""A thing as somebody calls it is at most this many words; more is talk."""
_TALK = frozenset(
    "i im ive id me my you your youre he hes she shes we they it its is am are was be do does did done dont have has "
    "had what when where who why how which will would can cant could not no yes if but and ok sorry please "
    "maybe not never nothing nowt nobody none anything owt him her them".split()
)
_ARTICLES = frozenset(("a", "an", "the"))
"""With one of these inside it is a wish or a tale, not a name: "join a choir"."""
VIEW_WORDS = 6
"""A text with this many words about a known theme says something, whatever else it says."""


def overheard(ears: Iterable[Ear], scene: Scene, text: str) -> Step:
    """What these ears find, to be remembered or set aside."""
    found = [EARS[ear](scene, text) for ear in ears]
    memory = {name: value for step in found for name, value in step.memory.items()}
    return Step(memory=memory, aside=tuple(told for step in found for told in step.aside))


def where_heard(ears: Iterable[Ear]) -> tuple[str, ...]:
    """What these ears fill in the memory."""
    return tuple(name for ear in ears for name in HEARD[ear])


def called(text: str) -> str | None:
    """The name that a text says to call its writer by, with a capital letter; None without such words."""
    text = clean(text)
    if not _ABOUT_A_NAME.search(text):
        return None
    names = [name for name in _CALLED.findall(text) if name.lower() not in _NOT_A_NAME]
    return None if not names else names[-1] if names[-1] != names[-1].lower() else names[-1].capitalize()


def interests(text: str, local: Sequence[LocalInterest]) -> list[Json]:
    """The interests that a text names, each as its words and its id: the person's own words where it is just that.

    `local` is what their Network has named.
    """
    return _kept(text, read_interests(text, local))


def interests_told(text: str, local: Sequence[LocalInterest]) -> list[Json]:
    """The same of an answer to what lights them up, where words may suggest what they do not name."""
    return _kept(text, interests_of_answer(text, local))


def _kept(text: str, found: Interests) -> list[Json]:
    own = thing_called(text) if len(found.ids) == 1 else None
    if own and not (own.replace(" ", "").isalpha() and _ARTICLES.isdisjoint(words(own))):
        own = None
    return [{"words": own or label.lower(), "interest": id_} for id_, label in zip(found.ids, found.words, strict=True)]


def thing_called(text: str) -> str | None:
    """A thing as the person calls it, where the text is just that: "i go to the Bowling!" is "bowling"."""
    said = _LEADING.sub("", clean(text).lower()).strip(" .,!?")
    return said if 1 <= len(words(said)) <= THING_WORDS and not is_talk(said) else None


def is_talk(text: str) -> bool:
    """Whether a text holds a word that the name of a thing does not: "hes breathing" is no hobby."""
    return not _TALK.isdisjoint(words(text))


def _name(_scene: Scene, text: str) -> Step:
    name = called(text)
    return Step(memory={"first_name": name}) if name else Step()


def _interests(scene: Scene, text: str) -> Step:
    found = interests(text, scene.situation.local_interests)
    before = scene.memory.get("heard_interests")
    so_far = before if isinstance(before, list) else []
    return Step(memory={"heard_interests": [*so_far, *found]}) if found else Step()


def _view(scene: Scene, text: str) -> Step:
    return Step(aside=(scene.said(text),)) if len(words(text)) >= VIEW_WORDS and read_theme(text) else Step()


EARS: Mapping[Ear, Callable[[Scene, str], Step]] = {"name": _name, "interests": _interests, "view": _view}
HEARD: Mapping[Ear, tuple[str, ...]] = {"name": ("first_name",), "interests": ("heard_interests",), "view": ()}
"""What each ear fills in the memory; a view is set aside instead."""
