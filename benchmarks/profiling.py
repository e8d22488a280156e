"""Where a turn goes

One process on SQLite, the turns of the first table under `cProfile`. That makes every call of Python code look dearer
than it is: what is to be seen is the order. Time is booked on the code that spends it; what is built into Python, on
the code that calls it. What has been done about it: statements are built once and there are few of them, facts are
looked up when a text names them, one statement asks for all that stands about a person, and only what changed is
written.
"""

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.floor import WRITING, Said, listening
from benchmarks.line import knocks, line_on, passing, taking
from benchmarks.rows import Row, least
from tests.databases import SqliteDatabases

Function = tuple[str, int, str]
"""As the profiler calls it: file, line, name. Built into Python: "~"."""

TURNS = 2000
WARM = 100
PARTS = {
    "'commit' of 'sqlite3": "the disk (commit)",
    "of 'sqlite3": "SQLite",
    "/sqlalchemy/": "SQLAlchemy",
    "/conversations/reading/": "reading what a text means",
    "/conversations/": "the flow",
    "/storage/": "storage",
    "/bot/": "bot",
    "/twilio/": "Twilio's check of its signature",
    "/pydantic": "pydantic: where the person is, to and from JSON",
    "pydantic_core": "pydantic: where the person is, to and from JSON",
    "cryptography": "sealing and opening",
}
"""What is in a function's place or name -> the part it counts for; the first that fits."""
REST = "Python's own library, and the rest"


def measure(folder: Path, scale: float) -> list[Row]:
    """The parts of a turn, the largest first; calls and statements."""
    turns, warm = least(TURNS, scale, 14), least(WARM, scale, 14)
    house = line_on(SqliteDatabases(folder).new(), passing())
    once = taking(house, knocks(warm + 2 * turns))
    for n in range(warm):
        once(n)
    with listening() as said:
        for n in range(warm, warm + turns):
            once(n)
    profile = cProfile.Profile()
    profile.enable()
    for n in range(warm + turns, warm + 2 * turns):
        once(n)
    profile.disable()
    house.database.close()
    return [*parts(profile), *statements(said, turns), Row("function calls a turn", calls(profile) / turns, "")]


def statements(said: Said, turns: int) -> list[Row]:
    """How many there are in a turn."""
    writes = sum(statement.startswith(WRITING) for statement, _ in said)
    reads = sum(statement.startswith("SELECT") for statement, _ in said)
    return [Row("statements a turn that read", reads / turns, ""), Row("that write", writes / turns, "")]


def parts(profile: cProfile.Profile) -> list[Row]:
    """Each part's share of the time."""
    spent = Counter[str]()
    for function, microseconds in own_time(profile):
        spent[part_of(function)] += microseconds
    return [Row(part, time / spent.total() * 100, "%") for part, time in spent.most_common()]


def own_time(profile: cProfile.Profile) -> Iterator[tuple[Function, int]]:
    """Microseconds that each function spent itself; what is built in and has no part of its own, for its callers."""
    for function, (_, _, seconds, _, callers) in stats(profile).items():
        if function[0] == "~" and part_of(function) == REST and callers:
            yield from ((caller, round(theirs[2] * 1e6)) for caller, theirs in callers.items())
        else:
            yield function, round(seconds * 1e6)


def part_of(function: Function) -> str:
    """The part that a function belongs to."""
    place, _, name = function
    return next((part for sign, part in PARTS.items() if sign in f"{place} {name}"), REST)


def calls(profile: cProfile.Profile) -> int:
    return sum(count for _, count, *_ in stats(profile).values())


def stats(profile: cProfile.Profile) -> dict[Function, tuple[int, int, float, float, dict[Function, Any]]]:
    """What was recorded, in the shape that `pstats` documents."""
    found: Any = pstats.Stats(profile)
    return dict(found.stats)
