"""A line in which every table holds something, and a look at all of it."""

from sqlalchemy import delete, insert, select

from storage import (
    addresses,
    alerts,
    broadcasts,
    consultations,
    contacts,
    erased,
    flows,
    join_codes,
    joins,
    local_interests,
    messages,
    networks,
    paces,
    recipients,
    tags,
    timers,
)
from storage.columns import metadata, new_id
from storage.copying import everything
from storage.database import Database
from storage.joins import Joined
from storage.recipients import Planned
from storage.sealing import KeyRing
from tests.databases import KEY
from tests.storage.people import ANN, BOB, HOUR, NOW, PARVEEN, reach
from tests.storage.test_at_rest import tell_everything

Kept = dict[str, list[tuple[object, ...]]]


def opened(url: str, key: str = KEY) -> Database:
    return Database(url, KeyRing([key]))


def fill(database: Database) -> None:
    """Something in every table. The person who came last has gone, and nobody else may get their number."""
    tell_everything(database)
    with database.begin() as tx:
        here = reach(tx, ANN)
        ann = here.contact.id
        join_codes.give(tx, ann, here.address.id, "7KQ2MXT", NOW)
        join_codes.may_try(tx, here.address.id, NOW)
        tags.keep(tx, ann, ["tea"])
        place, broadcast = (tx.execute(select(each.table.c.id)).scalars().first() for each in (networks, broadcasts))
        assert place
        assert broadcast
        local_interests.name(tx, place, "brass", "Brass bands", (), NOW)
        recipients.plan(tx, broadcast, "conversation", [Planned(ann, "paused")], NOW, None, NOW)
        joins.note(tx, Joined(new_id(), 2, ann, "the person", NOW))
        flows.publish(tx, "f", "1", "yaml", {"pl": "słowa", "en": "words"}, NOW)
        paces.hold(tx, "sms", NOW, "a rest")
        timers.set_(tx, ann, "f", NOW + HOUR)
        alerts.raise_(tx, ann, "urgent", None, None, NOW)
        messages.report(tx, "sms", "SM-early", "delivered", None, NOW)
        asked = tx.execute(select(consultations.table.c.id)).scalar_one()
        entry = {"id": new_id(), "consultation_id": asked, "contact_id": ann, "wanted_at": NOW}
        tx.execute(insert(consultations.people), entry)
        for number in (BOB, PARVEEN):
            last = reach(tx, number).contact.id
            erased.note(tx, last, NOW)
            tx.execute(delete(addresses.table).where(addresses.table.c.contact_id == last))
            tx.execute(delete(contacts.table).where(contacts.table.c.id == last))


def kept(database: Database) -> Kept:
    """All rows of all tables, sealed as they are."""
    with database.read() as tx:
        return {
            each.name: sorted(map(tuple, tx.execute(everything(each))), key=repr) for each in metadata.sorted_tables
        }
