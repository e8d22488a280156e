"""The things that light a person up, found in their own words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from conversations.reading.phrases import Found, PhraseBook, book
from conversations.reading.sections import read_sections
from conversations.reading.trained import NO_SILENCE, trained
from conversations.reading.words import plain

SHORT = 4
"""A text of at most this many words just names a thing: there a slip of the pen is looked through."""
LONG_WORD = 6
"""Letters of a word that can be told in spite of a slip; a shorter one is too easily another word."""
ALIKE = 85
"""Of 100: how alike a misspelt word must be to the name of an interest. It lets "photografy" through, not "boring"."""
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
    """Ids of the taxonomy in the order said, and the label of each for showing back."""

    ids: tuple[str, ...]
    words: tuple[str, ...]


def read_interests(text: str) -> Interests:
    """What a text of any kind names that the person enjoys, enjoyed or would like to; not what they say no to."""
    return _interests(_named_in(text)[0])


def interests_of_answer(text: str) -> Interests:
    """What lights a person up who was asked that: what they name, or if nothing, what their words suggest."""
    named, anything = _named_in(text)
    return _interests(named if anything else _supposed(text))


def _interests(ids: tuple[str, ...]) -> Interests:
    return Interests(ids, tuple(_LABELS[interest] for interest in ids))


def _named_in(text: str) -> tuple[tuple[str, ...], bool]:
    """The ids that are named and not refused, and whether anything was named at all."""
    line = _OTHERWISE.hide(plain(text))
    met = _longest([*_BOOK.find(line), *_misspelt(line)])
    return tuple(dict.fromkeys(found.label for found in _not_refused(line, met))), bool(met)


def _supposed(text: str) -> tuple[str, ...]:
    """What a text is likely to be about that names nothing known, the likeliest first."""
    likely = trained("interests").likely(text, NOTHING, NOTHING, silence=NO_SILENCE)
    ranked = sorted(likely, key=likely.__getitem__, reverse=True)
    return tuple(interest for interest in ranked if likely[interest] >= LIKELY and interest != NOTHING)


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
