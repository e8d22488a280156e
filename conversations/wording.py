"""The words that no text may say, and those with which STOP may be offered. They stand in wording.txt."""

import re
from pathlib import Path

from conversations.reading.phrases import PhraseBook
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

_SECTIONS = read_sections("wording.txt", Path(__file__).parent)


def _books(kind: str) -> dict[str, PhraseBook]:
    """One book a language, from the sections [KIND.LANGUAGE]."""
    wanted = {head: entries for head, entries in _SECTIONS.items() if head.startswith(f"{kind}.")}
    return {
        head.partition(".")[2]: PhraseBook({head: entries}, source="wording.txt") for head, entries in wanted.items()
    }


_NEVER = _books("never")
_STOPPING = _books("stopping")
_STOPS = "STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT"
"""What the mobile carrier blocks somebody for."""
_OFFERED = re.compile(
    rf"\b(?:(?i:text|send|reply|write|type|say|press|answer|napisz|wy[sś]lij|odpisz|odpowiedz)(?: with| back)? "
    rf"[\"'(]?(?i:({_STOPS}))|({_STOPS}))\b"
)
"""A word of the carrier's in capitals, or behind "text" in any."""
_SENTENCE_END = re.compile(r"[.!?:\n]+(?=\s|$)")


def forbidden(text: str, language: str) -> str | None:
    """The first word in a text that no text of this language may say."""
    line = plain(text)
    found = _NEVER[language].first(line) if language in _NEVER else None
    return line[found.start : found.end].strip() if found else None


def wrongly_offered(text: str, choices: tuple[str, ...], language: str) -> str | None:
    """The carrier's word that a text offers for anything but stopping."""
    for choice in choices:
        if choice.upper() in _STOPS.split("|"):
            return choice.upper()
    for sentence in _SENTENCE_END.split(text):
        found = _OFFERED.search(sentence)
        word = (found[1] or found[2]).upper() if found else None
        if word and not (word == "STOP" and _is_about_stopping(sentence, language)):
            return word
    return None


def _is_about_stopping(sentence: str, language: str) -> bool:
    book = _STOPPING.get(language)
    return book is not None and book.first(plain(sentence)) is not None
