"""A wish for another language: noted at once, told to a worker, met as far as the words are translated."""

import re
from collections.abc import Mapping

from conversations.effects import RaiseAlert, SpeakLanguage
from conversations.heard import Heard
from conversations.reading.words import plain
from conversations.turn import Turn
from conversations.walk import ask

LANGUAGES: Mapping[str, str] = {
    "polsku": "pl",
    "polish": "pl",
    "urdu": "ur",
    "punjabi": "pa",
    "panjabi": "pa",
    "romanian": "ro",
    "romana": "ro",
    "arabic": "ar",
}
"""What people call a language -> its tag (BCP 47)."""

NAMES: Mapping[str, str] = {"pl": "Polish", "ur": "Urdu", "pa": "Punjabi", "ro": "Romanian", "ar": "Arabic"}

_WISH = re.compile(rf" (?:po|in|speak|speaks|prefer|only) ({'|'.join(LANGUAGES)})(?= |$)")


def language(turn: Turn, heard: Heard) -> Turn | None:
    """Note the language, say what we can do so far, and ask again what was being asked."""
    found = _WISH.search(plain(heard.text))
    if not found:
        return None
    tag = LANGUAGES[found[1]]
    turn = turn.doing(SpeakLanguage(tag), RaiseAlert("person")).saying("language", wanted=NAMES[tag])
    return ask(turn, turn.asking) if turn.asking else turn
