import pytest
from sqlalchemy import func, select

from storage import addresses, contacts, keys, media, messages
from storage.columns import Sealed, SealedBytes, metadata
from storage.database import Database
from storage.errors import KeyMissing
from storage.readiness import check
from storage.rekey import rekey
from storage.sealing import ID_BYTES, KeyRing
from tests.databases import KEY
from tests.storage.people import ANN, reach
from tests.storage.test_at_rest import tell_everything
from tests.storage.test_sealing import key

NEW = key(9)


def test_after_a_change_of_key_everything_is_there_and_the_old_key_is_not_needed(
    database: Database, database_url: str
) -> None:
    tell_everything(database)
    check(database)
    during = Database(database_url, KeyRing([NEW, KEY]))
    check(during)
    with during.begin() as tx:
        ann = reach(tx, ANN)
        assert not ann.new, "found under the old key"
        contacts.create(tx, "sms", "+447700900009", "Bob", None, "en", [], ann.contact.created_at)
        thread = messages.of_contact(tx, ann.contact.id, 99)
    assert rekey(during, batch=2) > 5
    assert rekey(during) == 0, "nothing is left to do"
    during.close()

    after = Database(database_url, KeyRing([NEW]))
    check(after)
    with after.begin() as tx:
        assert reach(tx, ANN) == ann
        assert messages.of_contact(tx, ann.contact.id, 99) == thread
        assert keys.in_use(tx) == {after.keys.first.id}
        kept = tx.execute(select(media.table.c.id).where(media.table.c.state == "kept")).scalar_one()
        assert media.content(tx, kept) == b"OggS wibble"
        for table in metadata.sorted_tables:
            sealed = [each for each in table.c if isinstance(each.type, (Sealed, SealedBytes))]
            for column in [*sealed, addresses.table.c.look_up]:
                ids = tx.execute(select(func.substr(column, 1, ID_BYTES)).where(column.is_not(None))).scalars()
                assert {bytes(each) for each in ids if isinstance(each, bytes)} <= {after.keys.first.id}
    after.close()


def test_an_old_key_that_is_still_needed_is_missed_before_anything_happens(
    database: Database, database_url: str
) -> None:
    check(database)
    wrong = Database(database_url, KeyRing([NEW]))
    with pytest.raises(KeyMissing, match="LIGHTLINE_SECRET_KEY"):
        check(wrong)
    wrong.close()
    check(database)


def test_a_new_first_key_is_noted_so_that_a_start_without_it_is_refused(database: Database, database_url: str) -> None:
    both = Database(database_url, KeyRing([NEW, KEY]))
    check(both)
    both.close()
    with pytest.raises(KeyMissing):
        check(database)
