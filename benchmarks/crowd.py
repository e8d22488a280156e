"""Many people in one SQLite database, fast: some really talk to the line, the others are copies of what they left.

A copy has ids, an address and a look-up of its own, so that every index is as large as it would be. The first six hex
digits of a UUIDv7 are the same for all who wrote within hours; in a copy they are its number instead.
"""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.line import line_on, passing
from bot.channels.channel import Inbound
from bot.turn import take_now
from storage.sealing import KeyRing
from tests.databases import KEY, SqliteDatabases

KEYS = KeyRing([KEY])
SAID = ("hi", "yes")
"""What everybody has said so far."""
PEOPLE_TABLES = ("contacts", "addresses", "consents", "interests", "messages", "sessions", "timers", "views")
OF_A_PERSON = frozenset({"id", "contact_id", "address_id", "answers", "message_id"})
"""Columns with ids that are other ones in a copy; Networks, meetings and questions are shared."""
COUNTED = "number"
FAST = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF")


def chat(person: int) -> str:
    """The Telegram chat of the n-th person."""
    return str(5_000_000_000 + person)


def first_people(folder: Path, people: int) -> Path:
    """A database on which so many people have begun to talk to a line, and all that it answered has arrived."""
    url = SqliteDatabases(folder).new()
    house = line_on(url, passing())
    for person in range(people):
        for step, words in enumerate(SAID):
            take_now(house, Inbound("telegram", chat(person), words, f"{person}:{step}"), house.clock())
    house.database.close()
    path = Path(str(make_url(url).database))
    arrived(path)
    return path


def arrived(path: Path) -> None:
    """All that was queued has gone out."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE messages SET state = 'sent', due_at = NULL WHERE state = 'queued'")


def multiply(path: Path, originals: int, copies: range) -> None:
    """Add these copies of everybody who was first."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in FAST:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("sealed_chat", 1, lambda person: KEYS.seal(chat(person), "addresses.value"))
    connection.create_function("chat_look_up", 1, lambda person: KEYS.look_up(f"telegram:{chat(person)}"))
    for table in PEOPLE_TABLES:
        copy_rows(connection, table, originals, copies)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def copy_rows(connection: sqlite3.Connection, table: str, originals: int, copies: range) -> None:
    """Copy what the first have in one table, copy by copy."""
    names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name != COUNTED]
    owner = "id" if table == "contacts" else "contact_id"
    connection.execute(
        f"CREATE TEMP TABLE first_{table} AS SELECT {table}.*, people.number AS person"
        f" FROM contacts AS people JOIN {table} ON {table}.{owner} = people.id WHERE people.number <= ?",
        [originals],
    )
    values = ", ".join(copied(table, name) for name in names)
    connection.execute(
        "WITH RECURSIVE copies(copy) AS (SELECT :first UNION ALL SELECT copy + 1 FROM copies WHERE copy < :last)"
        f" INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM copies CROSS JOIN first_{table}",
        {"first": copies.start, "last": copies.stop - 1, "originals": originals},
    )


def copied(table: str, name: str) -> str:
    """A column's value in a copy."""
    place = "(copy * :originals + person - 1)"
    match table, name:
        case "addresses", "value":
            return f"sealed_chat({place})"
        case "addresses", "look_up":
            return f"chat_look_up({place})"
        case _, "provider_id":
            return f"printf('%06x', copy) || {name}"
        case _ if name in OF_A_PERSON:
            return f"printf('%06x', copy) || substr({name}, 7)"
    return name


def grown(path: Path, to: Path, originals: int, copies: range) -> Path:
    """A larger database made of a smaller one."""
    shutil.copyfile(path, to)
    multiply(to, originals, copies)
    with to.open("rb") as file:
        os.fsync(file.fileno())  # or the first turn that waits for the disk would wait for all of this
    return to
