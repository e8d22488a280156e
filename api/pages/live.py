"""What happens on simulated phones, as it happens: the thread in the database is watched, so any process may send."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

import anyio
from pydantic import BaseModel

from bot.channels.simulator import imitates, show
from bot.house import House
from storage import addresses, messages
from storage.database import Transaction
from storage.messages import Message

EVERY = 0.3
"""Seconds between two looks while a page is open; a look costs about a millisecond."""
UNFINISHED = frozenset({"queued", "sending"})
LOST = frozenset({"failed", "skipped"})


class OnScreen(BaseModel):
    """One bubble on one phone."""

    phone: str
    id: UUID
    mine: bool
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    """Buttons, row by row (Telegram)."""
    at: str
    note: str = ""
    lost: bool = False
    """It never arrived; `note` says why."""


@dataclass
class Watched:
    """One phone that somebody looks at, and how far they have seen."""

    address: str
    contact_id: UUID | None = None
    last: UUID | None = None
    waiting: set[UUID] = field(default_factory=set)

    def look(self, tx: Transaction) -> list[OnScreen]:
        """What is new on the screen since the last look."""
        if self.contact_id is None:
            found = addresses.find(tx, "simulator", self.address)
            if found is None:
                return []
            self.contact_id = found.contact_id
        again = messages.by_ids(tx, self.waiting) if self.waiting else ()
        new = messages.after(tx, self.contact_id, self.last)
        if new:
            self.last = new[-1].id
        seen = (*again, *new)
        self.waiting = {each.id for each in seen if each.state in UNFINISHED}
        return [on_screen(self.address, each) for each in seen if each.state not in UNFINISHED]


def on_screen(address: str, message: Message) -> OnScreen:
    """A message as it looks on the phone that it came from or went to."""
    looks = imitates(address)
    lost = message.state in LOST
    shown = show(looks, message.text, () if message.inbound else message.choices)
    return OnScreen(
        phone=address,
        id=message.id,
        mine=message.inbound,
        text=message.text if message.inbound else shown.text,
        rows=shown.rows,
        at=message.created_at.isoformat(),
        note=f"not delivered: {message.reason}" if lost else "",
        lost=lost,
    )


def look_at(house: House, phones: list[Watched]) -> list[OnScreen]:
    """One look at all phones of a page, in one snapshot."""
    with house.database.read() as tx:
        return [bubble for phone in phones for bubble in phone.look(tx)]


async def watch(house: House, phones: list[str], closing: anyio.Event) -> AsyncIterator[OnScreen]:
    """Everything on these phones, first what is there, then what comes, until nobody watches or the server closes."""
    watched = [Watched(address) for address in phones]
    while not closing.is_set():
        for bubble in await asyncio.to_thread(look_at, house, watched):
            yield bubble
        with anyio.move_on_after(EVERY):
            await closing.wait()
