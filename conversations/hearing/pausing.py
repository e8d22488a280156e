"""A pause, for as long as the person says or until they write again."""

import re
from datetime import timedelta

from conversations.effects import PauseContact, RaiseAlert, ResumeContact
from conversations.heard import Heard
from conversations.reading.words import plain
from conversations.turn import Turn

_NUMBERS = {"a": 1, "one": 1, "an": 1, "couple": 2, "two": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "month": timedelta(days=30),
}
_LENGTH = re.compile(rf" (\d{{1,2}}|{'|'.join(_NUMBERS)})(?: of)? ({'|'.join(_UNITS)})s?(?= |$)")


def pause(turn: Turn, heard: Heard) -> Turn:
    """Leave the person in peace, and tell a worker."""
    length = pause_length(heard.text)
    until = turn.now + length if length else None
    return turn.doing(PauseContact(until), RaiseAlert("pause")).saying("pause")


def pause_length(text: str) -> timedelta | None:
    """How long a pause a text asks for ("in a month", "2 weeks"); None if it does not say."""
    found = _LENGTH.search(plain(text))
    if not found:
        return None
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return number * _UNITS[found[2]]


def back_again(turn: Turn, heard: Heard) -> Turn | None:
    """Somebody back from a pause is greeted; what they say counts as an answer only if it clearly is one."""
    if not turn.person.paused:
        return None
    session = turn.asking
    question = turn.question(session) if session else None
    if session and question and question.clear(turn.scene(session), heard.text):
        return None
    return turn.saying("back_again")


def awake(turn: Turn) -> Turn:
    """Whoever writes is no longer on a pause, unless they have just asked for one."""
    asked_for = any(isinstance(effect, PauseContact) for effect in turn.effects)
    if not turn.person.paused or turn.person.stopped or asked_for:
        return turn
    return turn.doing(ResumeContact())
