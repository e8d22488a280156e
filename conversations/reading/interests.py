"""The things that light a person up, found in their own words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from conversations.reading.local import ALIKE, LONG_WORD, SHORT, LocalInterest
from conversations.reading.local import find as find_local
from conversations.reading.phrases import Found, PhraseBook, book
from conversations.reading.sections import read_sections
from conversations.reading.trained import NO_SILENCE, trained
from conversations.reading.words import plain, without_breaks

LIKELY = 0.3
"""From here on an interest that nothing names is supposed; the person is shown it, and can take it away."""
NOTHING = "-"

_TAXONOMY = json.loads(Path(__file__).with_name("interests_taxonomy.json").read_text(encoding="utf-8"))["interests"]
_LABELS: dict[str, str] = {entry["id"]: entry["label"] for entry in _TAXONOMY}
_SECTIONS = read_sections("interests.txt")
_POLISH = read_sections("interests_pl.txt")
_UNCLEAR = frozenset(_SECTIONS["unclear"])


def _named(entry: dict[str, list[str]]) -> list[str]:
    """What the taxonomy itself calls an interest, without what more often means something else."""
    names = [plain(name).strip() for name in (*entry["synonyms"], str(entry["id"]).replace("_", " "))]
    return [name for name in names if name not in _UNCLEAR]


_KNOWN = {
    entry["id"]: [*_named(entry), *_SECTIONS.get(entry["id"], []), *_POLISH.get(entry["id"], [])] for entry in _TAXONOMY
}
_BOOK = PhraseBook(
    _KNOWN, {heading: words for heading, words in _SECTIONS.items() if heading.startswith("<")}, _SECTIONS.source
)
_OTHERWISE = book(_SECTIONS, "otherwise")
_REFUSED = (book(_SECTIONS, "refused"), book(_POLISH, "refused"))
_THING = " @"
"""Stands in the line for what was met, when it is asked whether it was refused."""
_WORDS = {
    word: interest for interest, names in _KNOWN.items() for word in names if word.isalpha() and len(word) >= LONG_WORD
}


@dataclass(frozen=True, slots=True)
class Interests:
    """Ids in the order said, and words for each: the label of the taxonomy, or of one that the person's Network has
    named (reading/local.py) what they called it."""

    ids: tuple[str, ...]
    words: tuple[str, ...]


def read_interests(text: str, local: Sequence[LocalInterest] = ()) -> Interests:
    """What a text of any kind names that the person enjoys, enjoyed or would like to; not what they say no to.

    `local` is what their Network has named besides.
    """
    return _interests(_named_in(text, local)[0])


def interests_of_answer(text: str, local: Sequence[LocalInterest] = ()) -> Interests:
    """What lights a person up who was asked that: what they name, or if nothing, what their words suggest."""
    named, anything = _named_in(text, local)
    return _interests(named if anything else _supposed(text))


def shipped_name(name: str) -> str | None:
    """The label of the interest of the taxonomy that the whole of this is a name of; None if it is none's."""
    line = without_breaks(name)
    labels = [label for label in _LABELS.values() if without_breaks(label) == line]
    met = [found for found in (*_BOOK.find(line), *_misspelt(line)) if found.end - found.start == len(line)]
    return next(iter([*labels, *(_LABELS[found.label] for found in met)]), None)


def _interests(named: Mapping[str, str]) -> Interests:
    return Interests(tuple(named), tuple(named.values()))


def _named_in(text: str, local: Sequence[LocalInterest]) -> tuple[Mapping[str, str], bool]:
    """The ids that are named and not refused, with words for each, and whether anything was named at all."""
    line = _OTHERWISE.hide(plain(text))
    met = _longest([*_BOOK.find(line), *_misspelt(line), *(find_local(line, local) if local else ())])
    named: dict[str, str] = {}
    for found in _not_refused(line, met):
        named.setdefault(found.label, _LABELS.get(found.label) or line[found.start : found.end].strip())
    return named, bool(met)


def _supposed(text: str) -> Mapping[str, str]:
    """What a text is likely to be about that names nothing known, the likeliest first."""
    likely = trained("interests").likely(text, NOTHING, NOTHING, silence=NO_SILENCE)
    ranked = sorted(likely, key=likely.__getitem__, reverse=True)
    return {each: _LABELS[each] for each in ranked if likely[each] >= LIKELY and each != NOTHING}


def _longest(met: Sequence[Found]) -> list[Found]:
    """In the order of the line; of those that overlap the longest: "walking football" is no walk."""
    kept: list[Found] = []
    for found in sorted(met, key=lambda found: found.start - found.end):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _misspelt(line: str) -> list[Found]:
    """Words of a short text that are nearly the name of an interest."""
    said = [word for word in line.split() if word.isalnum()]
    if len(said) > SHORT:
        return []
    return [
        Found(_WORDS[near], at, at + len(word) + 1)
        for word in said
        if len(word) >= LONG_WORD and (near := _near(word)) and (at := line.find(f" {word}")) >= 0
    ]


def _near(word: str) -> str | None:
    names = [name for name in _WORDS if name[0] == word[0]]
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else None


def _not_refused(line: str, met: Sequence[Found]) -> list[Found]:
    """Without those that the words around them say no to: "not football, hate it"."""
    pieces, places, at, length = [], [], 0, 0
    for found in met:
        pieces += [line[at : found.start], _THING]
        length += found.start - at
        places.append(length)
        length += len(_THING)
        at = found.end
    around = "".join([*pieces, line[at:]])
    refused = [no for book in _REFUSED for no in book.find(around)] if met else []
    return [
        found for found, place in zip(met, places, strict=True) if not any(no.start <= place < no.end for no in refused)
    ]
