"""The exact words that a consent was given to, from the name that the ledger keeps (conversations/scene.py)."""

import re
from dataclasses import dataclass

from bot.house import House
from conversations.facts import LINE_FACTS, PERSON_FACTS
from conversations.flow import Flow, FlowSource
from conversations.nodes.ask_choice import AskChoice
from conversations.problems import FlowError
from conversations.words import ENGLISH
from storage import flows
from storage.database import Transaction
from storage.errors import NotThere

NAMED = re.compile(r"(\w+)@([0-9a-f]{12}):(\w+)(\.again)?(?:\[([\w-]+)\])?")
OPEN = {name: f"[{name}]" for name in (*LINE_FACTS, *PERSON_FACTS)}
"""What stands where a fact was filled in."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody agreed to."""

    text: str
    language: str | None
    """None: words that staff wrote down."""


def words_of(house: House, tx: Transaction, wording: str) -> Words | None:
    """The words that a wording names, or the wording itself if it is words; None if that version is not kept."""
    named = NAMED.fullmatch(wording)
    if named is None:
        return Words(wording, None)
    name, version, node, again, language = named.groups()
    flow = version_of(house, tx, name, version)
    if flow is None or not flow.words.has(f"{node}{again or ''}", language or ENGLISH):
        return None
    return said(flow, node, again or "", language or ENGLISH)


def version_of(house: House, tx: Transaction, name: str, version: str) -> Flow | None:
    """A flow as it was published, the latest or an old one; None if it is not there or cannot be read any more."""
    if house.flows.knows(name, version):
        return house.flows.at(name, version)
    try:
        found = flows.source(tx, name, version)
        return house.flows.add(FlowSource(found.name, found.version, found.yaml, found.words))
    except (NotThere, FlowError):
        return None


def said(flow: Flow, node: str, again: str, language: str) -> Words:
    """The words of one step, its choices under them."""
    keys = (f"{node}{again}", *(f"{node}.{option}" for option in options(flow, node)))
    return Words("\n".join(flow.words.write(key, language, OPEN) for key in keys), language)


def options(flow: Flow, node: str) -> tuple[str, ...]:
    """The names of the choices that a step shows, if it shows some of its own."""
    asked = flow.nodes.get(node)
    return asked.options if isinstance(asked, AskChoice) and not isinstance(asked.options, str) else ()
