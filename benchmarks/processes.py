"""Several processes on one PostgreSQL

The same code as on SQLite, in one, two and four processes that share a PostgreSQL server, which waits for the disk
(`fsync` on). Each takes texts of people of its own for the same few seconds, one after the other. Clients, server and
all else share the cores of this one machine, so four processes on two cores can hardly do more than two; what is to be
seen is that they do not get into each other's way. Then four processes send from one queue together, at 30 texts a
second over all.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.line import SAYINGS, knocks, line_in, passing, quiet, taking
from benchmarks.rows import AtLeast, AtMost, Row, least
from bot.channels.channel import Outgoing, Sent
from bot.house import utc_now
from storage.database import Database
from storage.sealing import KeyRing
from tests.bot.senders import Pacing, numbers, queue, sender
from tests.databases import KEY, PostgresDatabases, postgres_server
from tests.storage.processes import at_once, meet

T = TypeVar("T")

SECONDS = 6.0
COUNTS = (1, 2, 4)
ROUNDS = 2
PEOPLE_EACH = 250
TEXTS_EACH = 3500
WARM = len(SAYINGS)
RATE = 30
SENDING = 10.0
TOLERANCE = 1.02


def measure(folder: Path, scale: float) -> list[Row]:
    """Turns a second of all processes together, and how exactly the most of them keep a rate."""
    counts = COUNTS if scale == 1 else COUNTS[:2]
    with postgres_server(durable=True) as url, contextlib.closing(PostgresDatabases(url)) as databases:
        rounds, taken = least(ROUNDS, scale, 1), dict.fromkeys(counts, 0.0)
        for count in counts * rounds:
            taken[count] += turns_a_second(databases, count, max(SECONDS * scale, 0.1)) / rounds
        gone = rate_of_all(databases, counts[-1], max(SENDING * scale, 2.2))
    return [
        Row("1 process: a turn, wall", 1e3 / taken[1], "ms"),
        *(Row(f"{n} processes: turns a second, of those of one", taken[n] / taken[1], "x") for n in counts[1:]),
        Row(f"{counts[-1]} processes: texts sent a second, of the rate", gone, "x", AtLeast(0.98)),
        Row("the same, not above the rate", gone, "x", AtMost(TOLERANCE)),
    ]


def turns_a_second(databases: PostgresDatabases, count: int, seconds: float) -> float:
    """What so many processes take together, on a database of their own."""
    return sum(on_a_new_one(databases, lambda url: at_once(count, take_texts, url, seconds)))


def on_a_new_one(databases: PostgresDatabases, work: Callable[[str], T]) -> T:
    """Do it on a fresh database."""
    url = databases.new()
    try:
        return work(url)
    finally:
        databases.drop(url)


def take_texts(database: Database, number: int, seconds: float) -> float:
    """One process takes texts for so long; how many a second."""
    quiet()
    texts = knocks(TEXTS_EACH, first=PEOPLE_EACH * number)
    once = taking(line_in(database, passing()), texts)
    for warm in range(WARM):
        once(warm)
    meet()
    begun, taken = time.perf_counter(), 0
    while time.perf_counter() < begun + seconds:
        once(WARM + taken)
        taken += 1
    return taken / (time.perf_counter() - begun)


def rate_of_all(databases: PostgresDatabases, count: int, seconds: float) -> float:
    """What part of the rate so many processes reach together, the first and the last second left out."""

    def work(url: str) -> list[list[float]]:
        fill(url, int(RATE * (seconds + 2)))
        return at_once(count, send_for, url, seconds)

    gone = sorted(at for each in on_a_new_one(databases, work) for at in each)
    begins, ends = gone[0] + 1, gone[0] + seconds - 1
    return sum(begins <= at < ends for at in gone) / (RATE * (ends - begins))


def fill(url: str, texts: int) -> None:
    """So many texts are due, each to somebody else."""
    database = Database(url, KeyRing([KEY]))
    for number in numbers(texts):
        queue(database, number, at=utc_now() - timedelta(minutes=1))
    database.close()


@dataclass
class Timing(Pacing):
    """A channel that takes everything at once and remembers when."""

    gone: list[float] = field(default_factory=list)

    async def send(self, message: Outgoing) -> Sent:
        self.gone.append(time.time())
        return Sent(str(message.id))


def send_for(database: Database, number: int, seconds: float) -> list[float]:
    """One process sends for so long; when each text went."""
    channel = Timing()

    async def work() -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await sender(database, channel, utc_now).run()

    meet()
    asyncio.run(work())
    return channel.gone
