"""Keywords that begin something or steer a conversation, wherever it stands."""

import re
from dataclasses import dataclass
from typing import Literal

from conversations.reading.code import read_code
from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import clean, plain

Kind = Literal[
    "join",
    "say",
    "whats_on",
    "light",
    "have_your_say",
    "profile",
    "check_in",
    "skip",
    "back",
    "later",
    "done",
    "new_phone",
    "code",
]

_JOIN = re.compile(r"^\W*join\b\W*(.*)$", re.IGNORECASE | re.DOTALL)
_SAY = re.compile(
    r"^\W*(?:say\b|i(?:'?d| would)? (?:want|wanna|like) (?:to )?say\b|powiem\b|chc[eę] powiedzie[cć]\b)"
    r"(?:\s+that\b|,?\s+[zż]e\b)?[\s:,-]*(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS = read_sections("keyword.txt")
_KINDS: tuple[Kind, ...] = (
    "whats_on",
    "light",
    "have_your_say",
    "profile",
    "check_in",
    "skip",
    "back",
    "later",
    "done",
    "new_phone",
)
_BOOKS = {kind: book(_SECTIONS, kind) for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword, and what came with it: the area of JOIN, the view of SAY, as written; a code as it was given out."""

    kind: Kind
    rest: str = ""


def read_keyword(text: str) -> Keyword | None:
    """The keyword that a text is, or None."""
    text = clean(text)
    if code := read_code(text):
        return Keyword("code", code)
    if met := _SAY.match(text):
        return Keyword("say", met[1].strip())
    if met := _JOIN.match(text):
        return Keyword("join", met[1].strip(" \n.!"))
    line = plain(text)
    for kind in _KINDS:
        if _BOOKS[kind].first(line):
            return Keyword(kind)
    return None
