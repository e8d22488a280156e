"""The registry of nouns, walked."""

import pkgutil
from importlib import import_module

from sqlalchemy import Table

import storage
from storage import rekey
from storage.columns import Moment, Sealed, SealedBytes, metadata
from storage.tables import NOUNS


def modules() -> list[str]:
    return [each.name for each in pkgutil.walk_packages(storage.__path__, "storage.") if "migrations" not in each.name]


def test_every_module_with_a_table_is_in_the_registry() -> None:
    with_tables = {
        name for name in modules() for value in vars(import_module(name)).values() if isinstance(value, Table)
        and f"{name}".startswith("storage.")
    }  # fmt: skip
    own = {each.__name__ for each in NOUNS}
    borrowing = {
        "storage.messages.thread",
        "storage.messages.outbox",
        "storage.messages.sweep",
        "storage.messages.backlog",
        "storage.after_restoring",
        "storage.joining",
        "storage.tables",
    }
    assert with_tables - borrowing == own


def test_every_sealed_column_names_its_own_place() -> None:
    sealed = [column for table in metadata.sorted_tables for column in rekey.sealed_columns(table)]
    assert {f"{column.table.name}.{column.name}" for column in sealed} == {
        column.type.place for column in sealed if isinstance(column.type, (Sealed, SealedBytes))
    }
    assert len(sealed) >= 9


def test_every_time_is_a_moment() -> None:
    for table in metadata.sorted_tables:
        for column in table.c:
            looks_like_a_time = column.name.endswith(("_at", "_until")) or column.name == "deadline"
            assert isinstance(column.type, Moment) == looks_like_a_time, column
