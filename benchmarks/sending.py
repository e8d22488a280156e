"""Sending at full pace, and people who write meanwhile

A line in one process on SQLite sends to 30 Telegram chats and 10 SMS segments a second, as fast as it is allowed to;
Telegram and Twilio are stand-ins in another process, which answer at once. Meanwhile people text, twenty a second, and
each turn is timed. Then the same people text while nothing is sent but the answers. The two take turns. What is called
reached is counted in the rows: when each text was claimed, the first and the last second of each stretch left out.
"""

import asyncio
import itertools
import sqlite3
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import make_url

from benchmarks.crowd import chat
from benchmarks.line import flows, number_of
from benchmarks.providers import providers
from benchmarks.rows import AtLeast, AtMost, Row, least
from bot.channels.channel import Inbound
from bot.house import House, build, utc_now
from bot.running import running
from bot.settings import load_settings
from bot.turn import take
from storage import addresses, contacts, messages
from storage.contacts import Agreed
from storage.database import Database, Transaction
from storage.sealing import KeyRing
from tests.databases import KEY, SqliteDatabases

RATES = {"telegram": 30, "sms": 10}
SECONDS = 15
ROUNDS = 2
EVERY = 0.05
"""Seconds between two texts that come in."""
ENDS = timedelta(seconds=1)
WORDS = "Hello, this is Lightline. Lunch is at noon on Tuesday. Can you come? Reply 1 for yes, 2 for no."
WRITERS = 50
AGREED = [Agreed("conversation", "yes", "telegram", "the person")]


@dataclass
class Seen:
    """What was measured in all rounds."""

    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    stretches: list[tuple[datetime, datetime]] = field(default_factory=list)


def measure(folder: Path, scale: float) -> list[Row]:
    """The part of each channel's rate that was reached, and what a turn took meanwhile."""
    seconds, url = max(SECONDS * scale, 2.2), SqliteDatabases(folder).new()
    with providers(WRITERS + ROUNDS * sum(RATES.values()) * (SECONDS + 1)) as told:
        settings = load_settings(None, **told, TWILIO_SEGMENTS_PER_SECOND=RATES["sms"])
        house = build(settings, database=Database(url, KeyRing([KEY])), flows=flows())
        seen = asyncio.run(rounds(house, least(ROUNDS, scale, 1), seconds))
    gone = {channel: reached(url, channel, rate, seen.stretches) for channel, rate in RATES.items()}
    return [
        Row("Telegram: texts a second, of the rate", gone["telegram"], "x", AtLeast(0.98)),
        Row("SMS: segments a second, of the rate", gone["sms"], "x", AtLeast(0.98)),
        Row("a turn while nothing is sent, median", statistics.median(seen.idle), "ms"),
        Row("a turn while sending, of that", statistics.median(seen.busy) / statistics.median(seen.idle), "x"),
        Row("a turn while nothing is sent, 95 of 100 within", p95(seen.idle), "ms"),
        Row("a turn while sending, of that", p95(seen.busy) / p95(seen.idle), "x", AtMost(2)),
    ]


async def rounds(house: House, times: int, seconds: float) -> Seen:
    """Idle, sending, idle, sending."""
    seen, people, ids = Seen(), itertools.count(WRITERS), itertools.count()
    async with running(house):
        await turns(house, ids, 1.0)
        for _ in range(times):
            seen.idle += await turns(house, ids, seconds)
            queued = await asyncio.to_thread(queue_for, house, people, seconds)
            begun = utc_now()
            house.sender.wake()
            seen.busy += await turns(house, ids, seconds)
            seen.stretches.append((begun + ENDS, utc_now() - ENDS))
            await house.sender.settled(queued, within=60)
    return seen


async def turns(house: House, ids: Iterator[int], seconds: float) -> list[float]:
    """Milliseconds of each turn of people who text for so long."""
    spent = []
    ends = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < ends:
        n = next(ids)
        await take(house, Inbound("telegram", chat(n % WRITERS), "SAY the buses stop at six", f"in:{n}"))
        spent.append((time.perf_counter() - begun) * 1e3)
        await asyncio.sleep(max(begun + EVERY - time.perf_counter(), 0))
    return spent


def queue_for(house: House, people: Iterator[int], seconds: float) -> list[UUID]:
    """As many texts on each channel as it may send in that time."""
    with house.database.begin() as tx:
        return [
            queue(house, tx, channel, next(people))
            for channel, rate in RATES.items()
            for _ in range(int(rate * (seconds + 1)))
        ]


def queue(house: House, tx: Transaction, channel: str, person: int) -> UUID:
    """A text to somebody new, who agreed."""
    now = house.clock()
    address = chat(person) if channel == "telegram" else number_of(person)
    them = contacts.create(tx, channel, address, None, None, "en", AGREED, now)
    to = addresses.of_contact(tx, them.id)[0]
    return messages.queue(tx, them.id, to.id, channel, WORDS, (), "conversation", now)


def reached(url: str, channel: str, rate: float, stretches: list[tuple[datetime, datetime]]) -> float:
    """What part of the rate went out within these stretches."""
    with sqlite3.connect(str(make_url(url).database)) as connection:
        rows = connection.execute("SELECT tried_at FROM messages WHERE channel = ? AND state = 'sent'", [channel])
        tried = [datetime.fromisoformat(at).replace(tzinfo=UTC) for (at,) in rows]
    gone = sum(begins <= at < ends for at in tried for begins, ends in stretches)
    return gone / (rate * sum((ends - begins).total_seconds() for begins, ends in stretches))


def p95(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1]
