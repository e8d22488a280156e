"""Words that begin something at any time: JOIN, SAY, LIGHT, HAVE YOUR SAY, WHAT'S ON."""

from collections.abc import Callable, Mapping

from conversations.effects import PlaceContact
from conversations.events import Started
from conversations.heard import Heard
from conversations.reading.choice import read_choice
from conversations.reading.keyword import Kind
from conversations.records import view
from conversations.saying_when import local
from conversations.session import Json
from conversations.turn import Turn
from conversations.walk import WELCOME, ask, start

SHOWN = 3
"""How many meetings fit into a text."""


def keyword(turn: Turn, heard: Heard) -> Turn | None:
    """Begin what the keyword begins."""
    begin = BEGINNINGS.get(heard.keyword.kind) if heard.keyword else None
    return begin(turn, heard.keyword.rest) if begin and heard.keyword else None


def _join(turn: Turn, area: str) -> Turn:
    slug = area_slug(turn, area)
    if not turn.person.agreed:
        return _welcomed(turn, {"network": slug} if slug else {})
    if slug:
        return turn.doing(PlaceContact(slug)).saying("placed")
    return turn.saying("joined_already")


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
    asking = turn.asking
    question = turn.question(asking) if asking else None
    if question and question.asks == "view":
        return None
    if not turn.person.agreed:
        return _welcomed(turn, {"view": said})
    turn = turn.doing(view(said)).saying("view_kept")
    return ask(turn, asking, again="back_to") if asking and question and question.asks != "in_hand" else turn


def _whats_on(turn: Turn, _rest: str) -> Turn:
    meetings = turn.situation.upcoming[:SHOWN]
    if not meetings:
        return turn.saying("nothing_on")
    listed = "\n".join(f"{meeting.title}: {local(meeting.starts_at)}, {meeting.place}" for meeting in meetings)
    return turn.saying("whats_on", what=listed)


BEGINNINGS: Mapping[Kind, Callable[[Turn, str], Turn | None]] = {
    "join": _join,
    "say": _say,
    "light": lambda turn, _rest: start(turn, Started("light_me_up")),
    "have_your_say": lambda turn, _rest: start(turn, Started("have_your_say")),
    "whats_on": _whats_on,
}
"""One line a keyword; skip, back and done are for the open question (steering.py)."""
