"""Interests that a Network has named for its own people, beside those of the taxonomy that all lines know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Column, Table, Text, UniqueConstraint, bindparam, delete, insert, select, update

from storage.columns import AnyRow, Moment, id_column, link, metadata, new_id, select_list
from storage.database import Transaction
from storage.paging import Page, id_behind, page_of

table = Table(
    "local_interests",
    metadata,
    id_column(),
    link("network_id", "networks.id"),
    Column("slug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("also", JSON, nullable=False),
    Column("named_at", Moment, nullable=False),
    UniqueConstraint("network_id", "slug"),
)


@dataclass(frozen=True, slots=True)
class LocalInterest:
    """An interest of one Network. `slug` is its name in addresses and with the people who have it; `name` is how it
    is shown to them, `also` what else people call it."""

    id: UUID
    slug: str
    name: str
    also: tuple[str, ...]
    named_at: datetime


_ANY = select(*select_list(LocalInterest, table))
_ALL = _ANY.where(table.c.network_id == bindparam("network")).order_by(table.c.id)
_THIS = (table.c.network_id == bindparam("its_network"), table.c.slug == bindparam("its_slug"))
_ONE = _ANY.where(*_THIS)
_RENAME = update(table).where(*_THIS).values(name=bindparam("its_name"), also=bindparam("its_others"))
_TAKE_AWAY = delete(table).where(*_THIS)


def name(tx: Transaction, network_id: UUID, slug: str, shown: str, also: Sequence[str], now: datetime) -> LocalInterest:
    """Name one, or name the one with this slug anew. The caller holds the Network's names (`hold`)."""
    this, called = {"its_network": network_id, "its_slug": slug}, {"its_name": shown, "its_others": list(also)}
    if tx.execute(_RENAME, {**this, **called}).rowcount == 0:
        new = {"id": new_id(), "network_id": network_id, "slug": slug, "named_at": now}
        tx.execute(insert(table), {**new, "name": shown, "also": list(also)})
    return _made(tx.execute(_ONE, this).one())


def take_away(tx: Transaction, network_id: UUID, slug: str) -> bool:
    """No longer read it in what people say; whether it was there. What they have said stays, in their words."""
    return tx.execute(_TAKE_AWAY, {"its_network": network_id, "its_slug": slug}).rowcount > 0


def hold(tx: Transaction, network_id: UUID) -> None:
    """Let nobody else name anything for this Network until the transaction ends: names may not clash."""
    tx.hold(f"interests of {network_id}")


def of_network(tx: Transaction, network_id: UUID) -> tuple[LocalInterest, ...]:
    """All of a Network's, in the order in which they were named. There are few."""
    return tuple(map(_made, tx.execute(_ALL, {"network": network_id})))


def page(tx: Transaction, network_id: UUID, limit: int, cursor: str | None = None) -> Page[LocalInterest]:
    """The same a page at a time; raises BadCursor."""
    query = _ALL.limit(limit + 1)
    if behind := id_behind(cursor):
        query = query.where(table.c.id > behind)
    found = tx.execute(query, {"network": network_id})
    return page_of([_made(row) for row in found], limit, lambda each: each.id)


def _made(row: AnyRow) -> LocalInterest:
    id_, slug, shown, also, named_at = row
    return LocalInterest(id_, slug, shown, tuple(also), named_at)
