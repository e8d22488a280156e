"""One run: a line in real processes, people who text, staff who ask, providers that report, and one who kills."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import httpx

from storage import networks
from storage.database import Database
from storage.sealing import KeyRing
from tests.acceptance.line import World
from tests.chaos.asking import Asking
from tests.chaos.books import Books
from tests.chaos.broadcasting import Broadcasting
from tests.chaos.callbacks import Callbacks
from tests.chaos.killing import Killer
from tests.chaos.lightline import Process
from tests.chaos.moments import Moments
from tests.chaos.people import Somebody
from tests.chaos.planning import agreed, in_time
from tests.chaos.postman import PATIENCE, Postman
from tests.chaos.providers import Desk, SlowTelegram, SlowTwilio
from tests.chaos.reading import claimed, end_leases, read_into, unfinished
from tests.databases import KEY

LAST_WORDS = 600.0
"""Seconds for everything to come to its end: what a dead process has claimed is free after 90."""
LOOK_AGAIN = 0.1
FIRST_CHAT = 5000
KNOWN = 2
"""One in so many has joined long ago."""
ANY_HOUR = {"LIGHTLINE_QUIET_HOURS": "", "LIGHTLINE_QUIET_DAYS": "", "LIGHTLINE_WEEKLY_RATION": "50"}


@dataclass(frozen=True)
class Plan:
    """How large a run is."""

    commands: Sequence[str]
    """One a process: serve or worker. On SQLite there is one process."""
    kills: int
    seed: int = 1
    people: int = 60
    think: float = 6.0
    """Seconds between two texts of a person, on average."""
    asked_every: int = 5
    """A Network is asked a question every so many kills ..."""
    asked: int = 16
    """How many people each of them has."""
    broadcast_every: int = 15
    """... and a broadcast goes out every so many."""
    crowd: int = 220
    """How many people get each broadcast: more than are planned in one transaction."""
    patient: bool = True
    """Whether the claims of the dead are waited for (90 s). If not, all processes are killed once more at the end, and
    the claims, which then nobody living holds, are ended by hand."""


@dataclass
class Scene:
    """Everything that outlives the processes."""

    url: str
    plan: Plan
    books: Books
    moments: Moments
    chance: Random
    twilio: SlowTwilio
    telegram: SlowTelegram
    processes: Sequence[Process]
    took: "asyncio.Queue[str]"

    async def play(self) -> None:
        """People text and staff ask until the last kill; then all comes to rest."""
        plan = self.plan
        works = (
            Asking(self.telegram, -(-plan.kills // plan.asked_every), plan.asked),
            Broadcasting(self.telegram, -(-plan.kills // plan.broadcast_every), plan.crowd),
        )
        with opened(self.url) as database:
            for work in works:
                work.prepare(database)
            self.prepare(database)
        over = asyncio.Event()
        killer = Killer(self.books, self.moments, self.processes, self.claims, self.chance)
        async with self.running(), self.postman() as postman, asyncio.TaskGroup() as tasks:
            reporting = tasks.create_task(Callbacks(postman, self.twilio, self.chance, self.took).run())
            async with asyncio.TaskGroup() as busy:
                for person in self.folk(postman):
                    busy.create_task(person.live(over))
                for work in works:
                    busy.create_task(in_time(work, postman, plan.kills, over))
                await asyncio.to_thread(killer.kill, plan.kills)
                over.set()
            if not plan.patient:
                await asyncio.to_thread(self.end_claims, killer)
            await asyncio.to_thread(self.come_to_rest)
            await self.took.join()
            reporting.cancel()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All processes, ended in order at the end."""
        await asyncio.gather(*(asyncio.to_thread(each.start) for each in self.processes))
        try:
            yield
        finally:
            ends = [await asyncio.to_thread(each.end) for each in self.processes]
        assert set(ends) <= {0, -signal.SIGTERM}, ends

    @contextlib.asynccontextmanager
    async def postman(self) -> AsyncIterator[Postman]:
        """Who knocks at whatever door there is."""
        doors = [each for each in self.processes if each.command == "serve"]
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(timeout=PATIENCE, limits=limits, trust_env=False) as http:
            yield Postman(self.books, self.moments, doors, http, self.chance)

    def prepare(self, database: Database) -> None:
        """Those who joined long ago."""
        with database.begin() as tx:
            leeds = networks.create(tx, "leeds", "Leeds Mini Network", "Leeds", datetime.now(UTC))
            for channel, address, _ in self.phones()[::KNOWN]:
                agreed(tx, leeds, channel, address)

    def folk(self, postman: Postman) -> list[Somebody]:
        """Everybody who texts by themselves."""
        return [
            Somebody(*phone, Random(f"{self.plan.seed} {phone[1]}"), postman, self.plan.think, known=n % KNOWN == 0)
            for n, phone in enumerate(self.phones())
        ]

    def phones(self) -> list[tuple[str, str, SlowTwilio | SlowTelegram]]:
        """Half of them SMS, half Telegram."""
        half = self.plan.people // 2
        return [
            *(("sms", f"+447700900{n:03d}", self.twilio) for n in range(half)),
            *(("telegram", str(FIRST_CHAT + n), self.telegram) for n in range(self.plan.people - half)),
        ]

    def claims(self) -> list[tuple[UUID, float]]:
        """What is claimed just now."""
        with opened(self.url) as database:
            return claimed(database)

    def come_to_rest(self) -> None:
        """Until nothing waits any more."""
        pause = threading.Event()
        for _ in range(int(LAST_WORDS / LOOK_AGAIN)):
            with opened(self.url) as database:
                if unfinished(database) == 0:
                    return
            pause.wait(LOOK_AGAIN)

    def end_claims(self, killer: Killer) -> None:
        """As if the leases had run out while nobody lived."""
        for each in self.processes:
            killer.strike(each)
        with opened(self.url) as database:
            end_leases(database)
        for each in self.processes:
            each.start()


@contextlib.contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database for a moment: nobody else has an SQLite file open while its one process is dead."""
    database = Database(url, KeyRing([KEY]))
    try:
        yield database
    finally:
        database.close()


def run(url: str, folder: Path, plan: Plan) -> Books:
    """Live through it on an empty database; everything that was seen."""
    books = Books()
    asyncio.run(_run(url, folder, plan, books))
    with opened(url) as database:
        read_into(books, database)
    return books


async def _run(url: str, folder: Path, plan: Plan, books: Books) -> None:
    moments, chance, took = Moments(), Random(plan.seed), asyncio.Queue[str]()
    loop = asyncio.get_running_loop()
    desk = Desk(books, moments)
    with (
        SlowTwilio(desk, lambda name: loop.call_soon_threadsafe(took.put_nowait, name)) as twilio,
        SlowTelegram(desk) as telegram,
    ):
        processes = [
            Process(f"{command}{n}", command, folder, settings(url, twilio, telegram))
            for n, command in enumerate(plan.commands, start=1)
        ]
        await Scene(url, plan, books, moments, chance, twilio, telegram, processes, took).play()


def settings(url: str, twilio: SlowTwilio, telegram: SlowTelegram) -> dict[str, str]:
    """What a process is told; it knows the providers by an address with its own name in it."""
    told = {**World(twilio, telegram).settings(), **ANY_HOUR}
    for name in ("TWILIO_API_BASE_URL", "TELEGRAM_API_BASE_URL"):
        told[name] += "/{name}"
    return {**told, "LIGHTLINE_DATABASE_URL": url, "LIGHTLINE_SECRET_KEY": KEY}
