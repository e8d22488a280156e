"""Voice notes and pictures: claimed like what is to go out, opened only by their own key, linked to what they tell."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from storage import consents, contacts, media, messages, standing, views
from storage.columns import new_id
from storage.database import Database, Transaction
from storage.media import Coming, Media
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, SECOND, leeds, reach

NOTE = Coming("voice", "file-1", "audio/ogg", 900, 3)
PICTURE = Coming("picture", "file-2", "image/jpeg", 5000, album="a1")


def sent(tx: Transaction, coming: Coming = NOTE, number: str = ANN) -> tuple[UUID, UUID]:
    """Somebody sends a file; who, and its id."""
    them = reach(tx, number)
    to = (them.contact.id, them.address.id)
    message = messages.keep_inbound(tx, *to, "telegram", new_id().hex, "", coming.kind, NOW)
    assert message
    return them.contact.id, media.expect(tx, them.contact.id, message, "telegram", coming, NOW)


def found(tx: Transaction, media_id: UUID) -> Media:
    one = media.get(tx, media_id)
    assert one
    return one


def test_a_claim_is_a_lease_that_a_dead_process_loses(database: Database) -> None:
    with database.begin() as tx:
        ann, note = sent(tx)
        consents.record(tx, ann, "conversation", True, "w", "telegram", "the person", NOW)
    with database.begin() as tx:
        (claimed,) = media.claim(tx, NOW, MINUTE, 9)
    assert (claimed.id, claimed.file_id, claimed.attempts, claimed.stopped, claimed.agreed) == (
        note, "file-1", 0, False, True)  # fmt: skip
    with database.begin() as tx:
        assert media.claim(tx, NOW + MINUTE - SECOND, MINUTE, 9) == []
        (again,) = media.claim(tx, NOW + MINUTE, MINUTE, 9)
    assert (again.id, again.attempts) == (note, 1)


def test_a_claim_knows_whether_it_may_be_fetched(database: Database) -> None:
    with database.begin() as tx:
        ann, _ = sent(tx)
        contacts.stop(tx, ann, NOW)
        (claimed,) = media.claim(tx, NOW, MINUTE, 9)
    assert (claimed.stopped, claimed.agreed) == (True, False)


def test_what_is_kept_comes_back_and_is_waited_for_no_more(database: Database) -> None:
    with database.begin() as tx:
        _, note = sent(tx)
        assert media.content(tx, note) is None
        assert media.keep(tx, note, "audio/mpeg", b"ID3 hello", NOW + MINUTE)
        assert not media.refuse(tx, note, "too late", NOW)
        assert media.claim(tx, NOW + HOUR, MINUTE, 9) == []
    with database.read() as tx:
        one = found(tx, note)
        assert (one.state, one.mime, one.size, one.seconds, one.reason) == ("kept", "audio/mpeg", 9, 3, None)
        assert media.content(tx, note) == b"ID3 hello"


def test_waiting_takes_its_time_and_a_consent_ends_it(database: Database) -> None:
    with database.begin() as tx:
        ann, note = sent(tx)
        media.claim(tx, NOW, MINUTE, 9)
        media.defer(tx, note, NOW + HOUR, "not agreed yet")
        assert media.claim(tx, NOW + MINUTE, MINUTE, 9) == []
        media.wake(tx, ann, NOW + MINUTE)
        (claimed,) = media.claim(tx, NOW + MINUTE, MINUTE, 9)
        assert claimed.attempts == 0, "a wait is no try"
        media.again(tx, note, NOW + HOUR, "Telegram was away")
        (claimed,) = media.claim(tx, NOW + HOUR, MINUTE, 9)
        assert claimed.attempts == 1


@pytest.mark.parametrize(("end", "state"), [(media.refuse, "refused"), (media.let_go, "gone")])
def test_an_end_without_bytes_forgets_where_they_were(database: Database, end: type, state: str) -> None:
    with database.begin() as tx:
        _, note = sent(tx)
        assert end(tx, note, "why", NOW)
        one = found(tx, note)
        assert (one.state, one.reason, media.content(tx, note)) == (state, "why", None)
        kept = tx.execute(media.table.select()).one()
        assert (kept.file_id, kept.due_at) == (None, None)


def test_a_damaged_row_is_given_up_and_holds_up_no_other(database: Database) -> None:
    with database.begin() as tx:
        _, broken = sent(tx)
        _, good = sent(tx, number=BOB)
        raw = media.table.c.file_id
        tx.execute(update(media.table).where(media.table.c.id == broken).values({raw: "x"}))
        tx.connection.exec_driver_sql(
            f"UPDATE media SET file_id = substr(file_id, 1, 20) WHERE id = '{named(tx, broken)}'"
        )
        assert [each.id for each in media.claim(tx, NOW, MINUTE, 9)] == [good]
        assert found(tx, broken).state == "refused"


def named(tx: Transaction, media_id: UUID) -> str:
    return media_id.hex if tx.connection.dialect.name == "sqlite" else str(media_id)


def test_a_view_has_its_files_and_a_message_too(database: Database) -> None:
    with database.begin() as tx:
        ann, note = sent(tx)
        town = leeds(tx).id
        view = views.keep(tx, ann, town, None, None, "", None, None, NOW)
        views.keep(tx, ann, town, None, None, "and more", None, None, NOW)
        media.belong(tx, ann, [note], view)
        one = found(tx, note)
        assert [each.media for each in views.feedback(tx, town).items] == [(), (one,)]
        assert media.of_messages(tx, [one.message_id]) == {one.message_id: (one,)}
        assert views.without_words(tx, ann) == [view]
        assert views.network_of(tx, view) == town
        assert standing.of_contact(tx, ann, ann).files == 1


def test_nobody_takes_the_file_of_another(database: Database) -> None:
    with database.begin() as tx:
        _, note = sent(tx)
        bob = reach(tx, BOB).contact.id
        view = views.keep(tx, bob, leeds(tx).id, None, None, "mine", None, None, NOW)
        media.belong(tx, bob, [note], view)
        assert found(tx, note).view_id is None


def test_an_album_stays_together_whichever_comes_first(database: Database) -> None:
    with database.begin() as tx:
        ann, first = sent(tx, PICTURE)
        assert not media.join_album(tx, ann, first, "a1")
        _, second = sent(tx, PICTURE)
        assert media.join_album(tx, ann, second, "a1")
        view = views.keep(tx, ann, leeds(tx).id, None, None, "my garden", None, None, NOW)
        media.belong(tx, ann, [first], view)
        _, third = sent(tx, PICTURE)
        assert media.join_album(tx, ann, third, "a1")
        assert {found(tx, each).view_id for each in (first, second, third)} == {view}


def test_a_loss_is_told_once_in_a_while(database: Database) -> None:
    with database.begin() as tx:
        ann, first = sent(tx)
        _, second = sent(tx)
        assert media.tell(tx, first, ann, NOW - HOUR, NOW)
        assert not media.tell(tx, second, ann, NOW - HOUR, NOW)
        assert media.tell(tx, second, ann, NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))
