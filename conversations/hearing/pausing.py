"""A pause, for as long as the person says or until they write again."""

from conversations.effects import PauseContact, RaiseAlert, ResumeContact
from conversations.events import Started
from conversations.heard import Heard
from conversations.reading.dates import read_span
from conversations.saying_day import day
from conversations.talk import is_view
from conversations.turn import Turn
from conversations.walk import PASS_ON, PAUSE, start


def pause(turn: Turn, heard: Heard) -> Turn:
    """Leave the person in peace, and tell a worker."""
    until = read_span(heard.text, turn.now)
    till = day(until, turn.person.language) if until else None
    given = {"until": until.isoformat() if until else None, "till": till}
    return start(turn.doing(RaiseAlert("pause")), Started(PAUSE, given))


def back_again(turn: Turn, heard: Heard) -> Turn | None:
    """Somebody back from a pause is greeted; what they say counts as an answer only if it clearly is one.

    What the Network could act on is offered to be passed on.
    """
    if not turn.person.paused:
        return None
    session = turn.asking
    question = turn.question(session) if session else None
    if session and question and question.clear(turn.scene(session), heard.text):
        return None
    turn = turn.saying("back_again")
    return start(turn, Started(PASS_ON, {"offered": [turn.said(heard.text)]})) if is_view(heard.text) else turn


def awake(turn: Turn) -> Turn:
    """Whoever writes is no longer on a pause, unless they have just asked for one."""
    asked_for = any(isinstance(effect, PauseContact) for effect in turn.effects)
    if not turn.person.paused or turn.person.stopped or asked_for:
        return turn
    for session in turn.stack:
        turn = turn.closing(session) if session.flow == PAUSE else turn
    return turn.doing(ResumeContact())
