"""Planning a broadcast

A broadcast to everybody, 1,000 and 10,000 people on SQLite, each with an address, consents and texts. What is timed is
everything between its time and the moment when each person has either a text of their own in the queue, sealed, or a
reason why not. Memory is the most that Python's objects took meanwhile (`tracemalloc`), in a second broadcast.
"""

import time
import tracemalloc
from pathlib import Path

from benchmarks.crowd import first_people, grown
from benchmarks.line import BEGINS, line_on
from benchmarks.rows import AtMost, Row, least
from bot.broadcasting import draft, plan_due, send
from bot.house import House
from storage.audiences import Audience
from storage.broadcasts import Words

ORIGINALS = 100
WORDS = Words(
    title="Lunch",
    text="Hello {first_name}, lunch is at noon on Tuesday. Text COME if you can come.",
    translations={},
    audience=Audience(),
    reason="service",
    basis="consent",
    worker_line=False,
    wanted_for=None,
    good_till=None,
)


def measure(folder: Path, scale: float) -> list[Row]:
    """Seconds and memory."""
    originals = least(ORIGINALS, scale, 5)
    small = first_people(folder, originals)
    few = planned(grown(small, folder / "few.db", originals, range(1, 10)), originals * 10)
    many = planned(grown(small, folder / "many.db", originals, range(1, 100)), originals * 100)
    return [
        Row("1,000 people: planned in", few[0], "s"),
        Row("10,000 people: planned in", many[0], "s", AtMost(2)),
        Row("1,000 people: memory", few[1], "MB"),
        Row("10,000 people: memory, of that for 1,000", many[1] / few[1], "x", AtMost(1.2)),
    ]


def planned(path: Path, people: int) -> tuple[float, float]:
    """Seconds, and megabytes at the most."""
    house = line_on(f"sqlite:///{path}", lambda: BEGINS)
    scheduled(house)
    begun = time.perf_counter()
    looked_at = plan_due(house)
    seconds = time.perf_counter() - begun
    assert looked_at == people
    scheduled(house)
    tracemalloc.start()
    plan_due(house)
    most = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    house.database.close()
    return seconds, most


def scheduled(house: House) -> None:
    """Written by one and sent by another."""
    with house.database.begin() as tx:
        broadcast = draft(house, tx, None, WORDS, "Sam")
        send(house, tx, broadcast.id, "Alex", broadcast.version)
