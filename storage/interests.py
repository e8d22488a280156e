"""What lights people up, in their own words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Table, Text, bindparam, delete, insert, select

from storage.columns import Moment, Sealed, id_column, link, metadata, new_id, select_list
from storage.database import Transaction

table = Table(
    "interests",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", index=True),
    Column("interest", Text, index=True),
    Column("words", Sealed("interests.words"), nullable=False),
    Column("kept_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Interest:
    """A thing that lights somebody up; `interest` is its id in the taxonomy, or "network/slug" where their Network had
    named it (local_interests.py). The id stays when the Network takes the name away: then the words are shown."""

    id: UUID
    interest: str | None
    words: str
    kept_at: datetime

    def is_(self, interest: str | None, words: str) -> bool:
        """Whether this is the same thing: it has the same id, or is called the same.

        The same words may have another id after somebody has moved to another Network.
        """
        return words.casefold() == self.words.casefold() or (interest is not None and interest == self.interest)


_OF_CONTACT = (
    select(*select_list(Interest, table)).where(table.c.contact_id == bindparam("contact")).order_by(table.c.id)
)


def keep(tx: Transaction, contact_id: UUID, interest: str | None, words: str, now: datetime) -> None:
    """Keep one, unless it is there already. The caller has locked the contact."""
    if any(each.is_(interest, words) for each in of_contact(tx, contact_id)):
        return
    tx.execute(
        insert(table),
        {"id": new_id(), "contact_id": contact_id, "interest": interest, "words": words, "kept_at": now},
    )


def forget(tx: Transaction, contact_id: UUID, interest: str | None, words: str) -> None:
    """Take one away again."""
    gone = [each.id for each in of_contact(tx, contact_id) if each.is_(interest, words)]
    if gone:
        tx.execute(delete(table).where(table.c.id.in_(gone)))


def of_contact(tx: Transaction, contact_id: UUID) -> tuple[Interest, ...]:
    """All of somebody's, the oldest first."""
    return tuple(Interest(*row) for row in tx.execute(_OF_CONTACT, {"contact": contact_id}))
