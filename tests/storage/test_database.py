from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from storage import contacts, networks
from storage.database import Database
from storage.errors import BadValue, DatabaseBusy, DatabaseUnusable, StorageError
from storage.sealing import KeyRing
from tests.databases import KEY
from tests.storage.people import ANN, NOW, leeds, reach


class Stumble(Exception):
    """Something goes wrong in the middle of a turn."""


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def stumbling_turn() -> None:
        with database.begin() as tx:
            reach(tx, ANN)
            raise Stumble

    with pytest.raises(Stumble):
        stumbling_turn()
    with database.begin() as tx:
        assert reach(tx, ANN).new


def test_a_snapshot_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as tx:
        assert networks.all_(tx) == ()
        with database.begin() as writing:
            leeds(writing)
        assert networks.all_(tx) == ()
    with database.read() as tx:
        assert len(networks.all_(tx)) == 1


def test_a_snapshot_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseUnusable), database.read() as tx:
        leeds(tx)
    with database.read() as tx:
        assert networks.all_(tx) == ()


def test_who_waits_too_long_for_the_same_person_is_told_to_try_again(database: Database, database_url: str) -> None:
    impatient = Database(database_url, KeyRing([KEY]), wait=0.05)
    with database.begin() as tx:
        ann = reach(tx, ANN).contact
    with database.begin() as tx:
        contacts.lock(tx, ann.id)
        with pytest.raises(DatabaseBusy, match="try again"), impatient.begin() as other:
            contacts.lock(other, ann.id)
    with impatient.begin() as other:
        assert contacts.lock(other, ann.id).id == ann.id
    impatient.close()


def test_threads_take_turns(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN).contact.id
        contacts.rename(tx, ann, "0")

    def count() -> None:
        for _ in range(10):
            with database.begin() as tx:
                now = contacts.lock(tx, ann).first_name
                assert now
                contacts.rename(tx, ann, str(int(now) + 1))

    threads = [Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        assert contacts.get(tx, ann).first_name == "80"


def test_times_come_back_in_utc_and_naive_ones_are_refused(database: Database) -> None:
    summer = timezone(timedelta(hours=1))
    with database.begin() as tx:
        network = networks.create(tx, "leeds", "Leeds", "Leeds", NOW.astimezone(summer))
        found = networks.by_id(tx, network.id)
    assert found
    assert found.created_at == NOW
    assert found.created_at.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="zone"), database.begin() as tx:
        networks.create(tx, "york", "York", "York", datetime(2026, 6, 3, 14))  # noqa: DTZ001  # what is refused


def test_an_error_never_repeats_what_was_to_be_kept(database: Database) -> None:
    with pytest.raises(StatementError) as caught, database.begin() as tx:
        networks.create(tx, "leeds", "Zebedee", "Leeds", datetime(2026, 6, 3))  # noqa: DTZ001
    assert "Zebedee" not in str(caught.value)


def test_what_the_database_cannot_hold_is_a_bad_value(database: Database) -> None:
    with database.begin() as tx:
        if tx.connection.dialect.name == "sqlite":
            assert networks.by_slug(tx, "le\0eds") is None
            return
    with pytest.raises(BadValue), database.begin() as tx:
        networks.by_slug(tx, "le\0eds")


@pytest.mark.parametrize(
    "url", ["", "lightline.db", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@host/name", "postgresql:/:"]
)
def test_an_address_that_is_none_of_ours_says_how_to_write_one_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match=r"sqlite:///var/lightline\.db") as caught:
        Database(url, KeyRing([KEY]))
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    database = Database(f"postgresql://lightline:secret@/nothing?host={tmp_path}", KeyRing([KEY]))
    with pytest.raises(DatabaseUnusable, match="LIGHTLINE_DATABASE_URL") as caught, database.read():
        pass
    assert "secret" not in str(caught.value)
    database.close()


def test_a_database_that_is_not_there_is_unusable(database: Database) -> None:
    if database.url.get_backend_name() == "sqlite":
        return
    gone = Database(database.url.set(database="nothing").render_as_string(hide_password=False), KeyRing([KEY]))
    with pytest.raises(DatabaseUnusable, match="nothing"), gone.begin():
        pass
    gone.close()


def test_a_mistake_of_our_own_is_not_dressed_up(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as caught, database.begin() as tx:
        tx.execute(text("SELECT 1 FROM no_such_table"))
    assert not isinstance(caught.value, StorageError)
