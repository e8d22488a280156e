import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.database import Database
from storage.errors import DatabaseBusy, DatabaseEmpty, DatabaseNewer, DatabaseOlder, DatabaseUnusable, KeyMissing
from storage.migrate import MIGRATIONS, config, upgrade
from storage.readiness import VERSIONS, check, refuse_older, version
from storage.sealing import KeyRing
from storage.tables import metadata
from tests.databases import KEY, Databases
from tests.storage.people import message, queue
from tests.storage.test_sealing import key


def set_version(database: Database, number: str) -> None:
    with database.begin() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})


def test_the_migrated_tables_are_those_of_the_nouns(database: Database) -> None:
    with database.begin() as tx:
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True, "target_metadata": metadata})
        assert compare_metadata(context, metadata) == []
        checks = inspect(tx.connection).get_check_constraints("messages")
    assert [each["name"] for each in checks] == ["messages_due_while_unfinished"]


def test_the_program_knows_every_migration_in_order() -> None:
    steps = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == VERSIONS


def test_a_consent_from_before_is_for_the_one_address_that_its_person_has(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/old.db", KeyRing([KEY]))
    with database.begin() as tx:
        command.upgrade(config(tx.connection), "0006")
        for n, (ann, at) in enumerate([("a" * 32, "b" * 32), ("c" * 32, "d" * 32)]):
            for statement in BEFORE_ADDRESSES:
                tx.execute(text(statement), {"ann": ann, "at": at, "consent": f"{n}" * 32})
    upgrade(database)
    with database.begin() as tx:
        found = tx.execute(text("SELECT contact_id, address_id FROM consents ORDER BY number")).all()
    database.close()
    assert [tuple(each) for each in found] == [("a" * 32, "b" * 32), ("c" * 32, "d" * 32)]


BEFORE_ADDRESSES = (
    "INSERT INTO contacts (id, language, phone, created_at) VALUES (:ann, 'en', 'unknown', '2026-01-01 00:00:00')",
    "INSERT INTO addresses (id, contact_id, channel, value, look_up, created_at)"
    " VALUES (:at, :ann, 'sms', x'00', :at, '2026-01-01 00:00:00')",
    "INSERT INTO consents (id, contact_id, purpose, given, wording, channel, recorded_by, recorded_at)"
    " VALUES (:consent, :ann, 'conversation', 1, 'w', 'sms', 'the person', '2026-01-01 00:00:00')",
)


def test_migrating_again_changes_nothing(database: Database) -> None:
    queued = queue(database)
    assert not upgrade(database)
    assert message(database, queued).state == "queued"
    check(database)


def test_a_copy_of_a_database_in_use_opens_with_everything_in_it(sqlite: Databases, tmp_path: Path) -> None:
    url = sqlite.new()
    database = Database(url, KeyRing([KEY]))
    queued = queue(database, "Hello Ann")
    database.close()
    shutil.copyfile(url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    copy = Database(f"sqlite:///{tmp_path}/copy.db", KeyRing([KEY]))
    assert not upgrade(copy)
    assert message(copy, queued).text == "Hello Ann"
    copy.close()


def test_a_database_from_a_newer_version_is_refused_and_not_touched(database: Database) -> None:
    set_version(database, "9999")
    for refuse in (check, upgrade):
        with pytest.raises(DatabaseNewer, match=r"9999.*newer"):
            refuse(database)
    assert version(database) == "9999"


def test_a_newer_file_is_not_changed_by_a_single_byte(sqlite: Databases) -> None:
    url = sqlite.new()
    database = Database(url, KeyRing([key(5)]))
    set_version(database, "9999")
    database.close()
    path = Path(url.removeprefix("sqlite:///"))
    before = path.read_bytes()
    for refuse in (check, upgrade):
        with pytest.raises(DatabaseNewer):
            refuse(database)
    database.close()
    assert path.read_bytes() == before


def test_a_database_from_an_older_version_says_what_to_do() -> None:
    with pytest.raises(DatabaseOlder, match=r"0001.*0002.*backup.*lightline migrate"):
        refuse_older("0001", ("0001", "0002"))
    refuse_older("0002", ("0001", "0002"))


def test_no_database_yet_says_what_to_do_and_makes_no_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/var/lightline.db", KeyRing([KEY]))
    with pytest.raises(DatabaseEmpty, match="lightline migrate"):
        check(database)
    assert list(tmp_path.iterdir()) == []
    assert upgrade(database)
    check(database)
    database.close()
    assert (tmp_path / "var" / "lightline.db").stat().st_mode & 0o077 == 0, "for this account only"


def test_somebody_elses_tables_are_refused(database: Database) -> None:
    with database.begin() as tx:
        tx.execute(text("ALTER TABLE alembic_version RENAME TO theirs"))
    for refuse in (check, upgrade):
        with pytest.raises(DatabaseUnusable, match="of its own"):
            refuse(database)


def test_migrating_with_another_key_is_refused(database: Database, database_url: str) -> None:
    wrong = Database(database_url, KeyRing([key(5)]))
    with pytest.raises(KeyMissing):
        upgrade(wrong)
    wrong.close()


def test_a_file_that_is_no_database_or_cannot_be_made_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann, " * 1000)
    for path in (tmp_path / "letter.txt", tmp_path / "letter.txt" / "var" / "lightline.db"):
        database = Database(f"sqlite:///{path}", KeyRing([KEY]))
        with pytest.raises(DatabaseUnusable, match=r"letter\.txt|LIGHTLINE_DATABASE_URL"):
            upgrade(database)
        database.close()
    assert (tmp_path / "letter.txt").read_text() == "Dear Ann, " * 1000


def test_migrating_while_somebody_writes_waits_and_then_says_busy(database: Database, database_url: str) -> None:
    impatient = Database(database_url, KeyRing([KEY]), wait=0.05)
    with database.begin() as tx:
        tx.hold("migration")
        with pytest.raises(DatabaseBusy):
            upgrade(impatient)
    assert not upgrade(impatient)
    impatient.close()
