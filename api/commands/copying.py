"""What the commands that copy a whole line say while they do, and at the end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from api.commands.front import err, out
from storage.copying import Told


@contextmanager
def shown(doing: str) -> Iterator[Told]:
    """A line that says which table is being copied."""
    with err.status(doing) as status:

        def told(table: str, rows: int) -> None:
            status.update(f"{doing}: {table}, {rows} rows")

        yield told


def print_rows(rows: Mapping[str, int]) -> None:
    """What is there now, table by table; each was read back and compared."""
    for table, number in rows.items():
        if number:
            out.print(f"  {number:>9,}  {table}")
    out.print(f"  {sum(rows.values()):>9,}  rows, read back and found the same")
