"""What one turn costs: CPU milliseconds, and how many raw sqlite3 commits of the same rows that is.

Run: .venv/bin/python -m benchmarks.turn [TURNS]
Prints one table; figures of one machine and one run, so only the ratio travels.
"""

import base64
import itertools
import logging
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.channels.channel import Inbound
from bot.house import House, build
from bot.settings import load_settings
from bot.turn import take_now
from storage.database import Database
from storage.migrate import upgrade
from storage.sealing import KeyRing

SAYINGS = ("hi", "yes", "Sam", "skip", "skip", "gardening", "football and a brew", "that's it", "yes",
           "SAY the buses stop at six", "LIGHT", "the bus never comes on a sunday", "yes", "ta")  # fmt: skip
ROWS_A_TURN = 4
"""The inbound text, a reply, the session and the contact: what the floor writes."""
FLOOR = """CREATE TABLE messages
    (id BLOB PRIMARY KEY, contact BLOB, provider_id TEXT UNIQUE, text BLOB, state TEXT, at INTEGER)"""


def main(turns: int) -> None:
    """Measure and print."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        spent, wall = measured(turns_in(house_in(folder)), turns)
        floor, floor_wall = measured(raw_commits(folder), turns)
    print(f"{turns} turns of {turns // len(SAYINGS) + 1} people on SQLite")
    print(f"  a turn                {spent:6.2f} ms CPU  {wall:6.2f} ms wall")
    print(f"  raw sqlite3, {ROWS_A_TURN} rows   {floor:6.2f} ms CPU  {floor_wall:6.2f} ms wall")
    print(f"  ratio                 {spent / floor:6.1f} x CPU  {wall / floor_wall:6.1f} x wall")


def measured(once: Callable[[int], object], times: int) -> tuple[float, float]:
    """Milliseconds of CPU and of wall time per call, after a warm-up."""
    for n in range(100):
        once(-1 - n)
    cpu, wall = time.process_time(), time.perf_counter()
    for n in range(times):
        once(n)
    return (time.process_time() - cpu) / times * 1e3, (time.perf_counter() - wall) / times * 1e3


def house_in(folder: str) -> House:
    """A whole line on a fresh SQLite file, with a clock that moves a second a turn and no channel open."""
    key = base64.urlsafe_b64encode(os.urandom(32)).decode()
    database = Database(f"sqlite:///{folder}/line.db", KeyRing([key]))
    upgrade(database)
    ticks = itertools.count()
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    return build(
        load_settings(None), clock=lambda: start + timedelta(seconds=next(ticks)), database=database, channels={}
    )


def turns_in(house: House) -> Callable[[int], object]:
    """Texts of many people, each having the same conversation."""

    def once(n: int) -> object:
        person, step = divmod(n, len(SAYINGS))
        inbound = Inbound("sms", f"+447700900{person % 1000:03d}", SAYINGS[step], f"SM{n}")
        return take_now(house, inbound, house.clock())

    return once


def raw_commits(folder: str) -> Callable[[int], object]:
    """The floor: the rows of a turn in one transaction, nothing read, nothing sealed, nothing decided."""
    connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(FLOOR)

    def once(n: int) -> object:
        connection.execute("BEGIN IMMEDIATE")
        for row in range(ROWS_A_TURN):
            values = (os.urandom(16), b"c" * 16, f"{n}-{row}", b"x" * 160, "queued", n)
            connection.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", values)
        return connection.execute("COMMIT")

    return once


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
