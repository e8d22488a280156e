"""A wish for another language: met at once where all our words are there, told to a worker where they are not."""

import re
from collections.abc import Mapping

from conversations.effects import RaiseAlert, SpeakLanguage
from conversations.events import Started
from conversations.heard import Heard
from conversations.reading.words import plain
from conversations.turn import Turn
from conversations.walk import WELCOME, ask, start

LANGUAGES: Mapping[str, str] = {
    "english": "en",
    "angielsku": "en",
    "angielski": "en",
    "polish": "pl",
    "polsku": "pl",
    "polski": "pl",
    "urdu": "ur",
    "punjabi": "pa",
    "panjabi": "pa",
    "romanian": "ro",
    "romana": "ro",
    "romaneste": "ro",
    "arabic": "ar",
}
"""What people call a language, without its marks -> its tag (BCP 47)."""

NAMES: Mapping[str, str] = {
    "en": "English", "pl": "Polish", "ur": "Urdu", "pa": "Punjabi", "ro": "Romanian", "ar": "Arabic",
}  # fmt: skip

_NAMED = f"({'|'.join(LANGUAGES)})(?= |$)"
_WISH = re.compile(
    # "I only speak Polish", "is there anybody who speaks Urdu", "wole polski"
    rf" (?:i|can|you|only|please|anybody|anyone|someone|somebody) (?:who )?(?:can )?(?:speaks?|prefer|want) {_NAMED}"
    rf"| (?:only|wole) {_NAMED}"
    # "can you text me in Polish", "po polsku prosze"
    rf"| (?:text|texts|texting|write|send|say|reply|talk|message|messages|it|this|that|you|please) "
    rf"(?:[a-z]+ ){{0,2}}in {_NAMED}"
    rf"| po {_NAMED}"
    # nothing but the name: "polski", "in Polish please"
    rf"|^(?: (?:hi|hello|sorry|prosze|dzien dobry|in|jezyk))*(?: ,)? {_NAMED}(?: ,)?"
    r"(?: (?:please|pls|prosze|only|language|jezyk|text|texts))*(?: [.?])*$"
)
_DENIED = re.compile(r" (?:dont|cant|cannot|not|no|nie|without|learn|learning|uczyc|ucze)(?: [a-z]+){0,2}$")
_NO_ENGLISH = re.compile(r" nie (?:mowie|rozumiem|znam|umiem|czytam|pisze) (?:[a-z]+ )?(?:po )?angielsk")
"""Said in Polish, it is a wish for Polish."""


def language(turn: Turn, heard: Heard) -> Turn | None:
    """Note the language, say what we can do, and ask again what was being asked."""
    tag = wanted_language(heard.text)
    if tag is None or (tag == turn.person.language and not turn.asking):
        return None
    turn = turn.doing(SpeakLanguage(tag))
    if tag in turn.flows.languages:
        turn = turn.saying("speaking")
    else:
        turn = turn.doing(RaiseAlert("person")).saying("language", wanted=NAMES[tag])
    if turn.asking:
        return ask(turn, turn.asking)
    return turn if turn.person.consents else start(turn, Started(WELCOME))


def wanted_language(text: str) -> str | None:
    """The tag of the language that a text asks us to speak; None if it asks for none."""
    line = plain(text)
    wishes = [found for found in _WISH.finditer(line) if not _DENIED.search(line[: _start(found)])]
    if wishes:
        return LANGUAGES[wishes[-1][wishes[-1].lastindex or 0]]
    return "pl" if _NO_ENGLISH.search(line) else None


def _start(found: re.Match[str]) -> int:
    """Where the words before the language's name end, so far as they may deny it."""
    return found.start(found.lastindex or 0) - 1
