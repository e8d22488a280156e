"""Signs of danger and of distress. Rules first, recall over precision: a person reads every text anyway."""

import re
from dataclasses import dataclass
from typing import Literal

from conversations.reading.phrases import Found, PhraseBook, book
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

Level = Literal["none", "distress", "urgent"]

CATEGORIES = (
    "suicide", "self_harm", "overdose", "violence_abuse", "exploitation", "child", "homeless_tonight", "medical",
)  # fmt: skip

_SECTIONS = read_sections("risk.txt")
_HARMLESS = book(_SECTIONS, "harmless")
_URGENT = book(_SECTIONS, "urgent", "soft", "together")
_DISTRESS = book(_SECTIONS, "distress")
_CONTEXTS = {name: book(_SECTIONS, name) for name in ("now", "past", "fiction", "public", "joke")}
_OWN = frozenset({"i", "im", "ive", "ill", "id", "me", "my", "myself", "us", "our", "mine"})
_DENIERS = frozenset(_SECTIONS["denier"])
_BETWEEN = frozenset(word for phrase in _SECTIONS["between"] for word in phrase.split())
_SENTENCE = re.compile(r" [.?](?= |\Z)| but(?= )| and now(?= )")
_LONGEST_DENIAL = 6
"""Words that are looked back from a sign to a "not"."""


@dataclass(frozen=True, slots=True)
class Risk:
    """How much a text worries, and what about. `category` is never None when urgent, always None when none."""

    level: Level
    category: str | None = None


def read_risk(text: str) -> Risk:
    """The risk in a text. Silence of this reader proves nothing: every text is read by a person too."""
    line = _HARMLESS.hide(plain(text))
    if found := _first(_URGENT, line):
        return Risk("urgent", found.label.partition(".")[2])
    if found := _first(_DISTRESS, line):
        return Risk("distress", found.label.partition(".")[2] or None)
    return Risk("none")


def _first(signs: PhraseBook, line: str) -> Found | None:
    return next((found for found in signs.find(line) if _stands(found, line)), None)


def _stands(found: Found, line: str) -> bool:
    """Whether a sign means now and in earnest: not denied, not of the past, a film, a poster or (if soft) a joke."""
    sentence = _sentence(found, line)
    if _denied(found, line) or _over(sentence):
        return False
    own = not _OWN.isdisjoint(line[found.start : found.end].split())
    if not own and (_is("fiction", sentence) or _is("public", sentence)):
        return False
    return not (found.label.startswith("soft") and _is("joke", line))


def _over(sentence: str) -> bool:
    """Told of the past, with nothing beside it that says now: "im well now" itself does not."""
    return _is("past", sentence) and not _is("now", _CONTEXTS["past"].hide(sentence))


def _is(context: str, line: str) -> bool:
    return _CONTEXTS[context].first(line) is not None


def _sentence(found: Found, line: str) -> str:
    start = max((met.end() for met in _SENTENCE.finditer(line, 0, found.start + 1)), default=0)
    after = _SENTENCE.search(line, found.end)
    return line[start : after.start() if after else len(line)]


def _denied(found: Found, line: str) -> bool:
    """Whether "not" or the like stands before the sign with only small words between; "not stopped" denies nothing."""
    denials = 0
    for word in reversed(line[: found.start].split()[-_LONGEST_DENIAL:]):
        if word in _DENIERS:
            denials += 1
        elif word not in _BETWEEN:
            break
    return denials == 1
