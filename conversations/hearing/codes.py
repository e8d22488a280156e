"""What came of a code that was texted: both phones are told, or why it did not work."""

from conversations.effects import RaiseAlert, TellOther
from conversations.events import CodeTried, Started
from conversations.session import Json
from conversations.turn import Turn
from conversations.walk import JOIN_UP, WELCOME, start


def code_tried(turn: Turn, event: CodeTried) -> Turn:
    """Say it. Where a phone may be read by somebody else, or wants no texts, a worker helps."""
    if turn.person.stopped:
        return turn
    match event.outcome:
        case "joined":
            turn, told = _known_by_now(turn.doing(RaiseAlert("joined"), TellOther(turn.shared("joined_elsewhere"))))
            return start(turn, Started(JOIN_UP, {"came": "joined"}), told)
        case "for_a_worker":
            return start(turn, Started(JOIN_UP, {"came": "help"}))
    return turn.saying(f"code_{event.outcome}")


def _known_by_now(turn: Turn) -> tuple[Turn, tuple[Json, ...]]:
    """Whoever agreed on one phone is not welcomed on the other; what they said there before is to be offered."""
    for session in turn.stack:
        question = turn.question(session) if session.flow == WELCOME else None
        if question and question.asks == "consent" and turn.person.agreed:
            view = session.memory.get("view")
            return turn.closing(session), (*session.aside, *([view] if view else []))
    return turn, ()
