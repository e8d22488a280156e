"""The ways to reach a person: a number on SMS, a chat on Telegram. Sealed; found by a keyed hash."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table, Text, bindparam, insert, select, update

from storage.columns import Moment, Sealed, id_column, link, metadata, new_id, select_list
from storage.database import Transaction
from storage.errors import AlreadyThere

table = Table(
    "addresses",
    metadata,
    id_column(),
    link("contact_id", "contacts.id", index=True),
    Column("channel", Text, nullable=False),
    Column("value", Sealed("addresses.value"), nullable=False),
    Column("look_up", LargeBinary, nullable=False, unique=True),
    Column("unreachable_reason", Text),
    Column("unreachable_at", Moment),
    Column("last_used_at", Moment),
    Column("busy_until", Moment),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
)
"""removed_at: it is somebody else's now. The row stays for the texts that went there; its value and hash are gone."""


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach a contact. `last_used_at` is when they last wrote from it."""

    id: UUID
    contact_id: UUID
    channel: str
    value: str
    unreachable_reason: str | None
    unreachable_at: datetime | None
    last_used_at: datetime | None
    busy_until: datetime | None = None
    """How much has come from here lately (bot/flooding.py)."""


_ANY = select(*select_list(Address, table))
_FIND = _ANY.where(table.c.look_up.in_(bindparam("look_ups", expanding=True)))
_BY_ID = _ANY.where(table.c.id == bindparam("id"))
_OF_CONTACT = _ANY.where(table.c.contact_id == bindparam("contact"), table.c.removed_at.is_(None)).order_by(
    table.c.last_used_at.desc().nulls_last(), table.c.id
)
_LATEST = _OF_CONTACT.with_only_columns(table.c.id).limit(1)
_CHANGE = update(table).where(table.c.id == bindparam("its_id"))
_USED = _CHANGE.values(last_used_at=bindparam("now"), busy_until=bindparam("busy"))
_REACHABLE = _CHANGE.values(unreachable_reason=bindparam("reason"), unreachable_at=bindparam("since"))
_REMOVED = _CHANGE.values(
    value=bindparam("new_value"),
    look_up=bindparam("new_look_up"),
    unreachable_reason=bindparam("reason"),
    unreachable_at=bindparam("now"),
    removed_at=bindparam("now"),
)
_MOVED = _CHANGE.values(value=bindparam("new_value"), look_up=bindparam("new_look_up"))


def find(tx: Transaction, channel: str, value: str) -> Address | None:
    """The address, if anybody has it."""
    row = tx.execute(_FIND, {"look_ups": look_ups(tx, channel, value)}).first()
    return Address(*row) if row else None


def get(tx: Transaction, address_id: UUID) -> Address | None:
    """The address with this id."""
    row = tx.execute(_BY_ID, {"id": address_id}).first()
    return Address(*row) if row else None


def of_contact(tx: Transaction, contact_id: UUID) -> tuple[Address, ...]:
    """All addresses of a contact, the one they wrote from last first."""
    return tuple(Address(*row) for row in tx.execute(_OF_CONTACT, {"contact": contact_id}))


def latest(tx: Transaction, contact_id: UUID) -> UUID | None:
    """The one they wrote from last."""
    return tx.execute(_LATEST, {"contact": contact_id}).scalar()


def create(tx: Transaction, contact_id: UUID, channel: str, value: str, now: datetime) -> Address:
    """Give a contact an address that nobody has; the caller has looked, while holding its name."""
    address = Address(new_id(), contact_id, channel, value, None, None, None)
    tx.execute(
        insert(table),
        {
            "id": address.id,
            "contact_id": contact_id,
            "channel": channel,
            "value": value,
            "look_up": tx.keys.look_up(full(channel, value)),
            "created_at": now,
        },
    )
    return address


def used(tx: Transaction, address_id: UUID, now: datetime, busy_until: datetime | None = None) -> None:
    """The person has just written from here, and how much that is of late."""
    tx.execute(_USED, {"its_id": address_id, "now": now, "busy": busy_until})


def mark_unreachable(tx: Transaction, address_id: UUID, reason: str, now: datetime) -> None:
    """Nothing gets there any more; `reason` is in plain words for staff."""
    tx.execute(_REACHABLE, {"its_id": address_id, "reason": reason, "since": now})


def mark_reachable(tx: Transaction, address_id: UUID) -> None:
    """It works again."""
    tx.execute(_REACHABLE, {"its_id": address_id, "reason": None, "since": None})


def move(tx: Transaction, address_id: UUID, new_value: str, now: datetime) -> None:
    """The provider gave the address another value; raises AlreadyThere when another contact has that."""
    row = tx.execute(_ANY.where(table.c.id == address_id)).one()
    channel = Address(*row).channel
    tx.hold(full(channel, new_value))
    holder = find(tx, channel, new_value)
    if holder and holder.id != address_id:
        raise AlreadyThere("another address has that value already")
    new_look_up = tx.keys.look_up(full(channel, new_value))
    tx.execute(_MOVED, {"its_id": address_id, "new_value": new_value, "new_look_up": new_look_up})


def remove(tx: Transaction, address_id: UUID, now: datetime) -> None:
    """It is no longer this person's: whoever writes from it now is somebody else, and nothing goes there any more."""
    row = tx.execute(_ANY.where(table.c.id == address_id)).one()
    nowhere = f"removed {address_id}"
    tx.execute(
        _REMOVED,
        {
            "its_id": address_id,
            "new_value": nowhere,
            "new_look_up": tx.keys.look_up(full(Address(*row).channel, nowhere)),
            "reason": "it was taken out: the person does not have it any more",
            "now": now,
        },
    )


def look_ups(tx: Transaction, channel: str, value: str) -> list[bytes]:
    """The hashes under which an address may be kept."""
    return tx.keys.look_ups(full(channel, value))


def full(channel: str, value: str) -> str:
    """An address with its channel: the same digits on two channels are two addresses."""
    return f"{channel}:{value}"
