"""Stop, in the carrier's word or the person's own; and the line once it is closed."""

from conversations.effects import RaiseAlert, RestartContact, StopContact
from conversations.events import Started
from conversations.heard import Heard
from conversations.turn import Turn
from conversations.walk import WELCOME, ask, start


def closed_line(turn: Turn, heard: Heard) -> Turn | None:
    """After a stop only the person's own wish opens the line again. Danger is still told to a worker."""
    if not turn.person.stopped:
        return None
    if heard.risk.level == "urgent":
        turn = turn.doing(RaiseAlert("urgent", heard.risk.category))
    if heard.control.intent != "opt_in":
        return turn
    turn = turn.doing(RestartContact())
    return turn.saying("welcome_back") if turn.person.agreed else start(turn, Started(WELCOME))


def leaving(turn: Turn, heard: Heard) -> Turn | None:
    """A wish to stop is met at once. By SMS the carrier answers its own words, so we do not."""
    if heard.control.intent != "opt_out":
        return None
    by_carrier = heard.control.carrier_word and turn.person.channel == "sms"
    turn = stopped(turn, by_carrier)
    if heard.risk.level == "urgent":
        turn = turn.doing(RaiseAlert("urgent", heard.risk.category))
    return turn if by_carrier else turn.saying("goodbye", kind="goodbye")


def stopped(turn: Turn, by_carrier: bool) -> Turn:
    """Every conversation ends, and a worker learns of it."""
    for session in turn.stack:
        turn = turn.closing(session)
    return turn.doing(StopContact(by_carrier), RaiseAlert("stopped"))


def reopened(turn: Turn) -> Turn:
    """START from somebody who never stopped: go on where they were, or begin."""
    if turn.asking:
        return ask(turn, turn.asking)
    return turn.saying("welcome_back") if turn.person.agreed else start(turn, Started(WELCOME))
