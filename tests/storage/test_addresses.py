import pytest

from storage import addresses
from storage.database import Database
from storage.errors import AlreadyThere
from tests.storage.people import ANN, BOB, HOUR, NOW, reach


def test_an_address_is_found_by_its_value_although_that_is_sealed(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN)
    with database.read() as tx:
        assert addresses.find(tx, "sms", ANN) == ann.address
        assert addresses.find(tx, "telegram", ANN) is None
        assert addresses.find(tx, "sms", BOB) is None


def test_the_address_somebody_wrote_from_last_comes_first(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN)
        telegram = addresses.create(tx, ann.contact.id, "telegram", "12345", NOW)
        never = addresses.create(tx, ann.contact.id, "telegram", "67890", NOW)
        addresses.used(tx, ann.address.id, NOW)
        addresses.used(tx, telegram.id, NOW + HOUR)
        found = addresses.of_contact(tx, ann.contact.id)
    assert [each.id for each in found] == [telegram.id, ann.address.id, never.id]


def test_an_address_that_cannot_be_reached_says_why_until_it_can(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        addresses.mark_unreachable(tx, ann.address.id, "the number is not in use", NOW)
        (gone,) = addresses.of_contact(tx, ann.contact.id)
        addresses.mark_reachable(tx, ann.address.id)
        (back,) = addresses.of_contact(tx, ann.contact.id)
    assert (gone.unreachable_reason, gone.unreachable_at) == ("the number is not in use", NOW)
    assert (back.unreachable_reason, back.unreachable_at) == (None, None)


def test_an_address_that_moved_is_found_under_its_new_value_only(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN)
        addresses.move(tx, ann.address.id, BOB, NOW)
        assert reach(tx, BOB).contact == ann.contact
        assert addresses.find(tx, "sms", ANN) is None


def test_an_address_cannot_move_to_somebody_elses(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN)
        reach(tx, BOB)
        with pytest.raises(AlreadyThere):
            addresses.move(tx, ann.address.id, BOB, NOW)
