"""The floor under a turn: the very statements that turns wrote with, said again to sqlite3 with nothing else around."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

Said = list[tuple[str, Any]]
PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON")
"""As storage/engines.py has them; WAL is in the file itself."""
WRITING = ("INSERT", "UPDATE", "DELETE")


def written_by(once: Callable[[int], object], times: int) -> list[Said]:
    """What each of so many turns writes: statements with their values as the driver gets them, sealed already."""
    turns: list[Said] = []
    for n in range(times):
        with listening() as said:
            once(n)
        turns.append([(statement, values) for statement, values in said if statement.startswith(WRITING)])
    return turns


@contextmanager
def listening() -> Iterator[Said]:
    """Every statement that is said meanwhile, with its values."""
    said: Said = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        said.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def written_again(start: Path, turns: list[Said]) -> Callable[[int], object]:
    """One call writes one turn's rows in one transaction, in a copy of the database as it was before the turns."""
    path = start.with_suffix(".floor")
    shutil.copyfile(start, path)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")

    def once(n: int) -> object:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in turns[n]:
            connection.execute(statement, values).fetchall()
        return connection.execute("COMMIT")

    return once
