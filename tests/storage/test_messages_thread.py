import pytest

from storage import addresses, messages
from storage.database import Database
from storage.errors import BadCursor
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, message, queue, reach


def test_a_text_is_kept_once_however_often_it_is_brought(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
    for repeat in range(3):
        with database.begin() as tx:
            kept = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "Hello", None, NOW)
            assert (kept is None) == bool(repeat)
    with database.read() as tx:
        (text,) = messages.of_contact(tx, ann.contact.id, 10).items
    assert (text.text, text.state, text.inbound, text.choices, text.attachment) == ("Hello", "received", True, (), None)
    assert (text.created_at, text.kind, text.reason) == (NOW, None, None)


def test_the_same_provider_id_on_another_channel_is_another_text(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        for channel in ("sms", "telegram"):
            assert messages.keep_inbound(tx, ann.contact.id, ann.address.id, channel, "1", "Hi", "voice", NOW)


def test_an_outbound_text_may_have_the_id_of_an_inbound_one(database: Database) -> None:
    sent = queue(database)
    with database.begin() as tx:
        ann = reach(tx)
        messages.claim(tx, NOW, MINUTE, 9, ["sms"])
        messages.sent(tx, sent, "1", delivered=True, now=NOW)
        assert messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "1", "Hi", None, NOW)


def test_a_kept_text_tells_where_somebody_wrote_from_last(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "Hello", None, NOW)
        messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "Hello", None, NOW + HOUR)
        (address,) = addresses.of_contact(tx, ann.contact.id)
        assert address.last_used_at == NOW


@pytest.mark.parametrize(
    "text", ["", "a\0b", "🙂" * 50, "x" * 10_000, "Zażółć gęślą jaźń", "\ud83d".encode(errors="replace").decode()]
)
def test_any_text_comes_back_as_it_was(database: Database, text: str) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        kept = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", text, None, NOW)
    assert kept
    assert message(database, kept).text == text


def test_a_queued_text_waits_with_its_choices(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        hello = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "Hello", None, NOW)
        choices = ("Yes", "Może później")
        reply = messages.queue(
            tx, ann.contact.id, ann.address.id, "sms", "Hi Ann", choices, "reply", NOW, answers=hello
        )
    queued = message(database, reply)
    assert (queued.text, queued.choices, queued.kind, queued.answers) == ("Hi Ann", choices, "reply", hello)
    assert (queued.state, queued.inbound, queued.attempts, queued.created_at) == ("queued", False, 0, NOW)


def test_a_thread_comes_in_pages_the_newest_first(database: Database) -> None:
    for n in range(5):
        queue(database, str(n))
    queue(database, "for Bob", BOB)
    with database.begin() as tx:
        ann = reach(tx).contact.id
        first = messages.of_contact(tx, ann, 2)
        second = messages.of_contact(tx, ann, 2, first.next)
        third = messages.of_contact(tx, ann, 2, second.next)
        with pytest.raises(BadCursor):
            messages.of_contact(tx, ann, 2, "not ours")
    assert [[each.text for each in page.items] for page in (first, second, third)] == [["4", "3"], ["2", "1"], ["0"]]
    assert third.next is None


def test_a_page_that_watches_a_thread_gets_what_was_added(database: Database) -> None:
    first, second = queue(database, "first", ANN), queue(database, "second", ANN)
    queue(database, "for Bob", BOB)
    with database.begin() as tx:
        ann = reach(tx).contact.id
        assert [each.id for each in messages.after(tx, ann, None)] == [first, second]
        assert [each.id for each in messages.after(tx, ann, first)] == [second]
        assert messages.after(tx, ann, second) == ()
        assert [each.text for each in messages.by_ids(tx, {second, first})] == ["first", "second"]
