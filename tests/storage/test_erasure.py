"""Erased means gone: nothing that a person said or was called is left, and no list brings them back."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from storage import (
    addresses,
    alerts,
    consents,
    contacts,
    erased,
    erasure,
    idempotency,
    interests,
    media,
    meetings,
    messages,
    rsvps,
    timers,
    tokens,
    views,
)
from storage.contacts import Reached
from storage.database import Database, Transaction
from storage.errors import Erased
from storage.messages import table as messages_table
from storage.tables import metadata
from tests.storage.people import ANN, BOB, NOW, leeds, reach

LATER = NOW + timedelta(hours=1)
OURS = {"networks", "meetings", "questions", "erased_addresses", "contacts", "tokens", "keys", "flows"}


def a_whole_life(tx: Transaction, number: str = ANN) -> Reached:
    """Somebody who has left something in every table there is."""
    them = reach(tx, number)
    ann, town = them.contact.id, leeds(tx)
    said = messages.keep_inbound(tx, ann, them.address.id, "sms", "SM1", "the lift is broken", None, NOW)
    meeting = meetings.create(tx, town.id, "Tea", NOW, "The library", ["How is it?"], NOW)
    contacts.rename(tx, ann, "Ann")
    contacts.place(tx, ann, town.id)
    consents.record(tx, ann, "conversation", True, "welcome", "sms", "the person", NOW)
    interests.keep(tx, ann, None, "owls", NOW)
    timers.set_(tx, ann, "welcome", NOW)
    alerts.raise_(tx, ann, "person", None, said, NOW)
    rsvps.keep(tx, ann, meeting.id, "maybe", ["anxiety"], "a lift", NOW)
    seen = views.keep(tx, ann, town.id, None, None, "the lift is broken", None, said, NOW)
    heard = views.keep(tx, ann, town.id, None, None, "", None, said, NOW)
    assert said
    for kind, mime, view in (("picture", "image/jpeg", seen), ("voice", "audio/ogg", heard)):
        file = media.expect(tx, ann, said, "telegram", media.Coming(kind, "f", mime), NOW)  # type: ignore[arg-type]
        media.belong(tx, ann, [file], view)
        media.keep(tx, file, mime, b"Ann", NOW)
    token, _ = tokens.create(tx, "cpsw", None, NOW)
    idempotency.remember(tx, token.id, "k", b"h", 201, f'{{"id": "{ann}", "first_name": "Ann"}}', NOW)
    return them


def left(tx: Transaction) -> dict[str, int]:
    """How many rows each table of people holds."""
    counts = {name: tx.execute(select(func.count()).select_from(one)).scalar() for name, one in metadata.tables.items()}
    return {name: count for name, count in counts.items() if count and name not in OURS}


def erase_all(database: Database, keep_views: bool = False) -> UUID:
    """Ann is erased, and her goodbye has gone."""
    with database.begin() as tx:
        ann = a_whole_life(tx).contact.id
        erasure.erase(tx, ann, keep_views, NOW)
        for each in erasure.going(tx, LATER):
            erasure.finish(tx, each, NOW)
    return ann


def test_nothing_of_a_person_is_left_in_any_table(database: Database) -> None:
    ann = erase_all(database)
    with database.read() as tx:
        assert left(tx) == {}
        assert contacts.find(tx, ann) is None
        assert contacts.by_reference(tx, "WY-0001") is None


def test_what_they_let_stay_stays_without_them(database: Database) -> None:
    ann = erase_all(database, keep_views=True)
    with database.read() as tx:
        assert left(tx) == {"views": 1}
        (view,) = views.feedback(tx).items
        assert (view.text, view.attribution, view.media) == ("the lift is broken", None, ())
        ghost = contacts.get(tx, ann)
        assert (ghost.first_name, ghost.network_id, ghost.last_heard_at) == (None, None, None)
        assert contacts.page(tx, None, 10).items == ()


def test_the_address_stays_until_the_goodbye_has_gone(database: Database) -> None:
    with database.begin() as tx:
        them = a_whole_life(tx)
        ann = them.contact.id
        goodbye = messages.queue(tx, ann, them.address.id, "sms", "It is all gone.", (), "goodbye", NOW)
        erasure.erase(tx, ann, False, NOW)
        assert left(tx) == {"addresses": 1, "messages": 2}
        assert erasure.going(tx, LATER) == []
        assert [(each.id == goodbye, each.text) for each in messages.of_contact(tx, ann, 10).items] == [
            (True, "It is all gone."),
            (False, ""),
        ]
        assert erasure.going(tx, NOW + timedelta(days=1)) == [ann]


def test_no_list_brings_back_who_was_erased_but_they_can_come_back_themselves(database: Database) -> None:
    erase_all(database)
    with database.begin() as tx, pytest.raises(Erased):
        contacts.create(tx, "sms", ANN, "Ann", None, "en", [], NOW)
    with database.begin() as tx:
        assert contacts.reach(tx, "sms", ANN, NOW).new
        assert not erased.holds(tx, "sms", ANN)


def test_nobody_else_is_touched(database: Database) -> None:
    with database.begin() as tx:
        bob = a_whole_life(tx, BOB).contact.id
        before = left(tx)
        erasure.erase(tx, reach(tx, ANN).contact.id, False, NOW)
        for each in erasure.going(tx, LATER):
            erasure.finish(tx, each, NOW)
        assert left(tx) == before
        assert contacts.get(tx, bob).first_name == "Ann"


def test_every_table_of_people_is_erased() -> None:
    of_people = {
        table for table in metadata.tables.values() for key in table.foreign_keys if key.column.table is contacts.table
    }
    assert of_people == {*erasure.AT_ONCE, messages_table.table, addresses.table, views.table}


def test_a_text_that_is_delivered_again_is_still_known(database: Database) -> None:
    with database.begin() as tx:
        ann = a_whole_life(tx).contact.id
        erasure.erase(tx, ann, False, NOW)
        assert erasure.going(tx, NOW) == []
        assert messages.known(tx, "sms", "SM1")
