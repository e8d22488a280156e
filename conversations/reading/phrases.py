"""Find the phrases of a book in a line: only those that share a word with it are tried, so a book may be long.

Each phrase becomes a regular expression when it is first tried, not when the program starts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from conversations.reading.phrase import Grammar, PhraseError, anchors, pattern
from conversations.reading.sections import Sections


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that was met: what it stands for and where it lies in the line."""

    label: str
    start: int
    end: int


class _Entry:
    """A phrase of the book; made into a regular expression once, when first asked."""

    __slots__ = ("_compiled", "_grammar", "_phrase", "label", "rank")

    def __init__(self, rank: int, label: str, phrase: str, grammar: Grammar) -> None:
        self.rank = rank
        self.label = label
        self._phrase = phrase
        self._grammar = grammar
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(pattern(self._grammar.parse(self._phrase)))
        return self._compiled


class PhraseBook:
    """Phrases by label, tried in the order given."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        lists: Mapping[str, Sequence[str]] | None = None,
        source: str = "phrases",
    ) -> None:
        """`lists` gives the words that <name> stands for; `source` says in an error where the phrases stand.

        Raises PhraseError for a phrase that cannot be read.
        """
        self._by_word: dict[str, list[_Entry]] = {}
        self._always: list[_Entry] = []
        grammar = Grammar(lists or {})
        told = ((label, phrase) for label, lines in phrases.items() for phrase in lines)
        for rank, (label, phrase) in enumerate(told):
            try:
                needed = anchors(grammar.parse(phrase))
            except PhraseError as error:
                raise PhraseError(f'{source}, section [{label}], phrase "{phrase}": {error}') from None
            self._file(_Entry(rank, label, phrase, grammar), needed)

    def find(self, line: str) -> Iterator[Found]:
        """Every phrase met in a line of `words.plain`, in the order of the book."""
        told = self._by_word.keys() & _words_of(line)
        if not told and not self._always:
            return
        near = {entry.rank: entry for word in told for entry in self._by_word[word]}
        near.update((entry.rank, entry) for entry in self._always)
        for rank in sorted(near):
            for match in near[rank].compiled.finditer(line):
                yield Found(near[rank].label, match.start(), match.end())

    def first(self, line: str) -> Found | None:
        """The first phrase of the book that is met."""
        return next(self.find(line), None)

    def hide(self, line: str) -> str:
        """The line with a break in place of every phrase met."""
        spans = sorted((found.start, found.end) for found in self.find(line))
        kept, at = [], 0
        for start, end in spans:
            if start >= at:
                kept += [line[at:start], " ,"]
            at = max(at, end)
        return "".join([*kept, line[at:]])

    def _file(self, entry: _Entry, needed: Sequence[frozenset[str]]) -> None:
        """Under the words that call for the fewest phrases so far, so that a common word is not asked for twice."""
        if not needed:
            self._always.append(entry)
            return
        for word in min(needed, key=lambda words: sum(1 + len(self._by_word.get(word, ())) for word in words)):
            self._by_word.setdefault(word, []).append(entry)


@lru_cache(maxsize=16)
def _words_of(line: str) -> frozenset[str]:
    """Cached because many books are asked about one line."""
    return frozenset(line.split())


def book(sections: Sections, *prefixes: str) -> PhraseBook:
    """A book of the sections whose headings begin with one of the prefixes, with the file's own lists."""
    lists = {heading: entries for heading, entries in sections.items() if heading.startswith("<")}
    chosen = {
        heading: [order for entry in entries for order in _orders(entry)]
        for heading, entries in sections.items()
        if heading.startswith(prefixes)
    }
    return PhraseBook(chosen, lists, sections.source)


def _orders(entry: str) -> list[str]:
    """In each order of what " + " joins: "night + bench" is met in either order."""
    return [" ... ".join(order) for order in permutations(entry.split(" + "))]
