"""Words of danger or distress, whatever the conversation is about. A person is told; the bot hands over."""

from conversations.effects import RaiseAlert
from conversations.events import Started
from conversations.heard import Heard
from conversations.signposting import signposted
from conversations.turn import Turn
from conversations.walk import start

IN_HAND = "in_hand"


def danger(turn: Turn, heard: Heard) -> Turn | None:
    """Help at any hour first, and a worker told. The open question waits; what is said next is listened to."""
    if heard.risk.level != "urgent":
        return None
    turn = turn.doing(RaiseAlert("urgent", heard.risk.category))
    return listening(signposted(turn, heard.risk.category))


def listening(turn: Turn) -> Turn:
    """From here a worker has been told; the next texts are for them, not answers to a question."""
    return start(turn, Started(IN_HAND, {"told": True}))


def distress(turn: Turn, heard: Heard) -> Turn:
    """A worker is told, the person is thanked, and the conversation goes on. In a flood they have been told already."""
    if heard.risk.level != "distress":
        return turn
    if heard.flood == "goes_on":
        return turn
    turn = turn.doing(RaiseAlert("distress", heard.risk.category))
    silent = turn.person.stopped or turn.person.taken_over_until is not None or heard.control.intent == "opt_out"
    return turn if silent or heard.flood else turn.saying("distress")
