"""Words that workers hang on people to find them again, like `tuesday-group`.

Tags are not sealed, because people are found by them; the API says so where one is given.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text, bindparam, delete, insert, select

from storage.columns import link, metadata
from storage.database import Transaction

table = Table(
    "tags",
    metadata,
    link("contact_id", "contacts.id"),
    Column("tag", Text, nullable=False, index=True),
    PrimaryKeyConstraint("contact_id", "tag"),
)

_OF_CONTACT = select(table.c.tag).where(table.c.contact_id == bindparam("contact")).order_by(table.c.tag)


def keep(tx: Transaction, contact_id: UUID, tags: Iterable[str]) -> None:
    """These and no others. The caller has locked the contact."""
    tx.execute(delete(table).where(table.c.contact_id == contact_id))
    if wanted := sorted(set(tags)):
        tx.execute(insert(table), [{"contact_id": contact_id, "tag": each} for each in wanted])


def of_contact(tx: Transaction, contact_id: UUID) -> tuple[str, ...]:
    """All of somebody's, in the order of the alphabet."""
    return tuple(tx.execute(_OF_CONTACT, {"contact": contact_id}).scalars())
