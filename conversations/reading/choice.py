"""Which of the options offered a text means: its number, its words, a part of them, or a near spelling."""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from conversations.reading.number import read_number
from conversations.reading.words import words

Words = Sequence[str]

NEAR = 84
"""Of 100: how alike a word must be to an option. One slip in a word of six letters passes."""

BARE = 6
"""Words of a text in which a number names an option; in a longer one it counts something else, say a house."""


def read_choice(text: str, options: Sequence[str]) -> int | None:
    """The index (from 0) of the one option meant; None if none or more than one fits. Numbers count from 1."""
    said = words(text)
    if len(said) <= BARE and (number := read_number(text, 1, len(options))) is not None:
        return number - 1
    spelled = [words(option) for option in options]
    for met in (
        _longest(_met(_says, said, spelled), spelled),
        _met(_is_part, said, spelled),
        _met(_near, said, spelled),
    ):
        if met:
            return met[0] if len(met) == 1 else None
    return None


def _met(fits: Callable[[Words, Words], bool], said: Words, spelled: Sequence[Words]) -> list[int]:
    return [index for index, option in enumerate(spelled) if fits(said, option)]


def _longest(met: list[int], spelled: Sequence[Words]) -> list[int]:
    """Whoever says "green tea" does not mean "tea"."""
    return [one for one in met if all(one == other or not _says(spelled[other], spelled[one]) for other in met)]


def _says(said: Words, option: Words) -> bool:
    return bool(option) and f" {' '.join(option)} " in f" {' '.join(said)} "


def _is_part(said: Words, option: Words) -> bool:
    """Whether it is some of its words: "first name" for "Use my first name"."""
    return _says(option, said)


def _near(said: Words, option: Words) -> bool:
    if not option:
        return False
    size = len(option)
    parts = (" ".join(said[at : at + size]) for at in range(max(1, len(said) - size + 1)))
    return any(fuzz.ratio(part, " ".join(option)) >= NEAR for part in parts)
