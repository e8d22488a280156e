"""What several processes do to one database at the same time: nothing is lost, doubled or out of order."""

from collections import defaultdict
from pathlib import Path
from threading import Thread
from uuid import UUID

from sqlalchemy import create_engine, text

from storage import contacts, messages
from storage.contacts import Reached
from storage.database import Database
from tests.storage.people import ANN, BOB, MINUTE, NOW, PARVEEN, leeds, message, queue, reach
from tests.storage.processes import (
    at_once,
    claim_and_die,
    count_up,
    first_texts,
    in_a_process_that_dies,
    send_everything,
)

PROCESSES = 8
TIMES = 25


def test_eight_processes_write_and_nothing_is_lost_or_out_of_order(database: Database, database_url: str) -> None:
    with database.begin() as tx:
        ann = reach(tx, ANN).contact.id
    at_once(PROCESSES, count_up, database_url, TIMES)
    with database.read() as tx:
        assert contacts.get(tx, ann).first_name == str(PROCESSES * TIMES)
        thread = messages.after(tx, ann, None)
    assert [int(each.text) for each in thread] == list(range(1, PROCESSES * TIMES + 1))


def test_the_drivers_own_transactions_would_lose_updates(tmp_path: Path) -> None:
    """Why `engines.py` turns them off: both read before either has written, and nobody is told."""
    engine = create_engine(f"sqlite:///{tmp_path}/lost.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counted (n INTEGER)"))
        connection.execute(text("INSERT INTO counted VALUES (0)"))
    with engine.begin() as first, engine.begin() as second:
        seen = [each.scalar(text("SELECT n FROM counted")) for each in (first, second)]
        for each, n in zip((first, second), seen, strict=True):
            each.execute(text("UPDATE counted SET n = :n + 1"), {"n": n})
            each.commit()
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT n FROM counted")) == 1, "two updates, one lost"
    engine.dispose()


def test_first_texts_of_an_unknown_number_at_the_same_moment_make_one_contact(
    database: Database, database_url: str
) -> None:
    numbers = [f"+44770090{n:04d}" for n in range(20)]
    found = at_once(4, first_texts, database_url, numbers)
    for same_number in zip(*found, strict=True):
        assert len({contact for contact, _ in same_number}) == 1
        assert [new for _, new in same_number].count(True) == 1
    with database.read() as tx:
        assert len(contacts.page(tx, None, 99).items) == len(numbers)


def test_a_turn_that_had_to_wait_sees_what_the_one_before_it_decided(database: Database) -> None:
    with database.begin() as tx:
        network = leeds(tx)
        ann = reach(tx, ANN).contact.id
    seen: list[Reached] = []

    def second_turn() -> None:
        with database.begin() as tx:
            seen.append(reach(tx, ANN))

    waiting = Thread(target=second_turn)
    with database.begin() as tx:
        contacts.lock(tx, ann)
        waiting.start()
        contacts.place(tx, ann, network.id)
        contacts.rename(tx, ann, "Ann")
        waiting.join(0.2)
        assert waiting.is_alive(), "it waits for the first turn"
    waiting.join(10)
    assert (seen[0].contact.first_name, seen[0].contact.network_slug) == ("Ann", "leeds")


def test_several_senders_send_every_text_once_and_each_persons_in_order(database: Database, database_url: str) -> None:
    queued: dict[UUID, list[UUID]] = defaultdict(list)
    for turn in range(20):
        for number in (ANN, BOB, PARVEEN):
            text_id = queue(database, str(turn), number)
            queued[message(database, text_id).contact_id].append(text_id)
    done = sorted(each for batch in at_once(3, send_everything, database_url, NOW) for each in batch)
    for contact_id, texts in queued.items():
        assert [each.id for each in done if each.contact_id == contact_id] == texts
    assert len(done) == 60
    assert not any(each.uncertain for each in done)


def test_what_a_dead_process_had_claimed_is_sent_by_another_once_its_lease_is_over(
    database: Database, database_url: str
) -> None:
    texts = {queue(database, "Hello", f"+44770090{n:04d}") for n in range(15)}
    in_a_process_that_dies(claim_and_die, database_url, NOW)
    (at_first,) = at_once(1, send_everything, database_url, NOW)
    (later,) = at_once(1, send_everything, database_url, NOW + MINUTE)
    assert {each.id for each in (*at_first, *later)} == texts
    assert (len(at_first), len(later)) == (5, 10)
    assert all(each.uncertain for each in later), "the provider may have taken them: look before sending"
