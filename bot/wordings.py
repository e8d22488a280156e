"""The exact words that a consent was given to, from the name that the ledger keeps: "welcome@0123456789ab:consent"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.house import House
from conversations.facts import LINE_FACTS, PERSON_FACTS
from conversations.flow import Flow, FlowSource
from conversations.nodes.ask_choice import AskChoice
from conversations.problems import FlowError
from storage import flows
from storage.database import Transaction
from storage.errors import NotThere

NAMED = re.compile(r"(\w+)@([0-9a-f]{12}):(\w+)")
OPEN = {name: f"[{name}]" for name in (*LINE_FACTS, *PERSON_FACTS)}
"""What stands where a fact was filled in."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody agreed to, in one language. None: words that staff wrote down."""

    language: str | None
    text: str
    again: str | None = None
    """How it was asked once more, if the first answer was unclear."""


def words_of(house: House, tx: Transaction, wording: str) -> tuple[Words, ...]:
    """The words in every language they were published in; the wording itself if it names no flow.

    Empty if the version is not kept any more.
    """
    named = NAMED.fullmatch(wording)
    if named is None:
        return (Words(None, wording),)
    flow = version_of(house, tx, named[1], named[2])
    return tuple(in_each_language(flow, named[3])) if flow else ()


def version_of(house: House, tx: Transaction, name: str, version: str) -> Flow | None:
    """A flow as it was published, the latest or an old one; None if it is not there or cannot be read any more."""
    if house.flows.knows(name, version):
        return house.flows.at(name, version)
    try:
        found = flows.source(tx, name, version)
        return house.flows.add(FlowSource(found.name, found.version, found.yaml, found.words))
    except (NotThere, FlowError):
        return None


def in_each_language(flow: Flow, node: str) -> Iterator[Words]:
    """The words of one step, the choices under them."""
    choices = tuple(f"{node}.{option}" for option in options(flow, node))
    for language in flow.source.words:
        if flow.words.has(node, language):
            text, *labels = (flow.words.write(key, language, OPEN) for key in (node, *choices))
            again = f"{node}.again"
            yield Words(
                language,
                "\n".join([text, *labels]),
                flow.words.write(again, language, OPEN) if flow.words.has(again, language) else None,
            )


def options(flow: Flow, node: str) -> tuple[str, ...]:
    """The names of the choices that a step shows, if it shows some of its own."""
    asked = flow.nodes.get(node)
    return asked.options if isinstance(asked, AskChoice) and not isinstance(asked.options, str) else ()
