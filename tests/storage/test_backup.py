"""A backup holds everything and tells nothing; a restore brings it back, and undoes no stop and no erasure."""

import stat
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import text

from storage import addresses, alerts, consents, contacts, erased, erasure, joining, joins, tokens, views
from storage.after_restoring import MAY_HAVE_GONE
from storage.backup import at, back_up, is_empty, restore
from storage.contacts import Contact
from storage.copying import filled
from storage.database import Database, Transaction
from storage.engines import prepare_file
from storage.errors import DatabaseEmpty, DatabaseUnusable, Erased, KeyMissing, NotThere
from storage.migrate import config
from storage.rekey import rekey
from storage.sealing import KeyRing
from tests.databases import KEY, Databases
from tests.storage.lines import fill, kept, opened
from tests.storage.people import ANN, BOB, HOUR, NOW, PARVEEN, leeds, message, queue, reach
from tests.storage.test_at_rest import SECRETS
from tests.storage.test_sealing import key

LATER = NOW + timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "monday.backup"


def person(database: Database, number: str) -> Contact:
    with database.begin() as tx:
        return reach(tx, number).contact


def found(database: Database, contact_id: UUID) -> Contact:
    with database.read() as tx:
        return contacts.get(tx, contact_id)


def erase(tx: Transaction, contact_id: UUID, *, keep_views: bool = False) -> None:
    contacts.lock(tx, contact_id)
    erasure.erase(tx, contact_id, keep_views, LATER)
    erasure.finish(tx, contact_id, LATER)


def test_a_backup_is_one_file_for_this_account_in_which_nothing_can_be_read(database: Database, file: Path) -> None:
    fill(database)
    rows = back_up(database, file)
    assert min(rows.values()) > 0, "something of everything"
    assert list(file.parent.iterdir()) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    assert not [each for each in SECRETS if each.encode() in content]
    copy = at(file, database.keys)
    assert kept(copy) == kept(database)
    copy.close()


def test_a_file_that_is_there_is_never_written_over(database: Database, file: Path) -> None:
    file.write_text("Dear Ann")
    with pytest.raises(DatabaseUnusable, match="a name of its own"):
        back_up(database, file)
    assert file.read_text() == "Dear Ann"


def test_a_backup_that_breaks_off_leaves_no_file_and_none_is_in_the_way(database: Database, file: Path) -> None:
    def pull_the_plug(table: str, rows: int) -> None:
        if table == "messages":
            raise KeyboardInterrupt

    queue(database)
    with pytest.raises(KeyboardInterrupt):
        back_up(database, file, pull_the_plug)
    assert list(file.parent.iterdir()) == []
    file.with_name(f"{file.name}.half").write_text("killed in the middle")
    back_up(database, file)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restore_into_a_fresh_database_brings_everything_back(
    database: Database, file: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    fill(database)
    back_up(database, file)
    databases: Databases = request.getfixturevalue(kind)
    fresh = opened(url := databases.new())
    assert is_empty(fresh)
    restore(file, fresh, NOW - HOUR)
    assert kept(fresh) == kept(database)
    assert person(fresh, BOB).reference == "WY-0004", "no number is given to a second person"
    fresh.close()
    databases.drop(url)


def test_a_restore_takes_back_what_was_done_since(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    back_up(database, file)
    person(database, BOB)
    with database.begin() as tx:
        contacts.rename(tx, ann.id, "Mistake")
    restore(file, database, LATER)
    assert found(database, ann.id) == ann
    with database.read() as tx:
        assert addresses.find(tx, "sms", BOB) is None
    assert person(database, PARVEEN).reference == "WY-0003", "Bob's number may stand on somebody's paper"


def test_whoever_protected_themselves_since_stays_protected(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    with database.begin() as tx:
        consents.record(tx, ann.id, "invitations", True, "w", "sms", "the person", NOW)
        token, secret = tokens.create(tx, "admin", None, NOW)
    back_up(database, file)
    with database.begin() as tx:
        contacts.stop(tx, ann.id, LATER)
        contacts.pause(tx, ann.id, LATER, LATER + HOUR)
        contacts.trust(tx, ann.id, "unsafe")
        contacts.underage(tx, ann.id, LATER)
        consents.record(tx, ann.id, "invitations", False, "w", "sms", "the person", LATER)
        tokens.revoke(tx, token.id, LATER)
    done = restore(file, database, LATER)
    after = found(database, ann.id)
    assert (after.stopped_at, after.paused_at, after.paused_until) == (LATER, LATER, LATER + HOUR)
    assert (after.phone, after.underage_at) == ("unsafe", LATER)
    with database.read() as tx:
        assert consents.current(tx, ann.id) == {"invitations": False}
        assert tokens.find(tx, secret) is None
    assert (done.protected, done.consents) == (4, 1)


def test_a_stop_in_the_backup_stays_although_it_was_taken_back_since(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    with database.begin() as tx:
        contacts.stop(tx, ann.id, NOW)
    back_up(database, file)
    with database.begin() as tx:
        contacts.restart(tx, ann.id)
    restore(file, database, LATER)
    assert found(database, ann.id).stopped_at == NOW


def test_whoever_was_erased_since_is_erased_again(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    queue(database, "Hello Ann")
    back_up(database, file)
    with database.begin() as tx:
        erase(tx, ann.id)
    assert restore(file, database, LATER).erased == 1
    with database.begin() as tx:
        assert contacts.find(tx, ann.id) is None
        assert filled(tx) == ["erased_addresses"]
        with pytest.raises(Erased):
            contacts.create(tx, "sms", ANN, None, None, "en", [], LATER)


def test_what_somebody_let_stay_when_they_were_erased_stays(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    with database.begin() as tx:
        network = leeds(tx).id
        view = views.keep(tx, ann.id, network, None, None, "More benches", None, None, NOW)
    back_up(database, file)
    with database.begin() as tx:
        erase(tx, ann.id, keep_views=True)
    restore(file, database, LATER)
    with database.read() as tx:
        assert [each.text for each in views.by_ids(tx, [view])] == ["More benches"]
    assert found(database, ann.id).erased_at == LATER


def test_whoever_was_erased_and_came_back_is_not_given_their_old_words(database: Database, file: Path) -> None:
    before = person(database, ANN)
    back_up(database, file)
    with database.begin() as tx:
        erase(tx, before.id)
    assert person(database, ANN).id != before.id
    assert restore(file, database, LATER).erased == 1
    with database.read() as tx:
        assert contacts.find(tx, before.id) is None


def test_whoever_was_joined_since_is_one_person_and_their_stop_counts_for_both(database: Database, file: Path) -> None:
    old, new = person(database, ANN), person(database, BOB)
    back_up(database, file)
    with database.begin() as tx:
        joining.join(tx, old.id, new.id, "worker", LATER)
        contacts.stop(tx, old.id, LATER)
    assert restore(file, database, LATER + HOUR).joined == 1
    assert person(database, BOB) == person(database, ANN)
    assert found(database, new.id).stopped_at == LATER
    with database.read() as tx:
        assert [each.joined_by for each in joins.of_contact(tx, old.id)] == ["worker"]


@pytest.mark.parametrize("gone", [True, False])
def test_whoever_was_joined_and_erased_since_is_erased_on_both_phones(
    database: Database, file: Path, gone: bool
) -> None:
    old, new = person(database, ANN), person(database, BOB)
    back_up(database, file)
    with database.begin() as tx:
        joining.join(tx, old.id, new.id, "worker", LATER)
        erasure.erase(tx, old.id, False, LATER)
        if gone:
            erasure.finish(tx, old.id, LATER)
    restore(file, database, LATER + HOUR)
    for number in (ANN, BOB):
        with database.begin() as tx, pytest.raises(Erased):
            contacts.create(tx, "sms", number, None, None, "en", [], LATER)


def test_a_number_that_was_passed_on_since_is_taken_out_again(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    back_up(database, file)
    with database.begin() as tx:
        (old,) = addresses.of_contact(tx, ann.id)
        contacts.add_address(tx, ann.id, "sms", BOB, [("invitations", "w", "paper", "worker")], LATER)
        addresses.remove(tx, old.id, LATER)
        assert reach(tx, ANN).new
    done = restore(file, database, LATER)
    assert (done.protected, done.consents) == (1, 1)
    with database.begin() as tx:
        assert addresses.of_contact(tx, ann.id) == ()
        assert reach(tx, ANN).contact.id != ann.id


def test_an_erasure_is_known_although_the_key_was_changed(database: Database, database_url: str, file: Path) -> None:
    ann = person(database, ANN)
    back_up(database, file)
    both = Database(database_url, KeyRing([key(9), KEY]))
    rekey(both)
    with both.begin() as tx:
        erase(tx, ann.id)
    assert restore(file, both, LATER).erased == 1
    both.close()


def test_whoever_stopped_and_is_not_in_the_backup_is_not_brought_back_by_a_list(database: Database, file: Path) -> None:
    back_up(database, file)
    bob = person(database, BOB)
    with database.begin() as tx:
        contacts.stop(tx, bob.id, LATER)
    restore(file, database, LATER)
    with database.begin() as tx:
        assert erased.holds(tx, "sms", BOB)
        assert reach(tx, BOB).new, "they may come back by themselves"


def test_an_alert_that_nobody_had_looked_at_still_stands(database: Database, file: Path) -> None:
    ann = person(database, ANN)
    back_up(database, file)
    bob = person(database, BOB)
    with database.begin() as tx:
        about_ann = alerts.raise_(tx, ann.id, "urgent", "self_harm", None, LATER)
        about_bob = alerts.raise_(tx, bob.id, "urgent", None, None, LATER)
        alerts.acknowledge(tx, alerts.raise_(tx, ann.id, "person", None, None, LATER), LATER)
    assert restore(file, database, LATER).alerts == 2
    with database.read() as tx:
        assert {each.id: each.contact_id for each in alerts.open_(tx)} == {about_ann: ann.id, about_bob: None}


def test_a_text_that_may_have_gone_is_not_sent_twice(database: Database, file: Path) -> None:
    due, tomorrow = queue(database), queue(database, due_at=LATER + HOUR)
    back_up(database, file)
    assert restore(file, database, LATER).held_back == 1
    assert message(database, due).state == "skipped"
    assert message(database, due).reason == MAY_HAVE_GONE
    assert message(database, tomorrow).state == "queued"


def test_a_backup_from_an_older_version_is_brought_to_this_one_and_not_changed(database: Database, file: Path) -> None:
    older = at(file, database.keys)
    prepare_file(older.url)
    with older.begin() as tx:
        command.upgrade(config(tx.connection), "0005")
        tx.execute(
            text(
                "INSERT INTO networks (id, slug, name, locality, created_at)"
                " VALUES ('0193570a000070008000000000000001', 'leeds', 'Leeds', 'Leeds', '2026-11-24 12:00:00')"
            )
        )
    older.close()
    before = file.read_bytes()
    restore(file, database, LATER)
    with database.read() as tx:
        assert filled(tx) == ["networks"]
    assert file.read_bytes() == before


def test_what_is_no_backup_changes_nothing(database: Database, tmp_path: Path) -> None:
    queue(database)
    before = kept(database)
    letter, stranger = tmp_path / "letter.txt", tmp_path / "stranger.backup"
    letter.write_text("Dear Ann, " * 1000)
    other = Database(f"sqlite:///{stranger}", KeyRing([key(5)]))
    prepare_file(other.url)
    with other.begin() as tx:
        command.upgrade(config(tx.connection), "head")
        tx.execute(text("INSERT INTO keys VALUES (x'01020304')"))
    other.close()
    for path, error in (
        (tmp_path / "nowhere", NotThere),
        (letter, DatabaseUnusable),
        (stranger, KeyMissing),
        (tmp_path, NotThere),
    ):
        with pytest.raises(error):
            restore(path, database, LATER)
    (tmp_path / "empty").touch()
    with pytest.raises(DatabaseEmpty):
        restore(tmp_path / "empty", database, LATER)
    assert kept(database) == before
