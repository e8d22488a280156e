"""Stop, in the carrier's word or the person's own; and the line once it is closed."""

from conversations.effects import RaiseAlert, RestartContact, StopContact
from conversations.events import Started
from conversations.heard import Heard
from conversations.session import Session
from conversations.signposting import goodbye, signposted
from conversations.talk import is_swearing
from conversations.turn import Turn
from conversations.walk import WELCOME, let_go, start


def closed_line(turn: Turn, heard: Heard) -> Turn | None:
    """After a stop only the person's own wish opens the line again. Danger is still told to a worker."""
    if not turn.person.stopped:
        return None
    if heard.risk.level == "urgent":
        turn = turn.doing(RaiseAlert("urgent", heard.risk.category))
    if heard.control.intent != "opt_in":
        return turn
    turn = turn.doing(RestartContact())
    if heard.risk.level == "urgent":
        return signposted(turn, heard.risk.category)
    return turn.saying("welcome_back") if turn.person.agreed else start(turn, Started(WELCOME))


def leaving(turn: Turn, heard: Heard) -> Turn | None:
    """A wish to stop is met at once. By SMS the carrier answers its own words, so we do not."""
    if heard.control.intent != "opt_out":
        return None
    if is_swearing(heard.text) and (session := _unasked(turn)):
        misses = session.misses + 1
        return turn.saving(session.model_copy(update={"misses": misses})).saying("banter")
    by_carrier = heard.control.carrier_word and turn.person.channel == "sms"
    turn = stopped(turn, by_carrier)
    urgent = heard.risk.level == "urgent"
    if urgent:
        turn = turn.doing(RaiseAlert("urgent", heard.risk.category))
    return turn if by_carrier else goodbye(turn, heard.risk.category, urgent)


def _unasked(turn: Turn) -> Session | None:
    """The welcome, if nobody has agreed to anything yet: a first curse may be banter, a second is a wish to stop."""
    session = turn.asking
    return session if session and session.flow == WELCOME and session.misses == 0 and not turn.person.agreed else None


def stopped(turn: Turn, by_carrier: bool) -> Turn:
    """Every conversation ends, and a worker learns of it."""
    return let_go(turn, turn.stack).doing(StopContact(by_carrier), RaiseAlert("stopped"))


def reopened(turn: Turn, _heard: Heard) -> Turn | None:
    """START from somebody who never stopped: an open question hears it first, else the line is open."""
    if turn.asking:
        return None
    return turn.saying("welcome_back") if turn.person.agreed else start(turn, Started(WELCOME))
