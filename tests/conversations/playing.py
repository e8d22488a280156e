"""The rehearsal of conversations/rehearsal.py with the flows that ship, loaded once for all tests."""

from dataclasses import dataclass

from conversations.library import Flows, load_flows
from conversations.line import LineFacts, load_line
from conversations.rehearsal import AGREED, ANN, AREAS, INVITATION, MONDAY, QUESTIONS
from conversations.rehearsal import Play as Rehearsal

__all__ = ["AGREED", "ANN", "AREAS", "FLOWS", "INVITATION", "LINE", "MONDAY", "QUESTIONS", "Play"]

FLOWS = load_flows()
LINE = load_line()


@dataclass
class Play(Rehearsal):
    """One person and the line."""

    flows: Flows = FLOWS
    line: LineFacts = LINE
