from datetime import timedelta
from uuid import uuid4

import pytest

from storage import addresses, consents, contacts, networks
from storage.database import Database
from storage.errors import AlreadyThere, NotThere
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, PARVEEN, leeds, reach


def test_a_first_text_makes_a_contact_and_the_next_one_finds_it(database: Database) -> None:
    with database.begin() as tx:
        first = reach(tx, ANN)
    with database.begin() as tx:
        again = reach(tx, ANN, NOW + MINUTE)
        other = reach(tx, BOB)
    assert (first.new, again.new, other.new) == (True, False, True)
    assert again.contact == first.contact
    assert again.address == first.address
    assert again.address.value == ANN
    assert other.contact.id != first.contact.id


def test_the_same_digits_on_two_channels_are_two_people(database: Database) -> None:
    with database.begin() as tx:
        sms = contacts.reach(tx, "sms", "12345", NOW)
        telegram = contacts.reach(tx, "telegram", "12345", NOW)
    assert sms.contact.id != telegram.contact.id


def test_a_contact_has_a_short_reference_that_can_be_said_aloud(database: Database) -> None:
    with database.begin() as tx:
        references = [reach(tx, number).contact.reference for number in (ANN, BOB, PARVEEN)]
        bob = contacts.by_reference(tx, "wy 2")
        nobody = [contacts.by_reference(tx, each) for each in ("WY-0099", "Ann", "", "WY-", "WY-²", "WY-" + "9" * 50)]
    assert references == ["WY-0001", "WY-0002", "WY-0003"]
    assert bob
    assert bob.reference == "WY-0002"
    assert nobody == [None] * 6


def test_what_is_learned_about_a_person_is_there_the_next_time(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact
        contacts.rename(tx, ann.id, "Ann")
        contacts.place(tx, ann.id, leeds(tx).id)
        contacts.quote_as(tx, ann.id, "first_name")
        contacts.speak(tx, ann.id, "pl")
    with database.read() as tx:
        ann = contacts.get(tx, ann.id)
    assert (ann.first_name, ann.network_slug, ann.attribution, ann.language) == ("Ann", "leeds", "first_name", "pl")
    assert (ann.phone, ann.stopped_at, ann.paused_at) == ("unknown", None, None)


def test_stopping_and_starting_again(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact
        contacts.stop(tx, ann.id, NOW)
        assert contacts.get(tx, ann.id).stopped_at == NOW
        contacts.restart(tx, ann.id)
        assert contacts.get(tx, ann.id).stopped_at is None


def test_a_pause_has_an_end_or_none(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact
        contacts.pause(tx, ann.id, NOW, NOW + timedelta(days=7))
        paused = contacts.get(tx, ann.id)
        contacts.pause(tx, ann.id, NOW)
        open_end = contacts.get(tx, ann.id)
        contacts.resume(tx, ann.id)
        resumed = contacts.get(tx, ann.id)
    assert (paused.paused_at, paused.paused_until) == (NOW, NOW + timedelta(days=7))
    assert (open_end.paused_at, open_end.paused_until) == (NOW, None)
    assert (resumed.paused_at, resumed.paused_until) == (None, None)


def test_staff_enter_a_person_with_what_they_agreed_to(database: Database) -> None:
    with database.begin() as tx:
        agreed = contacts.Agreed("invitations", "leaflet 3", "paper", "Josie")
        ann = contacts.create(tx, "sms", ANN, "Ann", leeds(tx).id, "en", [agreed], NOW)
        (entry,) = consents.ledger(tx, ann.id)
        (address,) = addresses.of_contact(tx, ann.id)
    assert (ann.first_name, ann.network_slug, ann.language) == ("Ann", "leeds", "en")
    assert (entry.purpose, entry.given, entry.wording, entry.channel, entry.recorded_by, entry.recorded_at) == (
        "invitations", True, "leaflet 3", "paper", "Josie", NOW)  # fmt: skip
    assert (address.channel, address.value) == ("sms", ANN)


def test_nobody_is_entered_twice(database: Database) -> None:
    with database.begin() as tx:
        reach(tx, ANN)
    with pytest.raises(AlreadyThere), database.begin() as tx:
        contacts.create(tx, "sms", ANN, "Ann", None, "en", [], NOW)


def test_contacts_come_in_pages_the_newest_first_and_by_network(database: Database) -> None:
    with database.begin() as tx:
        network = leeds(tx)
        york = networks.create(tx, "york", "York Network", "York", NOW)
        people = [reach(tx, f"+44770090{n:04d}").contact for n in range(5)]
        for each in people:
            contacts.place(tx, each.id, york.id if each is people[2] else network.id)
        first = contacts.page(tx, network.id, 3)
        second = contacts.page(tx, network.id, 3, first.next)
        everybody = contacts.page(tx, None, 5)
    assert [each.number for each in (*first.items, *second.items)] == [5, 4, 2, 1]
    assert second.next is None
    assert (len(everybody.items), everybody.next) == (5, None)


def test_who_is_not_there_is_not_there(database: Database) -> None:
    with database.begin() as tx:
        assert contacts.find(tx, uuid4()) is None
        for look in (contacts.get, contacts.lock):
            with pytest.raises(NotThere):
                look(tx, uuid4())


def test_a_contact_was_last_heard_when_any_of_their_addresses_was_used(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        assert ann.contact.last_heard_at is None
        addresses.used(tx, ann.address.id, NOW + HOUR)
        assert contacts.lock(tx, ann.contact.id).last_heard_at == NOW + HOUR
