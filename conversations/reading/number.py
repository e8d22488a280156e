"""A number on a scale, in figures or words."""

import re

from conversations.reading.words import clean, words

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "jeden": 1, "dwa": 2, "trzy": 3, "cztery": 4, "piec": 5,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_OF_HOW_MANY = re.compile(rf"(?:/|\bout of|\bof)\s*(?:\d+|{'|'.join(_WORDS)})\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:^|\s)-\s*\d")

EARLY = 8
"""Words within which whoever gives a number has given it; later it is a house, a bus or a time in a story."""


def read_number(text: str, low: int, high: int) -> int | None:
    """The one number from `low` to `high` that a text gives; None for none, several, or one out of range."""
    if _BELOW_ZERO.search(text):
        return None
    said = words(_OF_HOW_MANY.sub(" ", clean(text)))
    given = {number for word in said[:EARLY] if (number := _number(word)) is not None}
    number = given.pop() if len(given) == 1 else None
    return number if number is not None and low <= number <= high else None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 10 else _WORDS.get(word)
