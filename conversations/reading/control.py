"""Words that work everywhere: stop, start, help, pause, a person, my data. Read before any flow sees the text."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from conversations.reading.phrases import PhraseBook, book
from conversations.reading.sections import read_sections
from conversations.reading.trained import DENIAL, SILENCE, likeliest
from conversations.reading.words import clean, plain

Intent = Literal["none", "opt_out", "opt_in", "help", "pause", "talk_to_person", "my_data", "delete_data"]

CARRIER_STOPS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
"""What Twilio by default blocks and answers itself, whatever the case, when it is the whole text."""

_ORDER: tuple[Intent, ...] = ("delete_data", "opt_in", "pause", "opt_out", "my_data", "talk_to_person", "help")
_SECTIONS = read_sections("control.txt")


@dataclass(frozen=True, slots=True)
class Control:
    """What a text asks of the line itself."""

    intent: Intent
    carrier_word: bool = False
    """Whether it is exactly a word that the mobile carrier acts on and answers itself."""


def read_control(text: str) -> Control:
    """The wish about the line in a text; "none" for answers, banter, and crisis wording with a control word in it."""
    if re.sub(r"\s", "", clean(text)).upper() in CARRIER_STOPS and " " not in clean(text):
        return Control("opt_out", carrier_word=True)
    found = by_rules(text)
    if found != "none":
        return Control(found)
    silence = DENIAL if _book("harmless").first(plain(text)) else SILENCE
    return Control(cast(Intent, likeliest("control", text, "none", silence=silence)))


def by_rules(text: str) -> Intent:
    """What the phrases alone find in a text."""
    line = _book("harmless").hide(plain(text))
    for intent in _ORDER:
        if _book(intent).first(line):
            return intent
    return "none"


@cache
def _book(name: str) -> PhraseBook:
    """Made when first asked, so that a program that reads no text does not wait for it."""
    return book(_SECTIONS, name)
