"""Erasing a person: their texts, answers, names and addresses go. What stays is a hash that nobody can turn back.

It goes in two steps. At their word all that they said goes at once; the address stays for the one text that tells
them so. When that text has gone, or a day later, the address goes too, and with it the contact, unless they let what
they told their Network stay. Then the views hang on a contact that has no name, no address and no history.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, or_, select, update

from storage import (
    addresses,
    alerts,
    consents,
    consultations,
    contacts,
    erased,
    idempotency,
    interests,
    join_codes,
    joins,
    media,
    recipients,
    rsvps,
    sessions,
    tags,
    timers,
    views,
)
from storage.database import Transaction
from storage.messages import table as messages

SETTLING = timedelta(minutes=10)
"""How long what a provider may deliver a second time is still known, by its id alone, without its words."""
PATIENCE = timedelta(days=1)
"""How long the last text may take to go out before the address goes without it."""

AT_ONCE = (
    media.table,
    recipients.table,
    tags.table,
    sessions.table,
    timers.table,
    interests.table,
    consents.table,
    rsvps.table,
    alerts.table,
    consultations.answers,
    consultations.people,
    join_codes.table,
    joins.table,
)
"""What goes at a person's word, beside their texts and views."""

_STILL_TO_GO_OUT = (
    select(messages.table.c.id).where(messages.table.c.contact_id == contacts.table.c.id, messages.UNFINISHED).exists()
)
_GOING = (
    select(contacts.table.c.id)
    .where(
        contacts.table.c.erased_at.is_not(None),
        contacts.table.c.id.in_(select(addresses.table.c.contact_id)),
        contacts.table.c.erased_at <= bindparam("settled"),
        or_(contacts.table.c.erased_at <= bindparam("long_ago"), ~_STILL_TO_GO_OUT),
    )
    .limit(bindparam("most"))
    .with_for_update(of=contacts.table, skip_locked=True)
)


def erase(tx: Transaction, contact_id: UUID, keep_views: bool, now: datetime) -> None:
    """Erase all that somebody said and what is known of them. Texts still to go out are left for `finish`, and empty
    rows for those that came in, by which a repeat is known.

    The caller has locked the contact. With `keep_views` what they told their Network stays, with no name to it: in
    their words. Voice notes and pictures always go, for a voice or a face is a name.
    """
    without_words = views.without_words(tx, contact_id)
    once = [each.gone_id for each in joins.of_contact(tx, contact_id)]
    for each in AT_ONCE:
        tx.execute(delete(each).where(each.c.contact_id == contact_id))
    if keep_views:
        tx.execute(delete(views.table).where(views.table.c.id.in_(without_words)))
        tx.execute(update(views.table).where(views.table.c.contact_id == contact_id).values(message_id=None))
    else:
        tx.execute(delete(views.table).where(views.table.c.contact_id == contact_id))
    mine, inbound = messages.table.c.contact_id == contact_id, messages.table.c.state == "received"
    tx.execute(update(messages.table).where(mine).values(answers=None))
    tx.execute(update(messages.table).where(mine, inbound).values(text="", attachment=None))
    tx.execute(delete(messages.table).where(mine, ~inbound, ~messages.UNFINISHED))
    idempotency.forget(tx, [contact_id, *once])
    contacts.blank(tx, contact_id, now)


def going(tx: Transaction, now: datetime, limit: int = 50) -> list[UUID]:
    """Those who can be erased to the end now, locked for it."""
    return list(tx.execute(_GOING, {"settled": now - SETTLING, "long_ago": now - PATIENCE, "most": limit}).scalars())


def finish(tx: Transaction, contact_id: UUID, now: datetime) -> None:
    """Erase the last text and the addresses, and the contact unless views hang on it. The contact is locked."""
    tx.execute(delete(messages.table).where(messages.table.c.contact_id == contact_id))
    erased.note(tx, contact_id, now)
    tx.execute(delete(addresses.table).where(addresses.table.c.contact_id == contact_id))
    left = select(views.table.c.id).where(views.table.c.contact_id == contact_id).limit(1)
    if tx.execute(left).first() is None:
        tx.execute(delete(contacts.table).where(contacts.table.c.id == contact_id))
