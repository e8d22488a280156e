"""What stands about a person that every turn must know: their consents, how much they have said, whether an urgent
alert about them still waits for a worker, how many voice notes and pictures of theirs we hold. One look at four
nouns."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, cast, func, literal_column, null, select, union_all

from storage import alerts, consents, media, views
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """`consents`: purpose -> the last word on it; `here`: for one address (consents.py). `in_danger`: nobody has looked
    at an urgent alert yet. `files`: their voice notes and pictures."""

    consents: Mapping[str, bool]
    here: Mapping[str, bool]
    views: int
    in_danger: bool
    files: int


_CONTACT = bindparam("contact", type_=Uuid)
_URGENT = (alerts.table.c.contact_id == _CONTACT, alerts.table.c.kind == literal_column("'urgent'"), alerts.OPEN)
_STANDING = union_all(
    select(
        consents.table.c.purpose.label("what"),
        cast(consents.table.c.given, Integer).label("value"),
        consents.table.c.number.label("number"),
        consents.table.c.address_id.label("address"),
    ).where(consents.table.c.contact_id == _CONTACT),
    select(literal_column("' views'"), func.count(), null(), null()).where(views.table.c.contact_id == _CONTACT),
    select(literal_column("' urgent'"), func.count(), null(), null()).where(*_URGENT),
    select(literal_column("' files'"), func.count(), null(), null()).where(
        media.table.c.contact_id == _CONTACT, media.HELD
    ),
).order_by("number")
"""The names with a space are no purpose's."""


def of_contact(tx: Transaction, contact_id: UUID, address_id: UUID) -> Standing:
    """All of it in one statement."""
    rows = tx.execute(_STANDING, {"contact": contact_id}).all()
    counts = {what: value for what, value, *_ in rows if what.startswith(" ")}
    words = [(what, bool(given), address) for what, given, _, address in rows if what not in counts]
    return Standing(
        consents={purpose: given for purpose, given, _ in words},
        here=consents.heard_at(address_id, words),
        views=counts[" views"],
        in_danger=bool(counts[" urgent"]),
        files=counts[" files"],
    )
