"""What a restore must not undo: that somebody stopped, took something back or was erased after the backup was made.

What is in the database before is put aside in temporary tables of the same transaction; once the backup has taken its
place, it is compared with them. Whoever is protected by either of the two stays protected.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Insert, MetaData, Table, and_, bindparam, exists, insert, or_, select, update
from sqlalchemy.sql.dml import Update

from storage import addresses, alerts, consents, contacts, erased, erasure, joining, joins, tokens, views
from storage.columns import Moment
from storage.copying import MANY, everything, raw
from storage.database import Transaction
from storage.messages.table import UNFINISHED
from storage.messages.table import table as messages

MAY_HAVE_GONE = "restored from a backup: it may have gone already"


def aside(table: Table) -> Table:
    """A temporary table of the same columns, found by what rows are looked for by."""
    searched = ("id", "look_up", "contact_id")
    columns: list[Column[object]] = [Column(each.name, raw(each), index=each.name in searched) for each in table.c]
    return Table(f"was_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


NOUNS = (
    contacts.table,
    addresses.table,
    erased.table,
    consents.table,
    tokens.table,
    alerts.table,
    views.table,
    joins.table,
)
WAS = {table: aside(table) for table in NOUNS}
_contacts, _addresses, _erased, _consents, _tokens, _alerts, _views, _joins = WAS.values()


@dataclass(frozen=True, slots=True)
class Reapplied:
    """What was done again."""

    protected: int
    """Stops, pauses, unsafe phones, ages and numbers that were passed on, of which the backup did not know."""
    consents: int
    """A yes or a no that was recorded since."""
    erased: int
    """People."""
    joined: int
    """People whom the backup still knows as two."""
    alerts: int
    held_back: int
    """Texts of the backup that may have gone since."""


def remember(tx: Transaction) -> None:
    """Put aside what is there now."""
    for table, was in WAS.items():
        was.create(tx.connection)
        tx.execute(insert(was).from_select([each.name for each in table.c], everything(table).order_by(None)))


def do_again(tx: Transaction, now: datetime) -> Reapplied:
    """Compare the backup, which has taken its place, with what was there; then forget that."""
    done = Reapplied(
        protected=sum(tx.execute(each).rowcount for each in PROTECT) + take_out_again(tx, now),
        consents=tx.execute(LATER_CONSENTS).rowcount,
        erased=erase_again(tx, now),
        joined=join_again(tx),
        alerts=tx.execute(OPEN_ALERTS).rowcount,
        held_back=tx.execute(HOLD_BACK, {"now": now}).rowcount,
    )
    tx.execute(REVOKE)
    for was in WAS.values():
        was.drop(tx.connection)
    return done


def taken_over(table: Table, *columns: str, unsafe: bool = False) -> Update:
    """Take these columns of a row over, where the first is set in what was and not in the backup."""
    was, first = WAS[table], columns[0]
    same = was.c.id == table.c.id
    set_, unset = (
        (was.c[first] == "unsafe", table.c[first] != "unsafe")
        if unsafe
        else (was.c[first].is_not(None), table.c[first].is_(None))
    )
    values = {name: select(was.c[name]).where(same).scalar_subquery() for name in columns}
    return update(table).where(unset, exists().where(same, set_)).values(values)


PROTECT = (
    taken_over(contacts.table, "stopped_at"),
    taken_over(contacts.table, "paused_at", "paused_until"),
    taken_over(contacts.table, "underage_at"),
    taken_over(contacts.table, "phone", unsafe=True),
)
REVOKE = taken_over(tokens.table, "revoked_at")
_HERE = select(contacts.table.c.id)
_THERE = _HERE.where(contacts.table.c.erased_at.is_(None))


def counted(statement: Insert) -> Insert:
    """An INSERT that tells how many rows it made."""
    return statement.execution_options(preserve_rowcount=True)


_ENTRY = [each.name for each in consents.table.c if each.name != "number"]
_at = select(addresses.table.c.id).where(addresses.table.c.id == _consents.c.address_id).scalar_subquery()
LATER_CONSENTS = counted(insert(consents.table)).from_select(
    _ENTRY,
    select(*(_at if name == "address_id" else _consents.c[name] for name in _ENTRY))
    .where(_consents.c.id.not_in(select(consents.table.c.id)), _consents.c.contact_id.in_(_HERE))
    .order_by(_consents.c.number),
)
"""The ledger's last word counts, so what was recorded since goes behind what the backup has. A yes for an address that
the backup does not have is for none."""

_TAKEN_OUT = (
    select(addresses.table.c.id)
    .join(_addresses, _addresses.c.id == addresses.table.c.id)
    .where(_addresses.c.removed_at.is_not(None), addresses.table.c.removed_at.is_(None))
)
_JOINED = (
    select(_joins.c.contact_id, _joins.c.gone_id, _joins.c.joined_by, _joins.c.joined_at)
    .where(_joins.c.gone_id.in_(_THERE), _joins.c.contact_id.in_(_THERE))
    .order_by(_joins.c.joined_at)
)

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


def take_out_again(tx: Transaction, now: datetime) -> int:
    """A number that was passed on since is somebody else's; how many there are."""
    gone = tx.execute(_TAKEN_OUT).scalars().all()
    for address_id in gone:
        addresses.remove(tx, address_id, now)
    return len(gone)


def join_again(tx: Transaction) -> int:
    """Whoever was joined since is one person: what held the bot back from that one holds it back from both."""
    two = tx.execute(_JOINED).all()
    for contact_id, gone_id, by, at in two:
        joining.join(tx, contact_id, gone_id, by, at)
    return len(two)


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
    .where(
        contacts.table.c.erased_at.is_(None),
        contacts.table.c.id.not_in(select(_contacts.c.id)),
    )
)
_GOING = select(_contacts.c.id).where(_contacts.c.erased_at.is_not(None))
_SOMEBODY_NEW = and_(
    or_(_addresses.c.contact_id.not_in(_HERE), _addresses.c.contact_id.in_(_GOING)),
    _addresses.c.look_up.in_(bindparam("hashes", expanding=True)),
)
_ERASED_OR_NEW = select(
    or_(
        exists().where(_erased.c.look_up.in_(bindparam("hashes", expanding=True))),
        exists().where(_SOMEBODY_NEW),
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
