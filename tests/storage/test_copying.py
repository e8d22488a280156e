"""A whole line goes from one database into another, of either kind, or nothing does."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import contacts, media, messages
from storage.alone import refuse_company
from storage.copying import copy
from storage.database import Database
from storage.errors import CopyFailed, DatabaseEmpty, DatabaseOlder, InUse, KeyMissing, NotEmpty
from tests.databases import Databases
from tests.storage.lines import Kept, fill, kept, opened
from tests.storage.people import ANN, BOB, NOW, queue, reach
from tests.storage.processes import copy_and_die, in_a_process_that_dies
from tests.storage.test_sealing import key

NOTHING: Kept = {}


@pytest.fixture(params=[("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")])
def urls(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A database to copy from and one to copy into."""
    kinds: list[Databases] = [request.getfixturevalue(each) for each in request.param]
    made = [each.new() for each in kinds]
    yield made[0], made[1]
    for kind, url in zip(kinds, made, strict=True):
        kind.drop(url)


@pytest.fixture
def source(urls: tuple[str, str]) -> Iterator[Database]:
    database = opened(urls[0])
    yield database
    database.close()


@pytest.fixture
def target(urls: tuple[str, str]) -> Iterator[Database]:
    database = opened(urls[1])
    yield database
    database.close()


def without_keys(kept: Kept) -> Kept:
    return {name: rows for name, rows in kept.items() if name != "keys" and rows}


def test_everything_arrives_as_it_was_and_opens_with_the_same_key(source: Database, target: Database) -> None:
    fill(source)
    before = kept(source)
    assert [name for name, rows in before.items() if not rows] == [], "a table that is not tried"
    rows = copy(source, target)
    assert kept(target) == before == kept(source)
    assert rows == {name: len(each) for name, each in before.items()}
    with target.begin() as tx:
        ann = reach(tx, ANN)
        assert not ann.new
        assert ann.contact.first_name == "Zebedee"
        thread = messages.of_contact(tx, ann.contact.id, 9)
    with source.read() as tx:
        assert thread == messages.of_contact(tx, ann.contact.id, 9)
    assert thread.items[-1].text == "I feel wibble"


def test_the_numbers_go_on_behind_the_last_that_was_given_out(source: Database, target: Database) -> None:
    fill(source)
    copy(source, target)
    for database in (source, target):
        with database.begin() as tx:
            assert reach(tx, BOB).contact.reference == "WY-0004", "WY-0002 and WY-0003 were given out already"
    sent = queue(target)
    with target.read() as tx:
        thread = messages.of_contact(tx, messages.by_ids(tx, [sent])[0].contact_id, 9).items
    assert thread[0].id == sent, "a new text goes behind the old ones"


def test_what_is_written_meanwhile_is_in_none_of_it(source: Database, target: Database, urls: tuple[str, str]) -> None:
    fill(source)
    before, writer = kept(source), opened(urls[0])

    def write(table: str, rows: int) -> None:
        if rows == 0 and table in ("contacts", "messages"):
            queue(writer, number=BOB)

    copy(source, target, write)
    writer.close()
    assert kept(target) == before
    assert kept(source) != before


def test_a_target_that_holds_something_is_refused_and_named(source: Database, target: Database) -> None:
    fill(source)
    queue(target)
    before = kept(target)
    with pytest.raises(NotEmpty, match="contacts, addresses, messages"):
        copy(source, target)
    assert kept(target) == before


def test_a_source_of_another_version_or_without_tables_is_refused(
    source: Database, target: Database, tmp_path: Path
) -> None:
    with source.begin() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(DatabaseOlder, match="to be copied"):
        copy(source, target)
    nowhere = opened(f"sqlite:///{tmp_path}/nowhere.db")
    with pytest.raises(DatabaseEmpty, match="to be copied"):
        copy(nowhere, target)
    assert list(tmp_path.iterdir()) == []


def test_without_a_key_of_the_source_nothing_is_copied_and_nothing_is_noted(
    source: Database, target: Database, urls: tuple[str, str]
) -> None:
    fill(source)
    before = kept(source)
    stranger = opened(urls[0], key(5))
    with pytest.raises(KeyMissing, match="LIGHTLINE_SECRET_KEY"):
        copy(stranger, target)
    stranger.close()
    assert kept(source) == before
    assert without_keys(kept(target)) == NOTHING


def test_a_copy_that_is_killed_leaves_nothing_and_is_made_again(
    source: Database, target: Database, urls: tuple[str, str]
) -> None:
    fill(source)
    in_a_process_that_dies(copy_and_die, *urls)
    assert without_keys(kept(target)) == NOTHING
    copy(source, target)
    assert kept(target) == kept(source)


def test_what_does_not_arrive_as_it_was_is_not_kept(postgresql: Databases, sqlite: Databases) -> None:
    source, target = opened(postgresql.new()), opened(sqlite.new())
    fill(source)
    with target.begin() as tx:
        tx.execute(text("CREATE TRIGGER moth AFTER INSERT ON networks BEGIN UPDATE networks SET name = 'eaten'; END"))
    with pytest.raises(CopyFailed, match="networks"):
        copy(source, target)
    assert without_keys(kept(target)) == NOTHING
    for each in (source, target):
        each.close()


def test_voice_notes_do_not_fill_the_memory(sqlite: Databases) -> None:
    source, target = opened(sqlite.new()), opened(sqlite.new())
    for number in range(12):
        with source.begin() as tx:
            ann = reach(tx, ANN)
            sid = f"SM{number}"
            said = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "telegram", sid, "", None, NOW)
            assert said
            coming = media.Coming("voice", sid, "audio/ogg")
            note = media.expect(tx, ann.contact.id, said, "telegram", coming, NOW)
            media.keep(tx, note, "audio/ogg", b"OggS" + bytes(2**20), NOW)
    tracemalloc.start()
    copy(source, target)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 9 * 2**20, "two notes at once, and not twelve"
    for each in (source, target):
        each.close()


def test_another_line_at_work_is_seen_until_it_ends(database: Database, database_url: str) -> None:
    other = opened(database_url)
    with other.read() as tx:
        contacts.page(tx, None, 1)
    with pytest.raises(InUse, match=r"the source.*Stop every"):
        refuse_company(database, "the source")
    other.close()
    refuse_company(database, "the source")
    queue(database)
    refuse_company(database, "the source")
