from uuid import uuid4

from storage import meetings, networks
from storage.database import Database
from tests.storage.people import HOUR, MINUTE, NOW, leeds


def test_a_meeting_keeps_its_questions_in_order(database: Database) -> None:
    with database.begin() as tx:
        asked = ["What helps?", "What is in the way?", "What else?"]
        made = meetings.create(tx, leeds(tx).id, "Coffee morning", NOW + HOUR, "The library", asked, NOW)
    with database.read() as tx:
        found = meetings.get(tx, made.id)
    assert found == made
    assert [(each.position, each.text) for each in found.questions] == list(enumerate(asked, start=1))


def test_a_meeting_may_ask_nothing(database: Database) -> None:
    with database.begin() as tx:
        made = meetings.create(tx, leeds(tx).id, "Coffee morning", NOW + HOUR, "The library", [], NOW)
        assert meetings.get(tx, made.id) == made
        assert made.questions == ()


def test_a_question_leads_to_its_meeting(database: Database) -> None:
    with database.begin() as tx:
        network = leeds(tx).id
        first = meetings.create(tx, network, "First", NOW, "Here", ["One?"], NOW)
        second = meetings.create(tx, network, "Second", NOW, "Here", ["Two?", "Three?"], NOW)
        assert meetings.of_question(tx, second.questions[1].id) == second
        assert meetings.of_question(tx, first.questions[0].id) == first
        assert meetings.of_question(tx, uuid4()) is None


def test_upcoming_is_what_has_not_begun_the_next_one_first(database: Database) -> None:
    with database.begin() as tx:
        here = leeds(tx).id
        there = networks.create(tx, "york", "York Network", "York", NOW).id
        for title, network, starts_at in (
            ("over", here, NOW - MINUTE),
            ("begins now", here, NOW),
            ("later", here, NOW + 2 * HOUR),
            ("next", here, NOW + HOUR),
            ("much later", here, NOW + 3 * HOUR),
            ("elsewhere", there, NOW + HOUR),
        ):
            meetings.create(tx, network, title, starts_at, "Here", ["Why?"], NOW)
        coming = meetings.upcoming(tx, here, NOW, 2)
    assert [each.title for each in coming] == ["next", "later"]
    assert all(len(each.questions) == 1 for each in coming)


def test_meetings_come_in_pages_by_network(database: Database) -> None:
    with database.begin() as tx:
        here = leeds(tx).id
        there = networks.create(tx, "york", "York Network", "York", NOW).id
        made = [meetings.create(tx, [here, there][n % 2], f"{n}", NOW, "Here", [], NOW).title for n in range(5)]
        first = meetings.page(tx, None, 3)
        second = meetings.page(tx, None, 3, first.next)
        local = meetings.page(tx, here, 9)
    assert [each.title for each in (*first.items, *second.items)] == made[::-1]
    assert [each.title for each in local.items] == ["4", "2", "0"]
