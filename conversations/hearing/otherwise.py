"""A text when nothing is open: a welcome for somebody new, silence for a thank you, else an offer to pass it on."""

from conversations.events import Started
from conversations.heard import Heard
from conversations.overhearing import interests
from conversations.reading.small_talk import is_small_talk
from conversations.reading.theme import read_theme
from conversations.talk import asks, is_done, is_question, is_sentence
from conversations.turn import Turn
from conversations.walk import WELCOME, offering, start


def newcomer(turn: Turn, heard: Heard) -> Turn | None:
    """Whoever has not agreed is welcomed. What they began with is set aside until they have."""
    if turn.person.agreed:
        return None
    if turn.person.consents and is_small_talk(heard.text):
        return turn
    says_something = turn.files or is_sentence(heard.text)
    return start(turn, Started(WELCOME), (turn.said(heard.text),) if says_something else ())


def silence(turn: Turn, heard: Heard) -> Turn | None:
    """Thanks, faces and "that's it" want no answer; distress has had its own."""
    over = not turn.files and (is_done(heard.text) or is_small_talk(heard.text))
    return turn if over or heard.risk.level == "distress" else None


def lights_up(turn: Turn, heard: Heard) -> Turn | None:
    """A thing that lights them up, out of the blue, and nothing that the Network could act on."""
    theirs = turn.situation.local_interests
    found = [] if read_theme(heard.text) or asks(heard.text) else interests(heard.text, theirs)
    aside = (turn.said(heard.text),) if turn.files else ()
    return start(turn, Started("light_me_up", {"heard_interests": found}), aside) if found else None


def question(turn: Turn, heard: Heard) -> Turn | None:
    """A question is for a worker."""
    return turn.saying("question") if is_question(heard.text) else None


def anything_else(turn: Turn, heard: Heard) -> Turn | None:
    """Anything that answers nothing may be something for the Network to hear, unless it says next to nothing."""
    if not turn.files and not is_sentence(heard.text) and read_theme(heard.text) is None:
        return turn.saying("read")
    return offering(turn, (turn.said(heard.text),))
