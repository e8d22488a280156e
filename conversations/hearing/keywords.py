"""Words that begin something at any time: JOIN, SAY, LIGHT, HAVE YOUR SAY, WHAT'S ON, NEW NUMBER."""

from collections.abc import Callable, Mapping

from conversations.effects import PlaceContact, Say, UseCode
from conversations.events import Started
from conversations.heard import Heard
from conversations.reading.choice import read_choice
from conversations.reading.keyword import Kind
from conversations.records import view
from conversations.saying_when import local
from conversations.session import Json
from conversations.texts import LONGEST, places
from conversations.turn import Turn
from conversations.walk import JOIN_UP, WELCOME, ask, start

SHOWN = 3
"""How many meetings fit into a text."""


def keyword(turn: Turn, heard: Heard) -> Turn | None:
    """Begin what the keyword begins."""
    begin = BEGINNINGS.get(heard.keyword.kind) if heard.keyword else None
    return begin(turn, heard.keyword.rest) if begin and heard.keyword else None


def _join(turn: Turn, area: str) -> Turn | None:
    if _asks(turn, "area"):
        return None
    slug = area_slug(turn, area)
    if not turn.person.agreed:
        return _welcomed(turn, {"network": slug} if slug else {})
    if slug:
        return turn.doing(PlaceContact(slug)).saying("placed")
    # "join a choir" is an answer, or something to say.
    return None if area else turn.saying("joined_already")


def _welcomed(turn: Turn, given: Mapping[str, Json]) -> Turn:
    session = next((session for session in turn.stack if session.flow == WELCOME), None)
    if session is None:
        return start(turn, Started(WELCOME, given))
    return ask(turn, session.model_copy(update={"memory": {**session.memory, **given}}))


def area_slug(turn: Turn, area: str) -> str | None:
    """The Network meant by the words after JOIN; None if there are none or they fit no one area."""
    areas = turn.situation.areas
    for names in ([a.name for a in areas], [a.slug for a in areas], [a.locality for a in areas]):
        if area and (chosen := read_choice(area, names)) is not None:
            return areas[chosen].slug
    return None


def _say(turn: Turn, said: str) -> Turn | None:
    if _asks(turn, "view"):
        return None
    if not turn.person.agreed:
        return _welcomed(turn, {"view": turn.said(said)})
    turn = turn.doing(view(turn.said(said))).saying("view_kept")
    return ask(turn, turn.asking, again="back_to") if turn.asking else turn


def _asks(turn: Turn, label: str) -> bool:
    question = turn.question(turn.asking) if turn.asking else None
    return question is not None and question.asks == label


def _whats_on(turn: Turn, _rest: str) -> Turn:
    if not turn.person.agreed:
        return _welcomed(turn, {})
    meetings = [
        f"{one.title}: {local(one.starts_at, turn.person.language)}, {one.place}" for one in turn.situation.upcoming
    ]
    texts = (turn.shared("whats_on", what="\n".join(meetings[:count])) for count in range(SHOWN, 0, -1))
    fitting = next((text for text in texts if places(text) <= LONGEST), None)
    return turn.doing(Say(fitting, (), turn.kind)) if meetings and fitting else turn.saying("nothing_on")


BEGINNINGS: Mapping[Kind, Callable[[Turn, str], Turn | None]] = {
    "join": _join,
    "say": _say,
    "light": lambda turn, _rest: start(turn, Started("light_me_up")),
    "have_your_say": lambda turn, _rest: start(turn, Started("have_your_say")),
    "profile": lambda turn, _rest: start(turn, Started("profile")),
    "check_in": lambda turn, _rest: start(turn, Started("check_in")),
    "whats_on": _whats_on,
    "new_phone": lambda turn, _rest: start(turn, Started(JOIN_UP)),
    "code": lambda turn, code: turn.doing(UseCode(code)),
}
"""One line a keyword; skip, back and done are for the open question (steering.py)."""
