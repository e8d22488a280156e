"""Flows as they were published, so that a session can stay on the version it began with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Column, Table, Text, bindparam, insert, select

from storage.columns import Moment, metadata, select_list
from storage.database import Transaction
from storage.errors import NotThere

table = Table(
    "flows",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("yaml", Text, nullable=False),
    Column("words", JSON, nullable=False),
    Column("published_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a flow: its YAML, and its words (language -> Fluent source)."""

    name: str
    version: str
    yaml: str
    words: Mapping[str, str]
    published_at: datetime


_SOURCE = select(*select_list(Published, table)).where(
    table.c.name == bindparam("name"), table.c.version == bindparam("version")
)


def publish(tx: Transaction, name: str, version: str, yaml: str, words: Mapping[str, str], now: datetime) -> None:
    """Keep a version for ever. Doing it again changes nothing."""
    tx.hold(f"flow {name} {version}")
    if tx.execute(_SOURCE, {"name": name, "version": version}).first() is None:
        tx.execute(
            insert(table),
            {"name": name, "version": version, "yaml": yaml, "words": dict(words), "published_at": now},
        )


def source(tx: Transaction, name: str, version: str) -> Published:
    """A flow as it was published; raises NotThere."""
    row = tx.execute(_SOURCE, {"name": name, "version": version}).first()
    if row is None:
        raise NotThere(f"flow {name!r} was never published in version {version}")
    return Published(*row)
