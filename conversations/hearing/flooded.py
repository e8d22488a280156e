"""A great many texts at once: one gentle line, then silence until it is calm. All are kept for a worker to read."""

from conversations.effects import RaiseAlert
from conversations.heard import Heard
from conversations.turn import Turn


def flooded(turn: Turn, heard: Heard) -> Turn | None:
    """Say once that they are all kept. Stop and danger were heard before this."""
    match heard.flood:
        case "begins":
            return turn.doing(RaiseAlert("flood")).saying("flood")
        case "goes_on":
            return turn
    return None
