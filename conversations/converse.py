"""The one way in: what happened, to whom, where they stood and what time it is -> what to keep and what to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.effects import Effect, SayKind, WakeAt
from conversations.events import CodeTried, Event, Lost, Replied, Started, Stopped, TimedOut
from conversations.heard import read
from conversations.hearing import hear
from conversations.hearing.attachments import lost
from conversations.hearing.codes import code_tried
from conversations.hearing.leaving import stopped
from conversations.library import Flows
from conversations.line import LineFacts
from conversations.nodes.asking import Asking
from conversations.session import Session
from conversations.situation import Situation
from conversations.texts import fewer
from conversations.turn import Turn
from conversations.walk import start as begin
from conversations.walk import wake

JUST_NOW = timedelta(hours=1)
"""After this a text of ours is one that the bot begins, with all that this asks for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one turn decided. Keep the sessions and do the effects, in their order, in one transaction."""

    sessions: tuple[Session, ...] = ()
    """Every session that began, changed or ended (status "ended"), the one last spoken in last.

    A timer of a session in here is replaced by its WakeAt among the effects, and void if there is none.
    """
    effects: tuple[Effect, ...] = ()


def converse(flows: Flows, line: LineFacts, situation: Situation, event: Event, now: datetime) -> Outcome:
    """Decide what comes of an event. Pure: the same arguments give the same outcome, and no text raises.

    Raises UnknownFlow if a flow is started that does not exist, and UnknownVersion if an open session's
    version was not added to `flows`: both are for the shell to put right, not for the person.
    """
    kind: SayKind = (
        "reply" if isinstance(event, Replied | CodeTried) or _just_wrote(situation, event, now) else "conversation"
    )
    turn = _handled(Turn(flows, line, situation, now, kind, situation.sessions), event)
    return Outcome(turn.saved, (*fewer(turn.effects), *_wakes(turn)))


def asked(flows: Flows, sessions: tuple[Session, ...]) -> str | None:
    """What the person is being asked just now: the `asks` label of the question on top; None if nothing.

    An open door and a listening ear ask nothing.
    """
    session = next((session for session in sessions if session.status == "asking"), None)
    node = flows.at(session.flow, session.version).nodes[session.node] if session else None
    return node.asks if isinstance(node, Asking) and not node.quiet else None


def _just_wrote(situation: Situation, event: Event, now: datetime) -> bool:
    """Whether this is about something the person has only just sent, so that an answer is no surprise."""
    heard_at = situation.person.heard_at
    return isinstance(event, Lost) and heard_at is not None and now - heard_at < JUST_NOW


def _wakes(turn: Turn) -> Iterator[WakeAt]:
    """What each session that was touched still waits for."""
    return (WakeAt(session.flow, session.due) for session in turn.saved if session.due)


def _handled(turn: Turn, event: Event) -> Turn:
    match event:
        case Replied():
            return _heard(turn, event)
        case Started():
            return begin(turn, event)
        case TimedOut():
            return wake(turn, event.flow)
        case Lost():
            return lost(turn, event)
        case CodeTried():
            return code_tried(turn, event)
        case Stopped():
            return turn if turn.person.stopped else stopped(turn, by_carrier=True)


def _heard(turn: Turn, replied: Replied) -> Turn:
    heard = read(replied)
    if not heard.text and not heard.attachment:
        return turn
    return hear(turn, heard)
