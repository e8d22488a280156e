"""Signs of danger and of distress. Rules first, recall over precision: a person reads every text anyway."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from conversations.reading.phrases import Found, PhraseBook, book
from conversations.reading.sections import read_sections
from conversations.reading.trained import DENIAL, NO_SILENCE, trained
from conversations.reading.words import plain

Level = Literal["none", "distress", "urgent"]

CATEGORIES = (
    "suicide", "self_harm", "overdose", "violence_abuse", "exploitation", "child", "homeless_tonight", "medical",
)  # fmt: skip

_SECTIONS = read_sections("risk.txt")
_OWN = frozenset({"i", "im", "ive", "ill", "id", "me", "my", "myself", "us", "our", "mine"})
_DENIERS = frozenset(_SECTIONS["denier"])
_BETWEEN = frozenset(word for phrase in _SECTIONS["between"] for word in phrase.split())
_UNABLE = frozenset({"cant", "couldnt"})
"""Turn a denial round: who cannot stop thinking of it is thinking of it. Alone they deny nothing."""
_SENTENCE = re.compile(r" [.?](?= |\Z)| but(?= )| and now(?= )")
_LONGEST_DENIAL = 6
"""Words that are looked back from a sign to a "not"."""


@dataclass(frozen=True, slots=True)
class Risk:
    """How much a text worries, and what about. `category` is never None when urgent, always None when none."""

    level: Level
    category: str | None = None


CALM: Mapping[Level, float] = {"none": 0.25, "distress": 0.7, "urgent": 0.9}
"""So likely must it be that nothing is wrong, by what the phrases found; else somebody is told.

Low where they found nothing, on purpose: a false alarm costs a look. High where they found danger: a sign may be an
idiom that nobody wrote down, but it must be a very likely one.
"""


def read_risk(text: str) -> Risk:
    """The risk in a text. Silence of this reader proves nothing: every text is read by a person too."""
    found, heard = _by_rules(text)
    label = f"urgent.{found.category}" if found.level == "urgent" else found.level
    likely = trained("risk").likely(text, label, silence=DENIAL if heard else NO_SILENCE)
    if likely["none"] > CALM[found.level]:
        return Risk("none")
    distress, none = likely.pop("distress"), likely.pop("none")
    if found.level == "urgent":
        return found
    if 1 - distress - none >= distress:
        return Risk("urgent", max(likely, key=likely.__getitem__).partition(".")[2])
    return found if found.level == "distress" else Risk("distress")


def by_rules(text: str) -> Risk:
    """What the phrases alone find in a text."""
    return _by_rules(text)[0]


def _by_rules(text: str) -> tuple[Risk, bool]:
    """What the phrases find, and whether they heard anything, be it harmless, denied or long ago."""
    line = plain(text)
    harmless = tuple(_book("harmless").find(line))
    urgent = tuple(_book("urgent", "soft", "together").find(line))
    if found := _first(urgent, line, harmless):
        return Risk("urgent", found.label.partition(".")[2]), True
    distress = tuple(_book("distress").find(line))
    if found := _first(distress, line, harmless):
        return Risk("distress", found.label.partition(".")[2] or None), True
    return Risk("none"), bool(harmless or urgent or distress)


@cache
def _book(*prefixes: str) -> PhraseBook:
    """Made when first asked, so that a program that reads no text does not wait for it."""
    return book(_SECTIONS, *prefixes)


def _first(signs: Sequence[Found], line: str, harmless: Sequence[Found]) -> Found | None:
    return next((found for found in signs if _stands(found, line, harmless)), None)


def _stands(found: Found, line: str, harmless: Sequence[Found]) -> bool:
    """Whether a sign means now and in earnest: no idiom, not denied, past, a film, a poster or (if soft) a joke."""
    sentence = _sentence(found, line)
    if any(_takes_away(idiom, found) for idiom in harmless) or _denied(found, line) or _over(sentence):
        return False
    own = not _OWN.isdisjoint(line[found.start : found.end].split())
    if not own and (_is("fiction", sentence) or _is("public", sentence)):
        return False
    return not (found.label.startswith("soft") and _is("joke", line) and not _is("earnest", line))


def _takes_away(idiom: Found, sign: Found) -> bool:
    """Whether they share words, and the idiom is not just a piece of what the sign says in full."""
    apart = idiom.end <= sign.start or sign.end <= idiom.start
    piece = sign.start <= idiom.start and idiom.end <= sign.end and idiom.end - idiom.start < sign.end - sign.start
    return not apart and (not piece or sign.label.startswith("together"))


def _over(sentence: str) -> bool:
    """Told of the past, with nothing beside it that says now: "im well now" itself does not."""
    return _is("past", sentence) and not _is("now", _book("past").hide(sentence))


def _is(context: str, line: str) -> bool:
    return _book(context).first(line) is not None


def _sentence(found: Found, line: str) -> str:
    start = max((met.end() for met in _SENTENCE.finditer(line, 0, found.start + 1)), default=0)
    after = _SENTENCE.search(line, found.end)
    return line[start : after.start() if after else len(line)]


def _denied(found: Found, line: str) -> bool:
    """Whether "not" or the like stands before the sign with only small words between; "not stopped" denies nothing."""
    denials = 0
    for word in reversed(line[: found.start].split()[-_LONGEST_DENIAL:]):
        if word in _DENIERS or (denials and word in _UNABLE):
            denials += 1
        elif word not in _BETWEEN:
            break
    return denials == 1
