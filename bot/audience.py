"""Why somebody in an audience gets no text, decided from values alone; the gate looks once more when it is sent."""

from datetime import datetime

from bot.gate import Facts, refusal
from conversations.effects import Purpose
from storage.audiences import Person, Way
from storage.broadcasts import Reason

NEEDS: dict[Reason, Purpose] = {"service": "conversation", "invitation": "invitations"}
"""Which consent a broadcast needs."""


def left_out(person: Person, reason: Reason, ration: int | None, now: datetime) -> str | None:
    """Why this person gets nothing, in the gate's own words; None if they are to get it.

    `ration` is how many texts a week go for everybody whose Network says nothing of it.
    """
    word = person.words.get(NEEDS[reason])
    facts = Facts(
        kind="conversation",
        stopped=person.stopped,
        paused=person.paused,
        agreed=word is not None and word.given,
        unreachable=None if way_to(person) else unreachable(person),
        deadline=None,
        unsafe=person.phone == "unsafe",
        underage=person.underage,
        ration=ration if person.ration is None else person.ration,
    )
    return refusal(facts, now)


def way_to(person: Person) -> Way | None:
    """The address to write to: of those that work the one they used last."""
    return next((way for way in person.ways if way.unreachable is None), None)


def unreachable(person: Person) -> str:
    """Why nobody can write to them."""
    return next((way.unreachable for way in person.ways if way.unreachable), "no address is known")
