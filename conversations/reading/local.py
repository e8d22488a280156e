"""What one Network has named as an interest for its own people, found in a line beside those that all lines know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from conversations.reading.phrases import Found
from conversations.reading.words import words

SHORT = 4
"""A text of at most this many words just names a thing: there a slip of the pen in a lone word is looked through."""
LONG_WORD = 6
"""Letters of a word that can be told in spite of a slip; a shorter one is too easily another word."""
ALIKE = 85
"""Of 100: how alike a misspelt word must be to the name of an interest. It lets "photografy" through, not "boring"."""

Name = tuple[str, ...]
"""A name as its plain words."""


@dataclass(frozen=True, slots=True)
class LocalInterest:
    """An interest that a Network has named. `id` is "network/slug", which no interest of the taxonomy has; `name` is
    how it is shown, `also` what else people call it."""

    id: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name, *self.also)


def find(line: str, local: Sequence[LocalInterest]) -> Iterator[Found]:
    """Where a line of `words.plain` says one of the names, also with a slip in a long word."""
    by_letter = _by_letter(tuple(local))
    said, starts = _places(line)
    for at, start in enumerate(starts):
        for id_, name in by_letter.get(said[at][0], ()):
            if _says(said[at : at + len(name)], name, alone=len(said) <= SHORT):
                end = starts[at + len(name) - 1] + len(said[at + len(name) - 1]) + 1
                yield Found(id_, start, end)


def without(line: str, local: Sequence[LocalInterest]) -> tuple[set[str], str]:
    """The ids that a line names, and the line with a break in place of each name."""
    found = list(find(line, local))
    kept, at = [], 0
    for each in sorted(found, key=lambda each: each.start):
        if each.start >= at:
            kept += [line[at : each.start], " ,"]
        at = max(at, each.end)
    return {each.label for each in found}, "".join([*kept, line[at:]])


def _says(said: Sequence[str], name: Name, *, alone: bool) -> bool:
    """Word by word; a name of one word is told in spite of a slip only where little else is said."""
    if tuple(said) == name:
        return True
    forgiving = alone or len(name) > 1
    return forgiving and len(said) == len(name) and all(map(_nearly, said, name))


def _nearly(said: str, word: str) -> bool:
    return said == word or (len(word) >= LONG_WORD and fuzz.ratio(said, word) >= ALIKE)


def _places(line: str) -> tuple[list[str], list[int]]:
    """The words and breaks of a line, and where the space before each stands."""
    said, starts, at = line.split(), [], 0
    for each in said:
        starts.append(at)
        at += len(each) + 1
    return said, starts


@lru_cache(maxsize=64)
def _by_letter(local: tuple[LocalInterest, ...]) -> Mapping[str, Sequence[tuple[str, Name]]]:
    """Every name with the id it stands for, by its first letter, as a slip there is rare."""
    found: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for interest in local:
        for name in filter(None, (tuple(words(each)) for each in interest.names)):
            found[name[0][0]].append((interest.id, name))
    return found
