from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import agenda, meetings, networks, views
from storage.database import Database, Transaction
from storage.errors import NotThere
from storage.meetings import Meeting
from tests.storage.people import ANN, BOB, HOUR, NOW, leeds, reach


def meeting_in_leeds(tx: Transaction) -> Meeting:
    return meetings.create(tx, leeds(tx).id, "Coffee", NOW + HOUR, "Here", ["What helps?"], NOW)


def say(tx: Transaction, meeting: Meeting, text: str, number: str = ANN, *, unasked: bool = False) -> UUID:
    at = None if unasked else meeting.id
    return views.keep(tx, reach(tx, number).contact.id, meeting.network_id, at, None, text, "travel", None, NOW)


def shown(tx: Transaction, meeting: Meeting) -> list[tuple[int, str]]:
    return [(each.position, each.title) for each in agenda.items(tx, meeting.id)]


def test_an_item_stands_on_views_and_counts_different_people(database: Database) -> None:
    with database.begin() as tx:
        meeting = meeting_in_leeds(tx)
        lifts = [say(tx, meeting, "A lift"), say(tx, meeting, "Two lifts"), say(tx, meeting, "A bus", BOB)]
        item = agenda.add(tx, meeting.id, "Getting there", "travel", lifts)
        assert agenda.items(tx, meeting.id) == (item,)
        assert agenda.get(tx, item.id) == item
    assert (item.position, item.title, item.theme, item.outcome) == (1, "Getting there", "travel", None)
    assert [each.text for each in item.views] == ["A lift", "Two lifts", "A bus"]
    assert {each.agenda_item_id for each in item.views} == {item.id}
    assert item.voices == 2


def test_unplaced_is_what_the_meeting_could_still_talk_about(database: Database) -> None:
    with database.begin() as tx:
        meeting = meeting_in_leeds(tx)
        another = meetings.create(tx, meeting.network_id, "Next month", NOW + HOUR, "Here", [], NOW)
        elsewhere = networks.create(tx, "york", "York Network", "York", NOW).id
        asked, unasked = say(tx, meeting, "asked"), say(tx, meeting, "unasked", unasked=True)
        say(tx, another, "for the next meeting")
        views.keep(tx, reach(tx).contact.id, elsewhere, None, None, "for York", None, None, NOW)
        assert [each.id for each in agenda.unplaced(tx, meeting)] == [asked, unasked]
        item = agenda.add(tx, meeting.id, "Asked", None, [asked])
        assert [each.id for each in agenda.unplaced(tx, meeting)] == [unasked]
        agenda.remove(tx, item.id)
        assert [each.id for each in agenda.unplaced(tx, meeting)] == [asked, unasked]


def test_items_are_ordered_from_one_without_a_gap(database: Database) -> None:
    with database.begin() as tx:
        meeting = meeting_in_leeds(tx)
        a = agenda.add(tx, meeting.id, "a", None, [])
        b = agenda.add(tx, meeting.id, "b", None, [])
        agenda.add(tx, meeting.id, "c", None, [], position=1)
        assert shown(tx, meeting) == [(1, "c"), (2, "a"), (3, "b")]
        assert agenda.edit(tx, b.id, position=2).position == 2
        assert shown(tx, meeting) == [(1, "c"), (2, "b"), (3, "a")]
        agenda.edit(tx, b.id, position=99)
        assert shown(tx, meeting) == [(1, "c"), (2, "a"), (3, "b")]
        agenda.remove(tx, a.id)
        assert shown(tx, meeting) == [(1, "c"), (2, "b")]


def test_editing_changes_what_is_given_and_nothing_else(database: Database) -> None:
    with database.begin() as tx:
        meeting = meeting_in_leeds(tx)
        first, second = say(tx, meeting, "first"), say(tx, meeting, "second")
        item = agenda.add(tx, meeting.id, "Getting there", "travel", [first])
        retitled = agenda.edit(tx, item.id, title="Travel")
        themeless = agenda.edit(tx, item.id, theme=None)
        moved = agenda.edit(tx, item.id, view_ids=[second])
        assert [each.id for each in agenda.unplaced(tx, meeting)] == [first]
    assert (retitled.title, retitled.theme, [each.text for each in retitled.views]) == ("Travel", "travel", ["first"])
    assert (themeless.title, themeless.theme) == ("Travel", None)
    assert [each.text for each in moved.views] == ["second"]


def test_views_of_another_meeting_or_network_or_item_are_refused_and_nothing_is_kept(database: Database) -> None:
    with database.begin() as tx:
        meeting = meeting_in_leeds(tx)
        another = meetings.create(tx, meeting.network_id, "Next month", NOW + HOUR, "Here", [], NOW)
        elsewhere = networks.create(tx, "york", "York Network", "York", NOW).id
        taken = say(tx, meeting, "taken")
        agenda.add(tx, meeting.id, "Taken", None, [taken])
        for_another = say(tx, another, "for the next meeting")
        for_york = views.keep(tx, reach(tx).contact.id, elsewhere, None, None, "York", None, None, NOW)
    for wrong in (taken, for_another, for_york, uuid4()):
        with pytest.raises(NotThere), database.begin() as tx:
            agenda.add(tx, meeting.id, "Wrong", None, [wrong])
    with database.read() as tx:
        assert shown(tx, meeting) == [(1, "Taken")]


def test_a_meeting_or_item_that_is_not_there(database: Database) -> None:
    with database.begin() as tx:
        assert agenda.get(tx, uuid4()) is None
        assert agenda.items(tx, uuid4()) == ()
        with pytest.raises(NotThere):
            agenda.add(tx, uuid4(), "Nothing", None, [])
        with pytest.raises(NotThere):
            agenda.edit(tx, uuid4(), title="Nothing")
        with pytest.raises(NotThere):
            agenda.remove(tx, uuid4())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["add", "move", "remove"]), st.integers(0, 9), st.integers(1, 9)), max_size=9)
)
def test_whatever_is_done_positions_are_one_to_n(database: Database, steps: list[tuple[str, int, int]]) -> None:
    with database.begin() as tx:
        network = networks.create(tx, f"leeds-{uuid4().hex}", "Leeds Network", "Leeds", NOW)
        meeting = meetings.create(tx, network.id, "Coffee", NOW, "Here", [], NOW)
        for number, (step, which, position) in enumerate(steps):
            now_there = [each.id for each in agenda.items(tx, meeting.id)]
            if step == "add":
                agenda.add(tx, meeting.id, str(number), None, [], position)
            elif now_there and step == "move":
                moved = agenda.edit(tx, now_there[which % len(now_there)], position=position)
                assert moved.position == min(position, len(now_there))
            elif now_there:
                agenda.remove(tx, now_there[which % len(now_there)])
        assert [each.position for each in agenda.items(tx, meeting.id)] == list(
            range(1, len(agenda.items(tx, meeting.id)) + 1)
        )
