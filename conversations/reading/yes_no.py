"""Yes or no, safe for consent: nothing but a clear word counts, and the last word wins."""

from typing import Literal

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import clean, plain

_SECTIONS = read_sections("yes_no.txt")
_YES = book(_SECTIONS, "yes")
_NO = book(_SECTIONS, "no")
_NEITHER = book(_SECTIONS, "neither")
_LETTERS: dict[str, Literal["yes", "no"]] = {"y": "yes", "n": "no"}


def read_yes_no(text: str) -> Literal["yes", "no"] | None:
    """The answer in a text; None where a careful person would ask again ("whatever", "yes poo", "yes. no.")."""
    letter = clean(text).strip(" .!").lower()
    if letter in _LETTERS:
        return _LETTERS[letter]
    line = plain(text)
    if _NEITHER.first(line):
        return None
    yes, no = _YES.first(line), _NO.first(line)
    if yes and no:
        return None
    return "yes" if yes else "no" if no else None
