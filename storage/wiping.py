"""Empties every table, so that a backup can take their place."""

from sqlalchemy import Column, Index, MetaData, Table, delete

from storage.database import Transaction
from storage.tables import metadata


def wipe(tx: Transaction) -> None:
    """Whoever refers to others goes first, so each row goes without a search.

    Rows that refer to rows of their own table get an index for as long as it takes.
    """
    for table in reversed(metadata.sorted_tables):
        helpers = [helper(table, column.name) for column in table.c if refers_to_its_own(table, column.name)]
        for index in helpers:
            index.create(tx.connection)
        tx.execute(delete(table))
        for index in helpers:
            index.drop(tx.connection)


def refers_to_its_own(table: Table, column: str) -> bool:
    """Whether a column names another row of the same table."""
    return any(key.column.table is table for key in table.c[column].foreign_keys)


def helper(table: Table, column: str) -> Index:
    """An index that the table's own list does not know of."""
    stand_in = Table(table.name, MetaData(), Column(column, table.c[column].type))
    return Index(f"{table.name}_{column}_while_wiping", stand_in.c[column])
