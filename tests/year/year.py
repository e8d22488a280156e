"""The year itself: a line in one process on SQLite, whose clock jumps from one thing that happens to the next."""

import asyncio
import base64
import heapq
import itertools
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from bot.channels.channel import Inbound, Outgoing, Sent
from bot.house import House, build
from bot.inviting import invite
from bot.settings import load_settings
from bot.ticks import due_timers, erase_now
from bot.turn import start_flow, take
from storage import consents, contacts, meetings, messages, networks, timers
from storage.database import Database, Transaction
from storage.migrate import upgrade
from storage.sealing import KeyRing
from tests.year.people import START, STOP, Somebody
from tests.year.watching import Watcher, Went

PLACES = ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield", "Harrogate")
FLOWS = ("check_in", "light_me_up", "have_your_say", "profile")
"""What a worker may begin with somebody, at any hour: it is ours to wait for a decent one."""
MEETINGS_EVERY = timedelta(days=28)
ASKED_BEFORE = timedelta(days=20)
WRITES_EVERY = 5
"""Days until a worker writes to the same person again, on average: more than anybody should be sent."""
Deed = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Phones:
    """A channel that hands every text to the watcher, as it was at that moment."""

    name: str
    saw: Callable[[Outgoing], None]
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def send(self, message: Outgoing) -> Sent:
        self.saw(message)
        return Sent(f"SM{next(self.ids)}")


@dataclass
class Year:
    """A line with its people, its workers and its watcher."""

    folder: Path
    begins: datetime
    days: int
    people: int
    seed: int
    now: datetime = field(init=False)
    agenda: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    counter: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.now = self.begins
        self.chance = Random(self.seed)
        key = base64.urlsafe_b64encode(self.chance.randbytes(32)).decode()
        database = Database(f"sqlite:///{self.folder / 'year.db'}", KeyRing([key]))
        upgrade(database)
        phones = {"sms": Phones("sms", self.saw)}
        self.house: House = build(load_settings(None), clock=lambda: self.now, database=database, channels=phones)
        self.watcher = Watcher(self.house.settings.zone)
        self.folk = [Somebody(f"+447700900{n:03d}", Random(f"{self.seed}-{n}")) for n in range(self.people)]

    @property
    def ends(self) -> datetime:
        """The last moment."""
        return self.begins + timedelta(days=self.days)

    def run(self) -> Watcher:
        """Live through it all; what the watcher has seen."""
        asyncio.run(self._live())
        return self.watcher

    async def _live(self) -> None:
        self._found_networks()
        for person in self.folk:
            self._at(self.now + timedelta(days=self.chance.uniform(0, self.days / 10)), self._texts(person))
        for _ in range(self.days * self.people // WRITES_EVERY):
            self._at(self.now + timedelta(days=self.chance.uniform(0, self.days)), self._worker_writes)
        while (at := self._next()) and at < self.ends:
            self.now = max(self.now, at)
            await self._happens()
            await self._settle()

    def _next(self) -> datetime | None:
        """When something next happens: somebody does something, a timer rings, a text may go."""
        with self.house.database.read() as tx:
            times = [messages.next_due(tx, self.now), next_timer(tx)]
        times += [self.agenda[0][0]] if self.agenda else []
        return min((each for each in times if each), default=None)

    async def _happens(self) -> None:
        while self.agenda and self.agenda[0][0] <= self.now:
            await heapq.heappop(self.agenda)[2]()

    async def _settle(self) -> None:
        """What one tick of a real line does, until nothing is due."""
        while await due_timers(self.house) or await self.house.sender.send_due():
            pass
        erase_now(self.house)

    def _at(self, when: datetime, deed: Deed) -> None:
        heapq.heappush(self.agenda, (when, next(self.counter), deed))

    def _found_networks(self) -> None:
        with self.house.database.begin() as tx:
            for place in PLACES:
                network = networks.create(tx, place.lower(), f"{place} Network", place, self.now)
                for n in range(1, self.days // MEETINGS_EVERY.days + 2):
                    starts = self.begins + MEETINGS_EVERY * n + timedelta(hours=self.chance.choice((10, 11, 14)))
                    meetings.create(tx, network.id, f"{place} get-together", starts, "the library", (), self.now)

    def _texts(self, person: Somebody) -> Deed:
        async def deed() -> None:
            words = person.words()
            self._note(person, words)
            await take(self.house, Inbound("sms", person.number, words, f"{person.number}-{person.texts}"))
            self._learn(person)
            self._at(self.now + person.next_text_after(), self._texts(person))

        return deed

    def _note(self, person: Somebody, words: str) -> None:
        """What the carrier knows: who has stopped, and who has come back."""
        if words == STOP:
            person.stopped = True
        elif words == START and person.stopped:
            person.stopped = False
            if person.id:
                self.watcher.stopped.discard(person.id)

    def _learn(self, person: Somebody) -> None:
        """Their id, which is new after they were erased."""
        with self.house.database.begin() as tx:
            person.id = contacts.reach(tx, "sms", person.number, self.now).contact.id
        if person.stopped:
            self.watcher.stopped.add(person.id)

    async def _worker_writes(self) -> None:
        person = self.chance.choice(self.folk)
        if person.id is None:
            return
        with self.house.database.read() as tx:
            contact = contacts.find(tx, person.id)
            coming = meetings.upcoming(tx, contact.network_id, self.now, 1) if contact and contact.network_id else ()
        if contact is None or contact.erased_at:
            return
        if coming and coming[0].starts_at - self.now < ASKED_BEFORE and self.chance.random() < 0.6:
            await invite(self.house, person.id, coming[0].id)
        else:
            await start_flow(self.house, person.id, self.chance.choice(FLOWS))

    def saw(self, message: Outgoing) -> None:
        """A text reaches the provider: look at everything as it is now."""
        with self.house.database.read() as tx:
            row = messages.by_ids(tx, [message.id])[0]
            contact = contacts.get(tx, row.contact_id)
            agreed = consents.current(tx, row.contact_id).get("conversation", False)
        self.watcher.watch(
            Went(self.now, row.contact_id, str(row.kind), row.created_at, agreed, contact.paused(self.now))
        )


def next_timer(tx: Transaction) -> datetime | None:
    """When the next timer rings."""
    found: datetime | None = tx.execute(select(func.min(timers.table.c.due_at))).scalar()
    return found
