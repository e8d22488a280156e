from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from storage import addresses, consents, contacts, joining, messages
from storage.database import Database, Transaction
from storage.messages import Claimed
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, PARVEEN, SECOND, message, queue, reach


def claim(database: Database, now: object = NOW, limit: int = 10) -> list[Claimed]:
    with database.begin() as tx:
        return messages.claim(tx, now, MINUTE, limit, ["sms"])  # type: ignore[arg-type]


def ids(claimed: list[Claimed]) -> list[UUID]:
    return [each.id for each in claimed]


def sent(database: Database, message_id: UUID) -> None:
    with database.begin() as tx:
        messages.sent(tx, message_id, f"SM-{message_id}", delivered=False, now=NOW)


def test_what_is_claimed_carries_all_that_is_needed_to_send_it(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        consents.record(tx, ann.contact.id, "conversation", True, "w", "sms", "the person", NOW)
        queued = messages.queue(
            tx, ann.contact.id, ann.address.id, "sms", "Hi", ("Yes", "No"), "conversation", NOW, deadline=NOW + HOUR
        )
    (claimed,) = claim(database)
    assert claimed == Claimed(
        id=queued, contact_id=ann.contact.id, address_id=ann.address.id, channel="sms", address=ANN, text="Hi",
        choices=("Yes", "No"), kind="conversation", attempts=0, queued_at=NOW, deadline=NOW + HOUR, answers=None,
        uncertain=False, tried_at=None, stopped=False, paused=False, unreachable_reason=None, language="en",
        purpose="conversation", phone="unknown", underage=False, quiet_hours=None, quiet_days=None, timezone=None,
        ration=None, broadcast=None, consents={"conversation": True}, started=(),
    )  # fmt: skip
    assert message(database, queued).state == "sending"


def test_what_the_gate_must_know_is_read_at_the_moment_of_claiming(database: Database) -> None:
    for number in (ANN, BOB, PARVEEN):
        queue(database, number=number)
    with database.begin() as tx:
        ann, bob, parveen = (reach(tx, each) for each in (ANN, BOB, PARVEEN))
        contacts.stop(tx, ann.contact.id, NOW)
        addresses.mark_unreachable(tx, ann.address.id, "gone", NOW)
        contacts.pause(tx, bob.contact.id, NOW - HOUR, NOW + HOUR)
        contacts.pause(tx, parveen.contact.id, NOW - HOUR, NOW)
    found = {each.address: (each.stopped, each.unreachable_reason, each.paused) for each in claim(database)}
    assert found == {ANN: (True, "gone", False), BOB: (False, None, True), PARVEEN: (False, None, False)}


def test_nothing_is_claimed_before_it_is_due_or_twice(database: Database) -> None:
    queued = queue(database, due_at=NOW + HOUR)
    assert claim(database, NOW + HOUR - SECOND) == []
    assert ids(claim(database, NOW + HOUR)) == [queued]
    assert claim(database, NOW + HOUR) == []


def test_only_channels_that_are_asked_for_are_claimed(database: Database) -> None:
    queue(database)
    with database.begin() as tx:
        assert messages.claim(tx, NOW, MINUTE, 10, ["telegram"]) == []
        assert messages.claim(tx, NOW, MINUTE, 10, []) == []
        assert len(messages.claim(tx, NOW, MINUTE, 10, ["telegram", "sms"])) == 1


def test_one_person_gets_texts_one_after_the_other_and_others_need_not_wait(database: Database) -> None:
    first, second = queue(database, "first", ANN), queue(database, "second", ANN)
    for_bob = queue(database, "for Bob", BOB)
    assert ids(claim(database)) == [first, for_bob]
    assert claim(database) == []
    sent(database, first)
    assert ids(claim(database)) == [second]


def test_one_phone_of_a_person_does_not_hold_up_the_other(database: Database) -> None:
    first, second = queue(database, "1"), queue(database, "2", BOB)
    with database.begin() as tx:
        joining.join(tx, reach(tx, ANN).contact.id, reach(tx, BOB).contact.id, "worker", NOW)
    assert ids(claim(database)) == [first, second]


def test_a_short_wait_keeps_the_order_and_a_long_one_holds_nothing_back(database: Database) -> None:
    first, second = queue(database, "first"), queue(database, "second")
    claim(database)
    with database.begin() as tx:
        messages.retry(tx, first, NOW + 30 * SECOND, "the provider is busy")
    assert claim(database) == []
    assert ids(claim(database, NOW + 30 * SECOND)) == [first]
    with database.begin() as tx:
        messages.defer(tx, first, NOW + 12 * HOUR, "quiet hours")
    assert ids(claim(database)) == [second]


def test_urgent_words_wait_for_nobody(database: Database) -> None:
    first = queue(database, "first")
    claim(database)
    urgent = queue(database, "Call 999", kind="urgent")
    queue(database, "second")
    assert ids(claim(database)) == [urgent]
    assert message(database, first).state == "sending"


def test_a_lease_that_ran_out_can_be_claimed_again_and_says_that_it_is_uncertain(database: Database) -> None:
    queued = queue(database)
    claim(database)
    assert claim(database, NOW + MINUTE - SECOND) == []
    (again,) = claim(database, NOW + MINUTE)
    assert (again.id, again.attempts, again.uncertain, again.tried_at) == (queued, 1, True, NOW)


def test_a_retry_counts_its_tries_and_keeps_every_doubt(database: Database) -> None:
    queued = queue(database)
    tries = []
    for number, uncertain in enumerate([False, True, False]):
        now = NOW + number * HOUR
        tries += [(each.attempts, each.uncertain, each.tried_at) for each in claim(database, now)]
        with database.begin() as tx:
            messages.retry(tx, queued, now + HOUR, "no answer", uncertain=uncertain)
    tries += [(each.attempts, each.uncertain, each.tried_at) for each in claim(database, NOW + 3 * HOUR)]
    assert tries == [(0, False, None), (1, False, NOW), (2, True, NOW + HOUR), (3, True, NOW + 2 * HOUR)]
    assert message(database, queued).reason == "no answer"


def test_waiting_for_a_better_time_is_not_a_try(database: Database) -> None:
    queued = queue(database)
    claim(database)
    with database.begin() as tx:
        messages.defer(tx, queued, NOW + HOUR, "quiet hours")
    assert (message(database, queued).state, message(database, queued).reason) == ("queued", "quiet hours")
    (later,) = claim(database, NOW + HOUR)
    assert (later.attempts, later.uncertain) == (0, False)


def test_every_end_is_written_down_with_its_reason(database: Database) -> None:
    failed, skipped, taken, arrived = (queue(database, number=f"+44770090{n:04d}") for n in range(4))
    claim(database)
    with database.begin() as tx:
        messages.fail(tx, failed, "the number is not in use", "30005", NOW + SECOND)
        messages.skip(tx, skipped, "they stopped", NOW + SECOND)
        messages.sent(tx, taken, "SM1", delivered=False, now=NOW + SECOND)
        messages.sent(tx, arrived, "SM2", delivered=True, now=NOW + SECOND)
    ends = [message(database, each) for each in (failed, skipped, taken, arrived)]
    assert [(each.state, each.reason, each.code, each.state_at) for each in ends] == [
        ("failed", "the number is not in use", "30005", NOW + SECOND),
        ("skipped", "they stopped", None, NOW + SECOND),
        ("sent", None, None, NOW + SECOND),
        ("delivered", None, None, NOW + SECOND),
    ]
    assert claim(database, NOW + HOUR) == []


def test_a_reason_for_waiting_is_gone_once_it_is_sent(database: Database) -> None:
    queued = queue(database)
    claim(database)
    with database.begin() as tx:
        messages.retry(tx, queued, NOW + HOUR, "no answer")
    claim(database, NOW + HOUR)
    sent(database, queued)
    assert message(database, queued).reason is None


def test_who_lost_the_lease_cannot_undo_the_end(database: Database) -> None:
    queued = queue(database)
    claim(database)
    claim(database, NOW + MINUTE)
    sent(database, queued)
    with database.begin() as tx:
        messages.retry(tx, queued, NOW, "late")
        messages.defer(tx, queued, NOW, "late")
        messages.fail(tx, queued, "late", None, NOW)
        messages.skip(tx, queued, "late", NOW)
    assert message(database, queued).state == "sent"


def test_next_due_is_when_there_is_next_something_to_claim(database: Database) -> None:
    def next_due(now: object = NOW) -> object:
        with database.read() as tx:
            return messages.next_due(tx, now)  # type: ignore[arg-type]

    assert next_due() is None
    first = queue(database, due_at=NOW + HOUR)
    queue(database, due_at=NOW + 2 * HOUR)
    assert next_due() == NOW + HOUR
    claim(database, NOW + HOUR)
    assert next_due(NOW + HOUR) == NOW + HOUR + MINUTE, "the end of the lease; the second has to wait for the first"
    sent(database, first)
    assert next_due(NOW + HOUR) == NOW + 2 * HOUR


def test_a_batch_is_no_larger_than_asked_for_and_takes_the_oldest(database: Database) -> None:
    queued = [queue(database, number=f"+44770090{n:04d}", due_at=NOW - timedelta(seconds=n)) for n in range(5)]
    assert ids(claim(database, limit=2)) == [queued[4], queued[3]]


def test_a_long_queue_is_looked_up_by_its_indexes(database: Database) -> None:
    with database.begin() as tx:
        if tx.connection.dialect.name != "sqlite":
            return  # PostgreSQL plans by the size of the tables
        plan = explain(tx)
    assert "messages_next" in plan
    assert "messages_queue" in plan


def explain(tx: Transaction) -> str:
    """SQLite's plan for a claim."""
    statements: list[str] = []
    connection = tx.connection.connection.driver_connection
    assert connection
    connection.set_trace_callback(statements.append)
    messages.claim(tx, NOW, MINUTE, 10, ["sms"])
    connection.set_trace_callback(None)
    plans = [f"EXPLAIN QUERY PLAN {each}".replace(":", "\\:") for each in statements if "messages" in each]
    return "\n".join(str(row) for plan in plans for row in tx.execute(text(plan)))
