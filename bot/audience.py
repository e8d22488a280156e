"""Why somebody in an audience gets no text, decided from values alone; the gate looks once more when it is sent."""

from datetime import datetime
from uuid import UUID

from bot.gate import Facts, refusal
from conversations.effects import Purpose
from storage.audiences import Person, Way, Word
from storage.broadcasts import Reason

NEEDS: dict[Reason, Purpose] = {"service": "conversation", "invitation": "invitations"}
"""Which consent a broadcast needs."""


def left_out(person: Person, reason: Reason, ration: int | None, now: datetime) -> str | None:
    """Why this person gets nothing, in the gate's own words; None if they are to get it.

    `ration` is how many texts a week go for everybody whose Network says nothing of it.
    """
    way = way_to(person, NEEDS[reason])
    facts = Facts(
        kind="conversation",
        stopped=person.stopped,
        paused=person.paused,
        agreed=way is None or yes_at(person, way.id, NEEDS[reason]) is not None,
        unreachable=None if way else unreachable(person),
        deadline=None,
        unsafe=person.phone == "unsafe",
        underage=person.underage,
        ration=ration if person.ration is None else person.ration,
    )
    return refusal(facts, now)


def way_to(person: Person, purpose: Purpose) -> Way | None:
    """The address to write to: of those that work one that has agreed, the one used last before others."""
    works = [way for way in person.ways if way.unreachable is None]
    agreed = (way for way in works if yes_at(person, way.id, purpose))
    return next(agreed, works[0] if works else None)


def yes_at(person: Person, address_id: UUID, purpose: Purpose) -> Word | None:
    """The entry that opens an address: a yes that was given for it, and no no from anywhere since."""
    heard = [each for each in person.words if each.purpose == purpose]
    last = next((each for each in reversed(heard) if not each.given or each.address_id == address_id), None)
    return last if last and last.given else None


def unreachable(person: Person) -> str:
    """Why nobody can write to them."""
    return next((way.unreachable for way in person.ways if way.unreachable), "no address is known")
