"""What a restore must not undo: that somebody stopped, took something back or was erased after the backup was made.

What is in the database before is put aside in temporary tables of the same transaction; once the backup has taken its
place, it is compared with them. Whoever is protected by either of the two stays protected. And nothing goes out twice:
what the backup would send, and may have sent since, is ended.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Insert,
    MetaData,
    Table,
    bindparam,
    exists,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import Update

from storage import (
    addresses,
    alerts,
    broadcasts,
    consents,
    consultations,
    contacts,
    erased,
    erasure,
    joins,
    recipients,
    tokens,
    views,
)
from storage.columns import Moment, new_id
from storage.copying import MANY, raw
from storage.database import Transaction
from storage.messages.table import UNFINISHED
from storage.messages.table import table as messages

MAY_HAVE_GONE = "restored from a backup: it may have gone already"
BY = "a restore"
"""Who called off a broadcast."""


def aside(table: Table, *names: str) -> Table:
    """A temporary table of some columns, found by those that rows are looked for by."""
    searched = ("id", "look_up", "contact_id", "gone_id")
    columns: list[Column[object]] = [
        Column(each, raw(table.c[each]), index=each in searched) for each in names or table.c.keys()
    ]
    return Table(f"was_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


_contacts = aside(contacts.table, "id", "stopped_at", "paused_at", "paused_until", "underage_at", "phone", "erased_at")
_addresses = aside(addresses.table)
_erased = aside(erased.table)
_consents = aside(consents.table)
_tokens = aside(tokens.table, "id", "revoked_at")
_alerts = aside(alerts.table)
_views = aside(views.table, "contact_id")
_joins = aside(joins.table, "gone_id", "contact_id")
_broadcasts = aside(broadcasts.table, "id", "state", "ended_by", "ended_at")
_asked = aside(consultations.people, "id", "asked_at")
WAS: Mapping[Table, Table] = {
    contacts.table: _contacts,
    addresses.table: _addresses,
    erased.table: _erased,
    consents.table: _consents,
    tokens.table: _tokens,
    alerts.table: _alerts,
    views.table: _views,
    joins.table: _joins,
    broadcasts.table: _broadcasts,
    consultations.people: _asked,
}


@dataclass(frozen=True, slots=True)
class Reapplied:
    """What was done again."""

    protected: int
    """Stops, pauses, unsafe phones, ages and lost addresses that the backup did not know of."""
    consents: int
    """A yes or a no that was recorded since."""
    erased: int
    """People."""
    alerts: int
    called_off: int
    """Broadcasts that had begun by now."""
    held_back: int
    """Texts of the backup that may have gone since."""


def remember(tx: Transaction) -> None:
    """Put aside what is there now. Whoever went into another contact is as that one is."""
    for table, was in WAS.items():
        was.create(tx.connection)
        names = was.c.keys()
        tx.execute(insert(was).from_select(names, select(*(table.c[each] for each in names))))
    names = _contacts.c.keys()
    now_called = {"id": _joins.c.gone_id}
    both = _joins.join(_contacts, _contacts.c.id == _joins.c.contact_id)
    of_those = select(*(now_called.get(each, _contacts.c[each]) for each in names)).select_from(both)
    tx.execute(insert(_contacts).from_select(names, of_those))


def do_again(tx: Transaction, now: datetime) -> Reapplied:
    """Compare the backup, which has taken its place, with what was there; then forget that."""
    done = Reapplied(
        protected=sum(tx.execute(each).rowcount for each in PROTECT),
        consents=sum(1 for _ in later_consents(tx)),
        erased=erase_again(tx, now),
        alerts=tx.execute(OPEN_ALERTS).rowcount,
        called_off=call_off(tx, now),
        held_back=tx.execute(HOLD_BACK, {"now": now}).rowcount,
    )
    for each in REMEMBER:
        tx.execute(each)
    for was in WAS.values():
        was.drop(tx.connection)
    return done


def taken_over(table: Table, *columns: str, worse: str | None = None) -> Update:
    """Take these columns of a row over, where the first is set (or is `worse`) in what was and not in the backup."""
    was, first = WAS[table], columns[0]
    same = was.c.id == table.c.id

    def is_so(column: ColumnElement[object]) -> ColumnElement[bool]:
        return column.is_not(None) if worse is None else column == worse

    values = {name: select(was.c[name]).where(same).scalar_subquery() for name in columns}
    return update(table).where(~is_so(table.c[first]), exists().where(same, is_so(was.c[first]))).values(values)


PROTECT = (
    taken_over(contacts.table, "stopped_at"),
    taken_over(contacts.table, "paused_at", "paused_until"),
    taken_over(contacts.table, "underage_at"),
    taken_over(contacts.table, "phone", worse="unsafe"),
    taken_over(addresses.table, "removed_at", "value", "look_up", "unreachable_reason", "unreachable_at"),
    taken_over(addresses.table, "unreachable_reason", "unreachable_at"),
)
REMEMBER = (
    taken_over(tokens.table, "revoked_at"),
    taken_over(consultations.people, "asked_at"),
    taken_over(broadcasts.table, "state", worse="paused"),
    taken_over(broadcasts.table, "state", "ended_by", "ended_at", worse="cancelled"),
)
"""The same for what tells of no person: keys that were taken back, questions that were put, broadcasts held."""
_HERE = select(contacts.table.c.id)


def counted(statement: Insert) -> Insert:
    """An INSERT that tells how many rows it made."""
    return statement.execution_options(preserve_rowcount=True)


_SINCE = select(_consents).where(_consents.c.id.not_in(select(consents.table.c.id))).order_by(_consents.c.number)
_THEM = union_all(
    _HERE.where(contacts.table.c.id == bindparam("person")),
    _HERE.join(_joins, _joins.c.gone_id == contacts.table.c.id).where(_joins.c.contact_id == bindparam("person")),
)
_THEIRS = select(addresses.table.c.id).where(
    addresses.table.c.id == bindparam("address"), addresses.table.c.contact_id == bindparam("person")
)


def later_consents(tx: Transaction) -> Iterator[UUID]:
    """Each yes and no that was recorded since, behind what the backup has, for the last word counts.

    A no is for all whom the backup still takes for several people, a yes for its own address alone.
    """
    for row in tx.execute(_SINCE).all():
        for person in tx.execute(_THEM, {"person": row.contact_id}).scalars().all():
            theirs = tx.execute(_THEIRS, {"address": row.address_id, "person": person}).scalar()
            if row.given and theirs is None:
                continue
            entry = {**row._mapping, "id": row.id if person == row.contact_id else new_id()}
            del entry["number"]
            tx.execute(insert(consents.table), {**entry, "contact_id": person, "address_id": theirs})
            yield person


_person = select(contacts.table.c.id).where(contacts.table.c.id == _alerts.c.contact_id).scalar_subquery()
_ALERT = ["id", "contact_id", "kind", "category", "raised_at"]
OPEN_ALERTS = counted(insert(alerts.table)).from_select(
    _ALERT,
    select(_alerts.c.id, _person, _alerts.c.kind, _alerts.c.category, _alerts.c.raised_at).where(
        _alerts.c.acknowledged_at.is_(None), _alerts.c.id.not_in(select(alerts.table.c.id))
    ),
)
"""What nobody had looked at yet. Its text is not in the backup, and perhaps not even its person."""

HOLD_BACK = (
    update(messages)
    .where(UNFINISHED, messages.c.due_at <= bindparam("now"))
    .values(state="skipped", due_at=None, reason=MAY_HAVE_GONE, state_at=bindparam("now"))
)
_BEGUN = select(broadcasts.table.c.id).where(
    broadcasts.table.c.state.in_(["scheduled", "paused"]), broadcasts.table.c.starts_at <= bindparam("now")
)


def call_off(tx: Transaction, now: datetime) -> int:
    """End every broadcast that may have gone on since: whom it reached by now, the backup does not know."""
    begun = tx.execute(_BEGUN, {"now": now}).scalars().all()
    for each in begun:
        broadcasts.cancel(tx, each, BY, now)
        recipients.call_off(tx, each, now)
    return len(begun)


_HASHES = ["look_up", "erased_at"]
_KNOWN = select(erased.table.c.look_up)
KEEP_HASHES = insert(erased.table).from_select(
    _HASHES, select(_erased.c.look_up, _erased.c.erased_at).where(_erased.c.look_up.not_in(_KNOWN))
)
KEEP_STOPPED = insert(erased.table).from_select(
    _HASHES,
    select(_addresses.c.look_up, bindparam("now", type_=Moment()))
    .join_from(_addresses, _contacts, _contacts.c.id == _addresses.c.contact_id)
    .where(
        _contacts.c.stopped_at.is_not(None),
        _contacts.c.id.not_in(_HERE),
        _addresses.c.look_up.not_in(_KNOWN),
        _addresses.c.look_up.not_in(select(addresses.table.c.look_up)),
    ),
)
"""Those who stopped and whom the backup does not know at all: no list of staff may bring them back."""


def erase_again(tx: Transaction, now: datetime) -> int:
    """Erase whoever was erased since; how many people."""
    tx.execute(KEEP_HASHES)
    tx.execute(KEEP_STOPPED, {"now": now})
    gone = [*tx.execute(_BLANKED).all(), *((each, False) for each in vanished(tx))]
    for contact_id, keep_views in gone:
        erasure.erase(tx, contact_id, keep_views, now)
        erasure.finish(tx, contact_id, now)
    return len(gone)


_BLANKED = (
    select(contacts.table.c.id, exists().where(_views.c.contact_id == _contacts.c.id))
    .join(_contacts, _contacts.c.id == contacts.table.c.id)
    .where(_contacts.c.erased_at.is_not(None), contacts.table.c.erased_at.is_(None))
)
"""Erased, with a row left: their goodbye had not gone yet, or they let what they told their Network stay."""
_UNKNOWN_NOW = (
    select(addresses.table.c.contact_id, addresses.table.c.channel, addresses.table.c.value)
    .join(contacts.table, contacts.table.c.id == addresses.table.c.contact_id)
    .where(contacts.table.c.erased_at.is_(None), contacts.table.c.id.not_in(select(_contacts.c.id)))
)
_hashes: BindParameter[list[bytes]] = bindparam("hashes", expanding=True)
_ERASED_OR_NEW = select(
    or_(
        exists().where(_erased.c.look_up.in_(_hashes)),
        exists().where(_addresses.c.contact_id.not_in(_HERE), _addresses.c.look_up.in_(_hashes)),
    )
)
_ANYTHING = select(or_(exists().where(_erased.c.look_up.is_not(None)), exists().where(_addresses.c.id.is_not(None))))


def vanished(tx: Transaction) -> set[UUID]:
    """People of the backup who had gone without a trace but their hash, or have come back as somebody new since.

    The hash is made anew under every key: the key may have been changed since the backup.
    """
    gone: set[UUID] = set()
    if not tx.execute(_ANYTHING).scalar_one():
        return gone
    for contact_id, channel, value in tx.connection.execute(_UNKNOWN_NOW, execution_options={"yield_per": MANY}):
        hashes = addresses.look_ups(tx, channel, value)
        if tx.execute(_ERASED_OR_NEW, {"hashes": hashes}).scalar_one():
            gone.add(contact_id)
    return gone
