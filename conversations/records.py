"""What an answer may be kept as: from a remembered value to the effects that keep it."""

from collections.abc import Callable, Mapping
from typing import Literal

from conversations.effects import (
    Effect,
    ForgetInterest,
    KeepAnswer,
    KeepInterest,
    KeepView,
    NameContact,
    PlaceContact,
    QuoteAs,
    RecordConsent,
)
from conversations.reading.theme import theme_of_view
from conversations.said import files_of, words_of
from conversations.scene import Scene
from conversations.session import Json
from conversations.situation import Interest

Record = Literal["name", "area", "quoting", "interest", "no_interest", "view"]
"""The kinds of record that a flow may name."""


def kept(record: Record, scene: Scene, value: Json) -> tuple[Effect, ...]:
    """The effects that keep the value; those of each part, for a list."""
    parts = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(effect for part in parts for effect in RECORDS[record](scene, part))


def counted(question: str | None, answer: str) -> tuple[Effect, ...]:
    """The answer to a consultation's question, kept to be counted; nothing if it is no consultation's."""
    return (KeepAnswer(question, answer),) if question else ()


def view(told: Json, question: str | None = None) -> KeepView:
    """Something said (said.py) for the Network to hear, with the theme that its words suggest."""
    text = words_of(told)
    return KeepView(text, question, theme_of_view(text) if text else None, files_of(told))


def interest_of(value: Json) -> Interest:
    """An interest as a session remembers it: its words, or these with its id."""
    if not isinstance(value, dict):
        return Interest(str(value))
    known = value.get("interest")
    return Interest(str(value["words"]), str(known) if known else None)


def _interest(_scene: Scene, value: Json) -> tuple[Effect, ...]:
    told = interest_of(value)
    return (KeepInterest(told.words, told.interest),)


def _no_interest(scene: Scene, value: Json) -> tuple[Effect, ...]:
    situation = scene.situation
    gone = [each for each in situation.person.interests if situation.shown(each) == value]
    return tuple(ForgetInterest(each.words, each.interest) for each in gone)


def _quoting(scene: Scene, value: Json) -> tuple[Effect, ...]:
    by_name = value == "first_name"
    return (
        QuoteAs("first_name" if by_name else "anonymous"),
        RecordConsent("being_quoted", by_name, scene.wording),
    )


RECORDS: Mapping[Record, Callable[[Scene, Json], tuple[Effect, ...]]] = {
    "name": lambda _scene, value: (NameContact(str(value)),),
    "area": lambda _scene, value: (PlaceContact(str(value)),),
    "quoting": _quoting,
    "interest": _interest,
    "no_interest": _no_interest,
    "view": lambda _scene, value: (view(value),),
}
