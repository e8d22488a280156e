"""Texts that want no answer: thanks, ok, goodbye, a face."""

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import clean, plain

_WHOLE = book(read_sections("small_talk.txt"), "small_talk")


def is_small_talk(text: str) -> bool:
    """Whether silence is the right reply: courtesy, a laugh, faces only, nothing at all."""
    if not any(character.isalnum() for character in clean(text)):
        return True
    return _WHOLE.first(plain(text)) is not None
