"""Whether somebody comes to what they were invited to, and what stands in the way. The last word wins."""

import re
from dataclasses import dataclass
from typing import Literal

from conversations.reading.barriers import read_barriers
from conversations.reading.words import plain
from conversations.reading.yes_no import read_yes_no

Answer = Literal["yes", "no", "maybe", "unclear"]

_MAYBE = re.compile(r" (?:maybe|might|if|depends|not sure|dont know|dunno|perhaps|try|może|moze|jeśli|jesli)(?= |$)")
_NO = re.compile(r" (?:cant|cannot|wont|not|couldnt|no)(?= |$)")
_YES = re.compile(
    r" (?:ill come|i can come|can make it|ill be there|im coming|coming|see you there|count me in|be there)(?= |$)"
)


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What a reply to an invitation says. `barriers` are travel, anxiety, health, childcare, cost, company, access,
    timing, other."""

    answer: Answer
    barriers: frozenset[str] = frozenset()


def read_rsvp(text: str, invitation: str | None = None) -> Rsvp:
    """Read a reply; `invitation` is the text that it answers, where that is known."""
    line = plain(text).replace(".", " ").replace(",", " ")
    return Rsvp(_answer(text, line), read_barriers(text))


def _answer(text: str, line: str) -> Answer:
    if _MAYBE.search(line):
        return "maybe"
    if said := read_yes_no(text):
        return said
    if _NO.search(line):
        return "no"
    return "yes" if _YES.search(line) else "unclear"
