"""A durable turn, against two others.

A turn here is everything between a text that knocked and its commit: Twilio's signature checked, the text read for
control words and danger, the flow asked, every text sealed, the rows written on SQLite (WAL, `synchronous = FULL`).

*The floor* is sqlite3 alone: the same INSERT, UPDATE and DELETE statements with the same values, a transaction a turn,
on a copy of the same database with the same pragmas. It reads, decides and seals nothing.

*The pickle bot* is what python-telegram-bot itself offers for a conversation that outlives a crash:
`ConversationHandler` with `PicklePersistence(on_flush=False)` and `update_persistence()` after each update. It has the
same fourteen texts a person and keeps what was said and answered. It checks no signature, seals nothing, and does not
wait for the disk.
"""

from pathlib import Path

from sqlalchemy import make_url

from benchmarks.floor import written_again, written_by
from benchmarks.line import SAYINGS, knocks, line_on, passing, taking
from benchmarks.picklebot import PickleBot
from benchmarks.rows import AtLeast, Cost, Row, least, timed
from tests.databases import SqliteDatabases

TURNS = 6000
WARM = 100
HALFWAY = len(SAYINGS) // 2


def measure(folder: Path, scale: float) -> list[Row]:
    """Turns a second, as parts and multiples."""
    turn, floor = against_the_floor(folder, least(TURNS, scale, 14), least(WARM, scale, 14))
    few = a_pickle_bot(folder, people=least(200, scale, 2), times=least(300, scale, 4))
    many = a_pickle_bot(folder, people=least(2000, scale, 4), times=least(100, scale, 4))
    return [
        Row("a turn, CPU", turn.cpu, "ms"),
        Row("a turn, wall", turn.wall, "ms"),
        Row("the floor, CPU", floor.cpu, "ms"),
        Row("the floor, wall", floor.wall, "ms"),
        Row("turns a second, of the floor's", turn.a_second / floor.a_second, "x", AtLeast(0.15)),
        Row("turns a second, of the pickle bot's with 200 people", turn.a_second / few.a_second, "x"),
        Row("turns a second, of the pickle bot's with 2,000 people", turn.a_second / many.a_second, "x", AtLeast(10)),
    ]


def against_the_floor(folder: Path, times: int, warm: int) -> tuple[Cost, Cost]:
    """A turn and the floor, taking turns."""
    databases = SqliteDatabases(folder)
    texts = knocks(warm + times)
    start = published(databases)
    rehearsal = line_on(copied(databases, start), passing())
    writes = written_by(taking(rehearsal, texts), warm + times)
    rehearsal.database.close()
    house = line_on(copied(databases, start), passing())
    costs = timed([taking(house, texts), written_again(start, writes)], times, warm=warm)
    house.database.close()
    return costs[0], costs[1]


def published(databases: SqliteDatabases) -> Path:
    """A database in which the flows are, and nobody yet."""
    url = databases.new()
    line_on(url, passing()).database.close()
    return Path(str(make_url(url).database))


def copied(databases: SqliteDatabases, start: Path) -> str:
    """Another one like it."""
    path = databases.folder / f"{start.stem}-{len(list(databases.folder.iterdir()))}.db"
    path.write_bytes(start.read_bytes())
    return f"sqlite:///{path}"


def a_pickle_bot(folder: Path, people: int, times: int) -> Cost:
    """What an update costs with so many people halfway through."""
    bot = PickleBot(folder / f"pickle-{people}", people, HALFWAY)
    (cost,) = timed([bot.once], times, stretch=10, warm=min(20, times // 2))
    bot.close()
    return cost
