"""What stands in the way of coming, by a code book that people can edit."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from conversations.reading.phrases import Found, book
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

BARRIERS = ("travel", "anxiety", "health", "childcare", "cost", "company", "access", "timing", "other")

_SECTIONS = read_sections("barriers.txt")
_BOOK = book(_SECTIONS, *BARRIERS, "solved", "otherwise")
_KNOWN = frozenset(re.findall(r"[a-z]{2,}", " ".join(phrase for phrases in _SECTIONS.values() for phrase in phrases)))
_LONG = [word for word in sorted(_KNOWN) if len(word) >= 7]


def read_barriers(text: str) -> frozenset[str]:
    """The barriers that a text names, whether it asks, worries or refuses; none that it says are out of the way."""
    return frozenset(name for found in barriers_in(spelled(plain(text))) for name in names_of(found))


def spelled(line: str) -> str:
    """A line of `words.plain` in the words of the code book: "anxeity" and "anxietys" are its "anxiety"."""
    return "".join(f" {word if word in _KNOWN or len(word) < 4 else _near(word)}" for word in line.split())


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The word it is a form or a slip of (one letter too many, too few, wrong or swapped in a long word), or itself."""
    if word[-1] == "s" and word[:-1] in _KNOWN:
        return f"{word[:-1]} is"
    found = extractOne(word, _LONG, scorer=OSA.distance, score_cutoff=1) if len(word) >= 7 else None
    return found[0] if found else word


def barriers_in(line: str) -> list[Found]:
    """Where in a line of `words.plain` barriers are named; a label may be two, joined by "+"."""
    return [found for found in longest(_BOOK.find(line)) if found.label != "solved"]


def names_of(found: Found) -> list[str]:
    """The barriers that a phrase stands for."""
    return found.label.removeprefix("otherwise.").split("+")


def longest(met: Iterable[Found]) -> list[Found]:
    """Of phrases that overlap the longest, of equally long ones the first in the book; in the order of the line.

    What stands under "otherwise" gives way to all others.
    """
    kept: list[Found] = []
    for found in sorted(met, key=lambda found: (found.label.startswith("otherwise"), found.start - found.end)):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)
