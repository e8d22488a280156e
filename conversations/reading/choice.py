"""Which of the options offered a text means: its number, its words, or a near spelling."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from conversations.reading.number import read_number
from conversations.reading.words import words

NEAR = 84
"""Of 100: how alike a word must be to an option. One slip in a word of six letters passes."""


def read_choice(text: str, options: Sequence[str]) -> int | None:
    """The index (from 0) of the one option meant; None if none or more than one fits. Numbers count from 1."""
    if (number := read_number(text, 1, len(options))) is not None:
        return number - 1
    said = words(text)
    for fits in (_says, _sounds_like):
        met = [index for index, option in enumerate(options) if fits(said, words(option))]
        if met:
            return met[0] if len(met) == 1 else None
    return None


def _says(said: Sequence[str], option: Sequence[str]) -> bool:
    return bool(option) and f" {' '.join(option)} " in f" {' '.join(said)} "


def _sounds_like(said: Sequence[str], option: Sequence[str]) -> bool:
    if not option:
        return False
    size = len(option)
    parts = (" ".join(said[at : at + size]) for at in range(max(1, len(said) - size + 1)))
    return any(fuzz.ratio(part, " ".join(option)) >= NEAR for part in parts)
