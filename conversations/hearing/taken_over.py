"""A worker is writing with the person: the bot is silent, and what is said is for the worker."""

from conversations.heard import Heard
from conversations.turn import Turn


def taken_over(turn: Turn, _heard: Heard) -> Turn | None:
    """Silence on purpose. Stop and danger were heard before this."""
    return turn if turn.person.taken_over_until else None
