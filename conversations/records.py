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
from conversations.reading.interests import read_interests
from conversations.reading.theme import theme_of_view
from conversations.said import files_of, words_of
from conversations.scene import Scene
from conversations.session import Json

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


def _interest(_scene: Scene, value: Json) -> tuple[Effect, ...]:
    if not isinstance(value, dict):
        return (KeepInterest(str(value)),)
    known = value.get("interest")
    return (KeepInterest(str(value["words"]), str(known) if known else None),)


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
    "no_interest": lambda _scene, value: (
        ForgetInterest(str(value), next(iter(read_interests(str(value)).ids), None)),
    ),
    "view": lambda _scene, value: (view(value),),
}
