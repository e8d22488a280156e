"""Copies all of a Lightline from one database into another, of either kind: to move it, to back it up, to restore it.

All or nothing, in one transaction at the target, from one moment at the source. Sealed values go over as they are:
nothing is opened, so both sides need the same keys. Memory does not grow with what there is.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Insert,
    LargeBinary,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from storage import keys
from storage.columns import Sealed, SealedBytes
from storage.database import Database, Transaction
from storage.errors import CopyFailed, KeyMissing, NotEmpty, StorageError
from storage.readiness import refuse_newer, refuse_older, version
from storage.sealing import missing
from storage.tables import metadata

MANY = 500
"""Rows at once."""
FEW = 2
"""Rows at once of a table that holds voice notes and pictures: all of a batch is in memory."""

Told = Callable[[str, int], object]
"""Hears which table is being copied, and how many of its rows are there by now."""


@dataclass
class Tally:
    """What is in a table: how many rows, and one number made of all of them in whatever order."""

    rows: int = 0
    digest: int = 0

    def add(self, row: Iterable[object]) -> None:
        """One more row."""
        made = hashlib.sha256()
        for value in row:
            said = value if isinstance(value, bytes) else repr(value).encode()
            made.update(b"%d:%d:" % (isinstance(value, bytes), len(said)))
            made.update(said)
        self.rows += 1
        self.digest = (self.digest + int.from_bytes(made.digest())) % 2**256


def copy(source: Database, target: Database, told: Told = lambda table, rows: None) -> dict[str, int]:
    """Copy everything into a target that is migrated and empty; how many rows each table has.

    Raises DatabaseEmpty, DatabaseOlder, DatabaseNewer, KeyMissing, NotEmpty, CopyFailed; then nothing was changed.
    """
    fit(source)
    with target.begin() as into, source.read() as out:
        into.hold("migration")
        if full := filled(into):
            raise NotEmpty(f"The target holds something already ({', '.join(full)}). Copy into a fresh database.")
        return pour(out, into, told)


def fit(source: Database) -> None:
    """Raises unless the source is of this program's version and we have all of its keys. Nothing is written to it."""
    try:
        found = version(source)
        refuse_newer(found)
        refuse_older(found)
        with source.read() as out:
            if lacking := keys.in_use(out) - source.keys.ids:
                raise KeyMissing(missing(sorted(lacking)))
    except StorageError as error:
        raise type(error)(f"What is to be copied: {error}") from None


def filled(tx: Transaction) -> list[str]:
    """The tables with anything in them. Which keys are in use is noted when the tables are made: that is nothing."""
    return [
        table.name
        for table in metadata.sorted_tables
        if table is not keys.table and tx.execute(select(table).limit(1)).first() is not None
    ]


def pour(out: Transaction, into: Transaction, told: Told, at_least: Mapping[str, int] | None = None) -> dict[str, int]:
    """Copy table by table, each checked when it is there; the counters go on behind `at_least`."""
    into.execute(delete(keys.table))
    rows = {table.name: pour_table(out, into, table, told) for table in metadata.sorted_tables}
    last = last_numbers(out)
    for table in counted_tables():
        count_on(into, table, max(last[table.name], (at_least or {}).get(table.name, 0)))
    keys.note(into)
    return rows


def pour_table(out: Transaction, into: Transaction, table: Table, told: Told) -> int:
    """Copy one table, then read it back; returns its rows. Raises CopyFailed when it is not what was there."""
    sent, arrived = Tally(), Tally()
    told(table.name, 0)
    let_numbers_in(into, table)
    for batch in batches(out, table):
        for row in batch:
            sent.add(row.values())
        into.execute(insert_of(table), [{f"{name}_": value for name, value in row.items()} for row in batch])
        told(table.name, sent.rows)
    for batch in batches(into, table):
        for row in batch:
            arrived.add(row.values())
    if sent != arrived:
        raise CopyFailed(
            f"{table.name} did not arrive as it was. Nothing was kept; look at both disks, then try again."
        )
    return sent.rows


def batches(tx: Transaction, table: Table) -> Iterator[Sequence[RowMapping]]:
    """All rows in the order of their key, some at a time. Whoever refers to a row of the same table comes after it."""
    size = FEW if any(isinstance(column.type, SealedBytes) for column in table.c) else MANY
    found = tx.connection.execute(everything(table), execution_options={"yield_per": size})
    return found.mappings().partitions()


def everything(table: Table) -> Select[*tuple[Any, ...]]:
    """All rows, sealed values as the bytes that they are."""
    columns: list[ColumnElement[Any]] = [type_coerce(each, raw(each)).label(each.name) for each in table.c]
    return select(*columns).order_by(*table.primary_key)


def insert_of(table: Table) -> Insert:
    """The same the other way; each value is given as "column_"."""
    return insert(table).values({each: bindparam(f"{each.name}_", type_=raw(each)) for each in table.c})


def raw(column: Column[Any]) -> TypeEngine[Any]:
    """The type of a column, without its seal; nothing stays nothing, and is not the word null."""
    match column.type:
        case Sealed() | SealedBytes():
            return LargeBinary()
        case JSON():
            return JSON(none_as_null=True)
    return column.type


def counted_tables() -> list[Table]:
    """The tables whose rows the database numbers."""
    return [table for table in metadata.sorted_tables if "number" in table.primary_key]


def last_numbers(tx: Transaction) -> dict[str, int]:
    """The last number that each of these tables has given out, also to a row that has gone since."""
    return {table.name: max(highest(tx, table), given_out(tx, table)) for table in counted_tables()}


def highest(tx: Transaction, table: Table) -> int:
    """The highest number that there is."""
    return int(tx.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())


def given_out(tx: Transaction, table: Table) -> int:
    """What the database itself remembers, or 0."""
    if on_postgresql(tx):
        asked = text("SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:name, 'number') AS regclass))")
    else:
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(tx.execute(asked, {"name": table.name}).scalar() or 0)


def let_numbers_in(tx: Transaction, table: Table) -> None:
    """Let rows bring their own numbers, which PostgreSQL refuses otherwise."""
    if on_postgresql(tx) and table in counted_tables():
        tx.execute(text(f'ALTER TABLE "{table.name}" ALTER COLUMN number SET GENERATED BY DEFAULT'))


def count_on(tx: Transaction, table: Table, last: int) -> None:
    """From here on the database numbers rows again, behind `last`."""
    if on_postgresql(tx):
        always = f'ALTER TABLE "{table.name}" ALTER COLUMN number SET GENERATED ALWAYS RESTART WITH {last + 1}'
        tx.execute(text(always))
    elif table.dialect_options["sqlite"]["autoincrement"]:
        tx.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        tx.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), {"name": table.name, "last": last})


def on_postgresql(tx: Transaction) -> bool:
    """Which kind of database it is."""
    return tx.connection.dialect.name == "postgresql"
