"""A small language for phrases, so that the tables read like what people say.

stop (texting|messaging) [me]   one of several words, and a word that may be missing
<me>                            a list of words that has its own section, [<me>]
kill*                           any word that begins so
..   ...                        up to three, up to seven words in between
^ $                             the text begins, ends here;  | a part of a sentence begins or ends here
.  ?                            a break of any kind, a question mark
!(lol|haha)                     none of these words follow
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_ELEMENT = re.compile(r"!?\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\S+")
_CHOICE = re.compile(r"(?:[^|()]|\([^()]*\))+")
_WORD = r" [^\s.,?]+"
_MARKS = {
    "..": f"(?:{_WORD}){{0,3}}",
    "...": f"(?:(?: ,)?{_WORD}){{0,7}}",
    "^": r"\A",
    "$": r"(?=(?: [.,?])*\Z)",
    ".": r" [.,?]",
    "?": r" \?",
}
_EDGES = (r"(?:\A|(?<= [.,?]))", r"(?= [.,?]|\Z)")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that was met: what it stands for and where it lies in the line."""

    label: str
    start: int
    end: int


class PhraseBook:
    """Phrases by label. Only phrases that share a word with the line are tried, so a book may be long."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]] | None = None) -> None:
        """`lists` gives the words that <name> stands for."""
        self._lists = dict(lists or {})
        self._by_word: dict[str, list[tuple[int, str, re.Pattern[str]]]] = {}
        self._always: list[tuple[int, str, re.Pattern[str]]] = []
        rank = 0
        for label, lines in phrases.items():
            for line in lines:
                self._add(rank, label, line)
                rank += 1

    def find(self, line: str) -> Iterator[Found]:
        """Every phrase met in a line of `words.plain`, in the order of the book."""
        seen = set(line.split())
        tried = {entry[0]: entry for word in seen for entry in self._by_word.get(word, ())}
        tried.update((entry[0], entry) for entry in self._always)
        for rank in sorted(tried):
            _, label, pattern = tried[rank]
            for match in pattern.finditer(line):
                yield Found(label, match.start(), match.end())

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

    def _add(self, rank: int, label: str, phrase: str) -> None:
        elements = [self._element(element, at == 0) for at, element in enumerate(_ELEMENT.findall(phrase))]
        entry = (rank, label, re.compile("".join(pattern for pattern, _ in elements) + r"(?=\s|\Z)"))
        needed = [anchors for _, anchors in elements if anchors]
        if not needed:
            self._always.append(entry)
            return
        for word in min(needed, key=len):
            self._by_word.setdefault(word, []).append(entry)

    def _element(self, element: str, opens: bool) -> tuple[str, frozenset[str]]:
        """The regular expression of one element, and the words of which one must be there (none: cannot say)."""
        nothing: frozenset[str] = frozenset()
        if element in _MARKS:
            return _MARKS[element], nothing
        if element == "|":
            return _EDGES[0 if opens else 1], nothing

        if element.startswith("!("):
            return f"(?!{self._either(element[2:-1])})", nothing
        if element.startswith("["):
            return f"(?:{self._either(element[1:-1])})?", nothing
        inner = element[1:-1] if element.startswith("(") else element
        firsts = self._firsts(inner)
        anchors = nothing if any(first.endswith("*") or first in _MARKS for first in firsts) else frozenset(firsts)
        return f"(?:{self._either(inner)})", anchors

    def _firsts(self, inner: str) -> list[str]:
        """The words that a choice may begin with."""
        firsts = [_ELEMENT.findall(choice)[0] for choice in self._choices(inner)]
        nested = [first for first in firsts if first.startswith("(") or first in self._lists]
        deeper = [word for first in nested for word in self._firsts(first.strip("()"))]
        return [first for first in firsts if first not in nested] + deeper

    def _either(self, inner: str) -> str:
        spelled = ["".join(map(self._word, _ELEMENT.findall(choice))) for choice in self._choices(inner)]
        return "(?:" + "|".join(f"{words}(?=\\s|\\Z)" for words in spelled) + ")"

    def _choices(self, inner: str) -> list[str]:
        choices: list[str] = []
        for choice in _CHOICE.findall(inner):
            if choice.strip() in self._lists:
                choices += self._choices("|".join(self._lists[choice.strip()]))
            else:
                choices.append(choice.strip())
        return choices

    def _word(self, word: str) -> str:
        if word in _MARKS:
            return _MARKS[word]
        if word.startswith("(") or word in self._lists:
            return self._either(word.strip("()"))
        return " " + (rf"{re.escape(word[:-1])}[^\s.,?]*" if word.endswith("*") else re.escape(word))


def book(sections: Mapping[str, Sequence[str]], *prefixes: str) -> PhraseBook:
    """A book of the sections whose headings begin with one of the prefixes, with the file's own lists."""
    lists = {heading: entries for heading, entries in sections.items() if heading.startswith("<")}
    chosen = {heading: entries for heading, entries in sections.items() if heading.startswith(prefixes)}
    return PhraseBook(chosen, lists)
