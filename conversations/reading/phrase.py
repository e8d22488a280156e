"""A small language for phrases, so that the tables read like what people say.

stop (texting|messaging) [me]   one of several words, and a word that may be missing
<me>                            a list of words that has its own section, [<me>]
kill*                           any word that begins so
..   ...                        up to three, up to seven words in between
^ $                             the text begins, ends here;  | a part of a sentence begins or ends here
.  ?                            a break of any kind, a question mark
!(lol|haha)                     none of these words follow
night + bench                   in a book only: both in one sentence, up to seven words apart, whichever comes first

Brackets may stand in brackets. A phrase is matched against a line of `words.plain`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

_TOKEN = re.compile(r"!\(|[()\[\]|]|[^\s()\[\]|]+")
_BARE_CHOICE = re.compile(r"[^\s|]\|[^\s|]")
_WORD_END = r"(?!\S)"
_WORD = r" [^\s.,?]+"
_MARKS = {
    "..": f"(?:{_WORD}){{0,3}}",
    "...": f"(?:(?: ,)?{_WORD}){{0,7}}(?: ,)?",
    "^": r"\A",
    "$": r"(?=(?: [.,?])*\Z)",
    ".": r" [.,?]",
    "?": r" \?",
    ",": r" ,",
}
_PART_BEGINS, _PART_ENDS = r"(?:\A|(?<= [.,?]))", r"(?= [.,?]|\Z)"
_CLOSES = {"(": ")", "[": "]", "!(": ")"}
_KINDS: Mapping[str, Literal["one", "maybe", "never"]] = {"(": "one", "[": "maybe", "!(": "never"}


class PhraseError(ValueError):
    """A phrase that cannot be read; says where it stands and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """What stands in brackets: sequences of which one is there, may be there, or must not follow."""

    kind: Literal["one", "maybe", "never"]
    sequences: Sequence[Sequence["_Node"]]


_Node = str | _Choices
"""A word, a mark, or brackets."""


@dataclass
class Grammar:
    """Reads phrases, with the lists of words that <name> stands for; each list is read once, when first named."""

    lists: Mapping[str, Sequence[str]]
    _read_lists: dict[str, _Choices] = field(default_factory=dict)
    _being_read: list[str] = field(default_factory=list)

    def parse(self, phrase: str) -> Sequence[_Node]:
        """The phrase as words, marks and brackets; raises PhraseError with what is wrong in it."""
        if "|" in phrase and _BARE_CHOICE.search(_without_brackets(phrase)):
            raise PhraseError("write brackets around a choice: (this|that)")
        tokens = _TOKEN.findall(phrase)
        tokens.reverse()
        return self._sequence(tokens, None)

    def _sequence(self, tokens: list[str], closing: str | None) -> Sequence[_Node]:
        """What stands up to the closing bracket or the next choice, which stay on the (reversed) tokens."""
        nodes: list[_Node] = []
        while tokens and not (closing and tokens[-1] in (closing, "|")):
            token = tokens.pop()
            if token in _CLOSES:
                nodes.append(self._brackets(token, tokens))
            elif token in (")", "]"):
                raise PhraseError(f'"{token}" closes nothing')
            elif token.startswith("<"):
                nodes.append(self._listed(token))
            else:
                nodes.append(_checked(token))
        if not nodes:
            raise PhraseError("something is missing: nothing stands between two marks")
        return nodes

    def _brackets(self, opening: str, tokens: list[str]) -> _Choices:
        closing = _CLOSES[opening]
        sequences = [self._sequence(tokens, closing)]
        while tokens and tokens[-1] == "|":
            tokens.pop()
            sequences.append(self._sequence(tokens, closing))
        if not tokens:
            raise PhraseError(f'"{opening}" is never closed: write "{closing}"')
        tokens.pop()
        return _Choices(_KINDS[opening], sequences)

    def _listed(self, name: str) -> _Choices:
        if name in self._being_read:
            raise PhraseError(f"the list {name} names itself")
        if name not in self._read_lists:
            if not self.lists.get(name):
                raise PhraseError(f"no list {name}: write a section [{name}] with a word or more")
            self._being_read.append(name)
            self._read_lists[name] = _Choices("one", [self.parse(entry) for entry in self.lists[name]])
            self._being_read.pop()
        return self._read_lists[name]


def _checked(token: str) -> str:
    if "*" in token[:-1] or token == "*":
        raise PhraseError(f'"{token}": a star stands at the end of a word')
    return token


def _without_brackets(phrase: str) -> str:
    while phrase != (inner := re.sub(r"[(\[][^()\[\]]*[)\]]", "_", phrase)):
        phrase = inner
    return phrase


def pattern(nodes: Sequence[_Node]) -> str:
    """The regular expression of a phrase."""
    edges = [_PART_BEGINS if at == 0 else _PART_ENDS for at in range(len(nodes))]
    return "".join(edge if node == "|" else _spelled(node) for node, edge in zip(nodes, edges, strict=True)) + _WORD_END


def _spelled(node: _Node) -> str:
    if isinstance(node, str):
        return _MARKS.get(node) or _word(node)
    longest_first = sorted(node.sequences, key=len, reverse=True)
    choice = "|".join("".join(map(_spelled, sequence)) for sequence in longest_first)
    return {"one": f"(?:{choice})", "maybe": f"(?:{choice})?", "never": f"(?!{choice})"}[node.kind]


def _word(word: str) -> str:
    return " " + (rf"{re.escape(word[:-1])}[^\s.,?]*" if word.endswith("*") else re.escape(word) + _WORD_END)


def anchors(nodes: Sequence[_Node]) -> list[frozenset[str]]:
    """Sets of words of each of which the line must hold one for the phrase to be met. None if nothing can be said."""
    return [words for words in map(_anchor, nodes) if words]


def _anchor(node: _Node) -> frozenset[str]:
    if isinstance(node, str):
        return frozenset() if node in _MARKS or node == "|" or node.endswith("*") else frozenset((node,))
    if node.kind != "one":
        return frozenset()
    smallest = [min(anchors(sequence), key=len, default=frozenset[str]()) for sequence in node.sequences]
    return frozenset[str]().union(*smallest) if all(smallest) else frozenset()
