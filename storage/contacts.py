"""The people. A contact is found by an address, and its row is the lock that puts one person's turns in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Table, Text, bindparam, delete, func, insert, select, update

from conversations.effects import Attribution, Purpose
from storage import addresses, consents, erased, joins, networks
from storage.addresses import Address
from storage.columns import (
    Moment,
    Sealed,
    link,
    metadata,
    new_id,
    number_column,
    numbered_id_column,
    select_list,
)
from storage.database import Transaction
from storage.errors import AlreadyThere, Erased, NotThere
from storage.paging import Page, number_behind, page_of

PREFIX = "WY"
"""What every reference begins with."""
REFERENCE = re.compile(rf"{PREFIX}[ -]*([0-9]{{1,9}})", re.IGNORECASE)

Trust = Literal["unknown", "private", "unsafe"]
"""Whether somebody else may read a phone. unsafe: the bot begins nothing there, and names no helpline."""

table = Table(
    "contacts",
    metadata,
    number_column(),
    numbered_id_column(),
    Column("first_name", Sealed("contacts.first_name")),
    link("network_id", "networks.id", optional=True, index=True),
    Column("language", Text, nullable=False),
    Column("attribution", Text),
    Column("phone", Text, nullable=False),
    Column("stopped_at", Moment),
    Column("paused_at", Moment),
    Column("paused_until", Moment),
    Column("created_at", Moment, nullable=False),
    Column("erased_at", Moment),
    Column("taken_over_at", Moment),
    Column("quiet_hours", Text),
    Column("quiet_days", Text),
    Column("timezone", Text),
    Column("underage_at", Moment),
    link("worker_id", "staff.id", optional=True, index=True),
    link("staff_id", "staff.id", optional=True, index=True),
    sqlite_autoincrement=True,  # the number of an erased person is never given to another
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, without their addresses."""

    id: UUID
    number: int
    first_name: str | None
    network_id: UUID | None
    network_slug: str | None
    language: str
    attribution: Attribution | None
    """How they want to be quoted; None: not asked yet."""
    phone: Trust
    stopped_at: datetime | None
    paused_at: datetime | None
    paused_until: datetime | None
    created_at: datetime
    last_heard_at: datetime | None
    erased_at: datetime | None
    """They asked to be erased: nobody but what they let stay hangs on this contact."""
    taken_over_at: datetime | None
    """Since when a worker is writing with them in the bot's place."""
    quiet_hours: str | None
    """When the bot begins nothing with them ("21:00-10:00"; "": it may at any hour); None: as the line has it."""
    quiet_days: str | None
    """The same for days ("saturday,sunday"; "": it may on any day)."""
    timezone: str | None
    """Where their clock is; None: where the line's is."""
    underage_at: datetime | None
    """Since when we know that they are under 18."""
    worker_id: UUID | None
    """Whose caseload they are in."""
    staff_id: UUID | None
    """Who this is, if it is the phone of somebody who works here: test texts go to it."""

    @property
    def reference(self) -> str:
        """A short name like WY-0042: it tells nothing, so it is safe to say aloud."""
        return reference_of(self.number)

    def paused(self, now: datetime) -> bool:
        """Whether they asked for a break that is not over."""
        return self.paused_at is not None and (self.paused_until is None or self.paused_until > now)


def reference_of(number: int) -> str:
    """What the contact with this number is called."""
    return f"{PREFIX}-{number:04d}"


@dataclass(frozen=True, slots=True)
class Reached:
    """Who is at an address. `new`: we had never heard of them."""

    contact: Contact
    address: Address
    new: bool


class Agreed(NamedTuple):
    """A consent that somebody gave before their first text, as staff recorded it."""

    purpose: Purpose
    wording: str
    channel: str
    recorded_by: str


# Scalar subqueries, not joins: PostgreSQL works them out again for a row it had to wait for.
_network_slug = select(networks.table.c.slug).where(networks.table.c.id == table.c.network_id).scalar_subquery()
_last_heard = (
    select(func.max(addresses.table.c.last_used_at))
    .where(addresses.table.c.contact_id == table.c.id)
    .correlate(table)
    .scalar_subquery()
)
_CONTACT = select_list(Contact, table, network_slug=_network_slug, last_heard_at=_last_heard)
_ANY = select(*_CONTACT)
_BY_ID = _ANY.where(table.c.id == bindparam("id"))
_THERE = table.c.erased_at.is_(None)
_LOCK = _BY_ID.with_for_update(of=table)
_REACH = (
    select(*_CONTACT, *select_list(Address, addresses.table))
    .select_from(table.join(addresses.table))
    .where(addresses.table.c.look_up == bindparam("look_up"))
    .with_for_update(of=table)
)
_WIDTH = len(fields(Contact))


def reach(tx: Transaction, channel: str, address: str, now: datetime) -> Reached:
    """Who is at this address: found or made new, and locked until the transaction ends.

    Concurrent first texts from one address make one contact.
    """
    found = _reach(tx, channel, address)
    if found:
        return found
    tx.hold(addresses.full(channel, address))
    while addresses.find(tx, channel, address):
        # There by now. While we wait for the row its person may be joined with another, and then it is theirs.
        if found := _reach(tx, channel, address):
            return found
    erased.forget(tx, channel, address)
    return _add(tx, channel, address, None, None, "en", now)


def create(
    tx: Transaction,
    channel: str,
    address: str,
    first_name: str | None,
    network_id: UUID | None,
    language: str,
    agreed: Sequence[Agreed | tuple[Purpose, str, str, str]],
    now: datetime,
) -> Contact:
    """Enter somebody who has agreed elsewhere.

    Raises AlreadyThere when the address belongs to a contact, Erased when its person asked to be erased.
    """
    _claim(tx, channel, address)
    reached = _add(tx, channel, address, first_name, network_id, language, now)
    _agree(tx, reached.address, agreed, now)
    return reached.contact


def add_address(
    tx: Transaction,
    contact_id: UUID,
    channel: str,
    address: str,
    agreed: Sequence[Agreed | tuple[Purpose, str, str, str]],
    now: datetime,
) -> Address:
    """A new way to reach somebody, and what they agreed to for it. The contact is locked.

    Raises AlreadyThere when the address belongs to a contact, Erased when its person asked to be erased.
    """
    _claim(tx, channel, address)
    added = addresses.create(tx, contact_id, channel, address, now)
    _agree(tx, added, agreed, now)
    return added


def _claim(tx: Transaction, channel: str, address: str) -> None:
    """Hold an address that nobody has; raises AlreadyThere, Erased."""
    tx.hold(addresses.full(channel, address))
    if addresses.find(tx, channel, address):
        raise AlreadyThere("there is a contact with this address already")
    if erased.holds(tx, channel, address):
        raise Erased("the person at this address asked to be erased")


def _agree(
    tx: Transaction, at: Address, agreed: Sequence[Agreed | tuple[Purpose, str, str, str]], now: datetime
) -> None:
    for purpose, wording, by_channel, recorded_by in agreed:
        consents.record(tx, at.contact_id, purpose, True, wording, by_channel, recorded_by, now, at.id)


def _reach(tx: Transaction, channel: str, address: str) -> Reached | None:
    """Key by key, the newest first: nearly always there is one, and a list of one costs as much as three statements."""
    rows = (tx.execute(_REACH, {"look_up": each}).first() for each in addresses.look_ups(tx, channel, address))
    row = next(filter(None, rows), None)
    return Reached(Contact(*row[:_WIDTH]), Address(*row[_WIDTH:]), new=False) if row else None


def _add(
    tx: Transaction,
    channel: str,
    address: str,
    first_name: str | None,
    network_id: UUID | None,
    language: str,
    now: datetime,
) -> Reached:
    contact_id = new_id()
    tx.execute(
        insert(table),
        {
            "id": contact_id,
            "first_name": first_name,
            "network_id": network_id,
            "language": language,
            "phone": "unknown",
            "created_at": now,
        },
    )
    return Reached(get(tx, contact_id), addresses.create(tx, contact_id, channel, address, now), new=True)


def find(tx: Transaction, contact_id: UUID) -> Contact | None:
    """The contact with this id, or whom they were joined with; None if there is none."""
    if row := tx.execute(_BY_ID, {"id": contact_id}).first():
        return Contact(*row)
    now = joins.now(tx, contact_id)
    return find(tx, now) if now else None


def get(tx: Transaction, contact_id: UUID) -> Contact:
    """The same; raises NotThere."""
    if contact := find(tx, contact_id):
        return contact
    raise NotThere("there is no such contact")


def lock(tx: Transaction, contact_id: UUID) -> Contact:
    """The contact with this id, or whom they were joined with: their turns wait for this transaction from now on.

    Raises NotThere.
    """
    if row := tx.execute(_LOCK, {"id": contact_id}).first():
        return Contact(*row)
    if now := joins.now(tx, contact_id):
        return lock(tx, now)
    raise NotThere("there is no such contact")


def lock_all(tx: Transaction, contact_ids: Iterable[UUID]) -> Mapping[UUID, Contact]:
    """The same for several, always in one order, so that no two transactions wait for each other."""
    return {each: lock(tx, each) for each in sorted(set(contact_ids))}


def by_reference(tx: Transaction, reference: str) -> Contact | None:
    """The contact called WY-0042, or wy42 by somebody in a hurry; or whom that one was joined with."""
    said = REFERENCE.fullmatch(reference.strip())
    if said is None:
        return None
    if row := tx.execute(_ANY.where(table.c.number == int(said[1]), _THERE)).first():
        return Contact(*row)
    now = joins.called(tx, int(said[1]))
    return find(tx, now) if now else None


def page(tx: Transaction, network_id: UUID | None, limit: int, cursor: str | None = None) -> Page[Contact]:
    """Contacts of one Network or of all, the newest first; raises BadCursor."""
    query = _ANY.order_by(table.c.number.desc()).limit(limit + 1)
    if network_id:
        query = query.where(table.c.network_id == network_id)
    query = query.where(_THERE)
    if behind := number_behind(cursor):
        query = query.where(table.c.number < behind)
    return page_of([Contact(*row) for row in tx.execute(query)], limit, lambda each: each.number)


def rename(tx: Transaction, contact_id: UUID, first_name: str | None) -> None:
    """What to call them; None: they would rather not say."""
    _change(tx, contact_id, first_name=first_name)


def place(tx: Transaction, contact_id: UUID, network_id: UUID | None) -> None:
    """The Network they belong to."""
    _change(tx, contact_id, network_id=network_id)


def quote_as(tx: Transaction, contact_id: UUID, attribution: Attribution) -> None:
    """How they want to be quoted, from now on and for all they have said."""
    _change(tx, contact_id, attribution=attribution)


def speak(tx: Transaction, contact_id: UUID, language: str) -> None:
    """The language to write to them in (BCP 47)."""
    _change(tx, contact_id, language=language)


def stop(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """They want no more texts."""
    _change(tx, contact_id, stopped_at=now)


def restart(tx: Transaction, contact_id: UUID) -> None:
    """They re-opened the line themselves."""
    _change(tx, contact_id, stopped_at=None)


def pause(tx: Transaction, contact_id: UUID, now: datetime, until: datetime | None = None) -> None:
    """They want a break: until a time, or (None) until they write again."""
    _change(tx, contact_id, paused_at=now, paused_until=until)


def resume(tx: Transaction, contact_id: UUID) -> None:
    """The break is over."""
    _change(tx, contact_id, paused_at=None, paused_until=None)


def prefer(
    tx: Transaction, contact_id: UUID, quiet_hours: str | None, quiet_days: str | None, timezone: str | None
) -> None:
    """When they want to hear from the bot by itself."""
    _change(tx, contact_id, quiet_hours=quiet_hours, quiet_days=quiet_days, timezone=timezone)


def trust(tx: Transaction, contact_id: UUID, phone: Trust) -> None:
    """Whether somebody else may read their phone."""
    _change(tx, contact_id, phone=phone)


def underage(tx: Transaction, contact_id: UUID, since: datetime | None) -> None:
    """They are under 18; None: that was a mistake."""
    _change(tx, contact_id, underage_at=since)


def assign(tx: Transaction, contact_id: UUID, worker_id: UUID | None) -> None:
    """Whose caseload they are in."""
    _change(tx, contact_id, worker_id=worker_id)


def belongs_to_staff(tx: Transaction, contact_id: UUID, staff_id: UUID | None) -> None:
    """This is the phone of somebody who works here."""
    _change(tx, contact_id, staff_id=staff_id)


def of_staff(tx: Transaction, staff_id: UUID) -> Contact | None:
    """The phone of somebody who works here, the newest if there are several."""
    row = tx.execute(_ANY.where(table.c.staff_id == staff_id, _THERE).order_by(table.c.number.desc()).limit(1)).first()
    return Contact(*row) if row else None


def take_over(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """A worker writes with them from now on: the bot is silent until `hand_back`, for a day at most."""
    _change(tx, contact_id, taken_over_at=now)


def hand_back(tx: Transaction, contact_id: UUID) -> None:
    """The worker is done; the bot answers again."""
    _change(tx, contact_id, taken_over_at=None)


def blank(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """Nothing is known of them any more (erasure.py)."""
    _change(
        tx,
        contact_id,
        first_name=None,
        network_id=None,
        language="en",
        attribution="anonymous",
        phone="unknown",
        stopped_at=now,
        paused_at=None,
        paused_until=None,
        taken_over_at=None,
        quiet_hours=None,
        quiet_days=None,
        timezone=None,
        underage_at=None,
        worker_id=None,
        staff_id=None,
        erased_at=now,
    )


def merge(tx: Transaction, stays: Contact, goes: Contact, attribution: Attribution | None) -> None:
    """One person of two, by what is strictest: whatever held the bot back from either holds it back from both.

    Nothing hangs on the one that goes any more. `attribution` is how the two together may be quoted.
    """
    until = None
    if all(each.paused_until for each in (stays, goes) if each.paused_at):
        until = _latest(stays.paused_until, goes.paused_until)
    own_language = next((each.language for each in (stays, goes) if each.language != "en"), "en")
    _change(
        tx,
        stays.id,
        first_name=stays.first_name or goes.first_name,
        network_id=stays.network_id or goes.network_id,
        language=own_language,
        attribution=attribution,
        phone=_less_trusted(stays.phone, goes.phone),
        stopped_at=_earliest(stays.stopped_at, goes.stopped_at),
        paused_at=_earliest(stays.paused_at, goes.paused_at),
        paused_until=until,
        created_at=min(stays.created_at, goes.created_at),
        taken_over_at=_latest(stays.taken_over_at, goes.taken_over_at),
        quiet_hours=goes.quiet_hours if stays.quiet_hours is None else stays.quiet_hours,
        quiet_days=goes.quiet_days if stays.quiet_days is None else stays.quiet_days,
        timezone=stays.timezone or goes.timezone,
        underage_at=_earliest(stays.underage_at, goes.underage_at),
        worker_id=stays.worker_id or goes.worker_id,
        staff_id=stays.staff_id or goes.staff_id,
    )
    tx.execute(delete(table).where(table.c.id == goes.id))


def _less_trusted(one: Trust, other: Trust) -> Trust:
    """Private only where both are; unsafe where either is."""
    return one if one == other else "unsafe" if "unsafe" in (one, other) else "unknown"


def _earliest(*moments: datetime | None) -> datetime | None:
    return min(filter(None, moments), default=None)


def _latest(*moments: datetime | None) -> datetime | None:
    return max(filter(None, moments), default=None)


def _change(tx: Transaction, contact_id: UUID, **values: object) -> None:
    tx.execute(update(table).where(table.c.id == contact_id).values(**values))
