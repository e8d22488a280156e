"""Seals everything anew under the first key of the ring, so that an old key can be thrown away.

To change the key: put the new one first and keep the old one behind it, restart every process, run this, then take
the old one out. It works in small batches beside a running line, and goes on where it was when it is broken off.
"""

from time import sleep
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Table,
    Update,
    and_,
    bindparam,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from storage import addresses, keys
from storage.columns import Sealed, SealedBytes
from storage.database import Database, Transaction
from storage.sealing import ID_BYTES
from storage.tables import metadata

PAUSE = 0.05
"""Seconds to wait for rows that somebody else has locked."""
FEW = 2
"""Rows at once of a table that holds voice notes and pictures: all of a batch is in memory."""


def rekey(database: Database, batch: int = 500) -> int:
    """Seal and hash everything under the first key; returns how many rows it changed. Raises KeyMissing, SealBroken."""
    changed = sum(rekey_table(database, table, batch) for table in sealed_tables())
    with database.begin() as tx:
        keys.keep_first_only(tx)
    return changed


def sealed_tables() -> list[Table]:
    """The tables that hold anything sealed."""
    return [table for table in metadata.sorted_tables if sealed_columns(table)]


def sealed_columns(table: Table) -> list[Column[Any]]:
    """The sealed columns of a table."""
    return [column for column in table.c if isinstance(column.type, (Sealed, SealedBytes))]


def rekey_table(database: Database, table: Table, batch: int) -> int:
    """Batch after batch, until nothing under another key is left."""
    changed = 0
    if any(isinstance(column.type, SealedBytes) for column in table.c):
        batch = min(batch, FEW)
    while True:
        with database.begin() as tx:
            done = rekey_batch(tx, table, batch)
            left = bool(done) or tx.execute(select(table).where(stale(tx, table)).limit(1)).first() is not None
        changed += done
        if not left:
            return changed
        if not done:
            sleep(PAUSE)


def rekey_batch(tx: Transaction, table: Table, batch: int) -> int:
    """Read some rows that are under another key and write them back, which seals them under the first."""
    query = select(table).where(stale(tx, table)).limit(batch).with_for_update(skip_locked=True)
    rows = [dict(row._mapping) for row in tx.execute(query)]
    if table is addresses.table:
        for row in rows:
            row["look_up"] = tx.keys.look_up(addresses.full(row["channel"], row["value"]))
    if rows:
        names = [column.name for column in (*table.primary_key, *keyed(table))]
        tx.execute(write_back(table), [{f"{name}_": row[name] for name in names} for row in rows])
    return len(rows)


def write_back(table: Table) -> Update:
    """Write the sealed and hashed columns of a row that is named by its key; each value is given as "column_"."""
    named = and_(*(column == bindparam(f"{column.name}_") for column in table.primary_key))
    return update(table).where(named).values({column: bindparam(f"{column.name}_") for column in keyed(table)})


def stale(tx: Transaction, table: Table) -> ColumnElement[bool]:
    """Rows of which something is under another key than the first."""
    first = tx.keys.first.id
    return or_(*(func.substr(type_coerce(column, LargeBinary), 1, ID_BYTES) != first for column in keyed(table)))


def keyed(table: Table) -> list[Column[Any]]:
    """The columns whose values begin with the id of a key."""
    return [*sealed_columns(table), *([table.c.look_up] if table is addresses.table else [])]
