"""The Networks that people belong to, each in its locality."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Integer, Table, Text, bindparam, exists, insert, select, update

from storage import local_interests
from storage.columns import Moment, id_column, metadata, new_id, select_list
from storage.database import Transaction
from storage.errors import AlreadyThere
from storage.paging import Page, id_behind, page_of

table = Table(
    "networks",
    metadata,
    id_column(),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("locality", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("weekly_ration", Integer),
)


@dataclass(frozen=True, slots=True)
class Network:
    """A Network; `slug` is its name in addresses and never changes."""

    id: UUID
    slug: str
    name: str
    locality: str
    created_at: datetime
    weekly_ration: int | None = None
    """How many texts that they did not ask for one of its people gets in a week; None: as the line has it."""
    names_interests: bool = False
    """Whether it has named interests of its own, so that only then a turn looks for them."""


_NAMES_INTERESTS = exists().where(local_interests.table.c.network_id == table.c.id)
_ANY = select(*select_list(Network, table, names_interests=_NAMES_INTERESTS))
_ALL = _ANY.order_by(table.c.name)
_BY_ID = _ANY.where(table.c.id == bindparam("id"))
_BY_SLUG = _ANY.where(table.c.slug == bindparam("slug"))


def create(
    tx: Transaction, slug: str, name: str, locality: str, now: datetime, weekly_ration: int | None = None
) -> Network:
    """Begin a Network; raises AlreadyThere when the slug is taken."""
    tx.hold(f"network {slug}")
    if by_slug(tx, slug):
        raise AlreadyThere(f"there is a network called {slug!r} already")
    network = Network(new_id(), slug, name, locality, now, weekly_ration)
    tx.execute(
        insert(table),
        {
            "id": network.id,
            "slug": slug,
            "name": name,
            "locality": locality,
            "created_at": now,
            "weekly_ration": weekly_ration,
        },
    )
    return network


def ration(tx: Transaction, network_id: UUID, texts: int | None) -> None:
    """How many texts that they did not ask for its people get in a week from now on; None: as the line has it."""
    tx.execute(update(table).where(table.c.id == network_id).values(weekly_ration=texts))


def by_slug(tx: Transaction, slug: str) -> Network | None:
    """The Network with this slug."""
    row = tx.execute(_BY_SLUG, {"slug": slug}).first()
    return Network(*row) if row else None


def by_id(tx: Transaction, network_id: UUID) -> Network | None:
    """The Network with this id."""
    row = tx.execute(_BY_ID, {"id": network_id}).first()
    return Network(*row) if row else None


def all_(tx: Transaction) -> tuple[Network, ...]:
    """Every Network, by name. There are few."""
    return tuple(Network(*row) for row in tx.execute(_ALL))


def page(tx: Transaction, limit: int, cursor: str | None = None) -> Page[Network]:
    """Networks in the order in which they were made; raises BadCursor."""
    query = _ANY.order_by(table.c.id).limit(limit + 1)
    if behind := id_behind(cursor):
        query = query.where(table.c.id > behind)
    return page_of([Network(*row) for row in tx.execute(query)], limit, lambda each: each.id)
