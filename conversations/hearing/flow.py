"""The open question. A clear answer to one that waits beneath a listening ear is heard as well."""

from conversations.heard import Heard
from conversations.reading.small_talk import is_small_talk
from conversations.session import Session
from conversations.turn import Turn
from conversations.walk import answer


def in_flow(turn: Turn, heard: Heard) -> Turn | None:
    """Take the text as the answer to what is being asked."""
    session = turn.asking
    question = turn.question(session) if session else None
    if session is None or question is None:
        return None
    if question.kind == "listen" and (beneath := _answered_beneath(turn, session, heard.text)):
        turn = turn.closing(session)
        session, question = beneath, turn.question(beneath) or question
    if heard.risk.level == "distress" and question.answer(turn.scene(session), heard.text) is None:
        return turn
    return answer(turn, session, question, heard.text)


def _answered_beneath(turn: Turn, listening: Session, text: str) -> Session | None:
    if is_small_talk(text):
        return None
    for session in turn.stack:
        question = turn.question(session)
        if session.flow != listening.flow and session.status == "asking" and question:
            return session if question.clear(turn.scene(session), text) else None
    return None
