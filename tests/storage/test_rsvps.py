from storage import meetings, rsvps
from storage.database import Database
from tests.storage.people import BOB, MINUTE, NOW, leeds, reach


def test_the_last_word_on_a_meeting_counts(database: Database) -> None:
    with database.begin() as tx:
        ann, bob = reach(tx).contact.id, reach(tx, BOB).contact.id
        tea = meetings.create(tx, leeds(tx).id, "Tea", NOW, "The library", [], NOW)
        rsvps.keep(tx, ann, tea.id, "maybe", ["travel", "anxiety"], "if someone sat with me", NOW)
        rsvps.keep(tx, bob, tea.id, "no", [], None, NOW + MINUTE)
        rsvps.keep(tx, ann, tea.id, "yes", [], None, NOW + 2 * MINUTE)
        said = rsvps.of_meeting(tx, tea.id)
        assert [(each.contact_id, each.answer, each.barriers) for each in said] == [
            (bob, "no", frozenset()),
            (ann, "yes", frozenset()),
        ]
        assert [each.answer for each in rsvps.of_contact(tx, ann)] == ["yes"]


def test_what_stands_in_the_way_is_kept(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        tea = meetings.create(tx, leeds(tx).id, "Tea", NOW, "The library", [], NOW)
        rsvps.keep(tx, ann, tea.id, "maybe", ["travel", "anxiety"], "if someone sat with me", NOW)
        (said,) = rsvps.of_contact(tx, ann)
    assert (said.barriers, said.easier) == (frozenset({"travel", "anxiety"}), "if someone sat with me")
