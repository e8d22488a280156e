"""Somebody changes their mind about coming, days after they were asked."""

from conversations.heard import Heard
from conversations.nodes.stand_by import StandBy
from conversations.talk import is_sentence
from conversations.turn import Turn
from conversations.walk import follow


def second_thoughts(turn: Turn, heard: Heard) -> Turn | None:
    """Take the text as an answer to an invitation that stands by, if that is what it is."""
    for session in turn.stack:
        node = turn.node(session)
        if session.status != "waiting" or not isinstance(node, StandBy):
            continue
        step = node.second_thoughts(turn.scene(session), heard.text, _belongs_elsewhere(turn, heard.text))
        if step:
            return follow(turn, session, step)
    return None


def _belongs_elsewhere(turn: Turn, text: str) -> bool:
    """Whether an open question may be meant: it has a clear answer in the text, or the text is next to nothing."""
    session = turn.asking
    question = turn.question(session) if session else None
    if session is None or question is None:
        return False
    return not is_sentence(text) or question.clear(turn.scene(session), text)
