"""A turn in small and in large

The same turn on SQLite with 1,000, 100,000 and 1,000,000 contacts. Each has an address, a consent, an open session, a
timer and the texts of a first conversation, so that every index is as deep as it would be. The people who text are
drawn at random, each once, and say the same. The databases lie on disk and are asked in turns, a stretch of texts each.
"""

import random
from collections.abc import Callable
from pathlib import Path

from benchmarks.crowd import chat, first_people, grown
from benchmarks.line import line_on, passing
from benchmarks.rows import AtMost, Cost, Row, least, timed
from bot.channels.channel import Inbound
from bot.house import House
from bot.turn import take_now

ORIGINALS = 1000
TEXTS = 900
WARM = 100
WORDS = "SAY the buses stop at six and nobody can get home"


def measure(folder: Path, scale: float) -> list[Row]:
    """What a turn costs at each size, and how much more that is than at the smallest."""
    originals, texts, warm = least(ORIGINALS, scale, 10), least(TEXTS, scale, 5), least(WARM, scale, 5)
    houses = [(times, line_on(f"sqlite:///{path}", passing())) for times, path in databases(folder, originals)]
    small, middle, large = timed([texting(house, originals * times) for times, house in houses], texts, 50, warm)
    for _, house in houses:
        house.database.close()
    return [
        Row("1,000 contacts: a turn, CPU", small.cpu, "ms"),
        Row("1,000 contacts: a turn, wall", small.wall, "ms"),
        *compared("100,000", middle, small, None),
        *compared("1,000,000", large, small, AtMost(1.2)),
    ]


def compared(people: str, cost: Cost, small: Cost, target: AtMost | None) -> list[Row]:
    """How much more it is with so many."""
    return [
        Row(f"{people} contacts: CPU, of that with 1,000", cost.cpu / small.cpu, "x", target),
        Row(f"{people} contacts: wall, of that with 1,000", cost.wall / small.wall, "x", target),
    ]


def databases(folder: Path, originals: int) -> list[tuple[int, Path]]:
    """One with the people themselves, one with a hundred times and one with a thousand times as many."""
    small = first_people(folder, originals)
    middle = grown(small, folder / "middle.db", originals, range(1, 100))
    large = grown(middle, folder / "large.db", originals, range(100, 1000))
    return [(1, small), (100, middle), (1000, large)]


def texting(house: House, people: int) -> Callable[[int], object]:
    """Somebody who has not been drawn yet says it."""
    drawn = random.Random(1).sample(range(people), min(people, TEXTS + WARM))

    def once(n: int) -> object:
        return take_now(house, Inbound("telegram", chat(drawn[n]), WORDS, f"later:{n}"), house.clock())

    return once
