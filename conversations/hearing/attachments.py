"""Voice notes, pictures and whatever else comes with a text, or in place of one."""

import re

from conversations.effects import RaiseAlert
from conversations.events import Lost, Started
from conversations.heard import Heard
from conversations.turn import Turn
from conversations.walk import WELCOME, offering, start, wordless

_PLACEHOLDER = re.compile(r"^\[(voice|photo|picture|image|video)[^\]]*\]$", re.IGNORECASE)
"""What a gateway puts in a text's place when it could not carry the thing itself."""


def unheard(turn: Turn, heard: Heard) -> Turn:
    """A voice that no reader hears is for a worker's ear, whatever is said in it. What is too big is said to be."""
    if turn.person.stopped or turn.person.taken_over_until or heard.control.intent == "opt_out":
        return turn
    turn = turn.doing(RaiseAlert("attachment")) if _kind(heard) == "voice" else turn
    return turn.saying("too_big") if heard.too_big else turn


def attachment(turn: Turn, heard: Heard) -> Turn | None:
    """Without words it is an answer or a view itself, if it can be taken in; the words beside it are heard as any."""
    kind = _kind(heard)
    if kind is None or (heard.text and not _PLACEHOLDER.match(heard.text)):
        return None
    if heard.file:
        return _taken_in(turn, kind)
    if heard.too_big:
        return turn
    return turn.saying("voice_note" if kind == "voice" else "picture")


def _taken_in(turn: Turn, kind: str) -> Turn:
    session = turn.asking
    question = turn.question(session) if session else None
    if session and question:
        return wordless(turn, session, question, kind)
    if not turn.person.agreed:
        return start(turn, Started(WELCOME), (turn.said(""),))
    return offering(turn, (turn.said(""),))


def lost(turn: Turn, event: Lost) -> Turn:
    """Say that it could not be kept; after a stop, or while a worker writes, nothing."""
    if turn.person.stopped or turn.person.taken_over_until:
        return turn
    return turn.saying(f"lost_{event.kind}")


def _kind(heard: Heard) -> str | None:
    found = _PLACEHOLDER.match(heard.text)
    return found[1].lower() if found else heard.attachment
