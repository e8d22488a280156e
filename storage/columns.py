"""What all tables share: their metadata, ids, times, and columns that hold sealed text."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import uuid_utils.compat
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Uuid,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.sealing import KeyRing

AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns the type checker does not know."""

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "ck": "%(table_name)s_%(constraint_name)s",
    }
)

key_rings: WeakKeyDictionary[Dialect, KeyRing] = WeakKeyDictionary()
"""The ring of each open database, found by its dialect object: two databases in one process keep their own keys."""


def new_id() -> UUID:
    """A UUIDv7: unique, and newer ones sort after older ones."""
    return uuid_utils.compat.uuid7()


class Moment(TypeDecorator[datetime]):
    """A moment, always aware, always UTC when it comes back. A naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; raises ValueError for a naive time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is not a moment")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone: what is there is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[str]):
    """Text that is sealed before it reaches the database and opened when it comes back."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        """`place` is "table.column"; a sealed value opens nowhere else."""
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal with the first key of the ring."""
        return None if value is None else key_rings[dialect].seal(value, self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open with whichever key it was sealed with; raises KeyMissing, SealBroken."""
        return None if value is None else key_rings[dialect].open(value, self.place)


class SealedBytes(TypeDecorator[bytes]):
    """What is no text, a voice note or a picture, sealed in the same way."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        """`place` is "table.column"; a sealed value opens nowhere else."""
        super().__init__()
        self.place = place

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal with the first key of the ring."""
        return None if value is None else key_rings[dialect].seal_bytes(value, self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open with whichever key it was sealed with; raises KeyMissing, SealBroken."""
        return None if value is None else key_rings[dialect].open_bytes(value, self.place)


def id_column() -> Column[UUID]:
    """The id of a noun, given by `new_id`."""
    return Column("id", Uuid, primary_key=True)


def number_column() -> Column[int]:
    """Counts up as rows are written: the order of one contact's rows whatever the clocks of two machines say."""
    return Column("number", BigInteger().with_variant(Integer, "sqlite"), Identity(always=True), primary_key=True)


def numbered_id_column() -> Column[UUID]:
    """The id of a noun whose rows are counted."""
    return Column("id", Uuid, unique=True, nullable=False)


def link(name: str, target: str, *, optional: bool = False, index: bool = False) -> Column[UUID]:
    """A column that holds the id of another noun."""
    return Column(name, Uuid, ForeignKey(target), nullable=optional, index=index)


def select_list(kind: type, table: Table, **special: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """The columns that make one `kind` of a row, in the order of its fields: `kind(*row)`.

    Fields with a default that the table knows nothing of are filled in afterwards, from other tables.
    """
    named: Mapping[str, ColumnElement[Any]] = {**dict(table.c), **special}
    of_row = [each.name for each in fields(kind) if each.default is MISSING or each.name in named]
    return [named[name].label(name) for name in of_row]
