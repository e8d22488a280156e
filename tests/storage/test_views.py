from storage import contacts, meetings, messages, networks, views
from storage.database import Database
from tests.storage.people import ANN, BOB, HOUR, NOW, PARVEEN, leeds, reach


def test_a_view_says_which_question_it_answers(database: Database) -> None:
    with database.begin() as tx:
        network = leeds(tx)
        meeting = meetings.create(tx, network.id, "Coffee", NOW + HOUR, "Here", ["What helps?"], NOW)
        ann = reach(tx)
        text = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "A lift.", None, NOW)
        (question,) = meeting.questions
        kept = views.keep(tx, ann.contact.id, network.id, meeting.id, question.id, "A lift.", "travel", text, NOW)
        (view,) = views.feedback(tx).items
    assert (view.id, view.text, view.question, view.theme) == (kept, "A lift.", "What helps?", "travel")
    assert (view.network_id, view.network, view.meeting_id) == (network.id, "leeds", meeting.id)
    assert (view.said_at, view.agenda_item_id) == (NOW, None)


def test_a_view_may_come_from_nowhere_in_particular(database: Database) -> None:
    with database.begin() as tx:
        views.keep(tx, reach(tx).contact.id, None, None, None, "Buses.", None, None, NOW)
        (view,) = views.feedback(tx).items
    assert (view.question, view.network, view.meeting_id, view.theme) == (None, None, None, None)


def test_a_name_stands_beside_a_view_only_while_its_owner_wants_that(database: Database) -> None:
    with database.begin() as tx:
        ann, bob, parveen = (reach(tx, each).contact.id for each in (ANN, BOB, PARVEEN))
        for contact, name in ((ann, "Ann"), (bob, "Bob"), (parveen, "Parveen")):
            contacts.rename(tx, contact, name)
            views.keep(tx, contact, None, None, None, f"This is {name}.", None, None, NOW)
        contacts.quote_as(tx, ann, "first_name")
        contacts.quote_as(tx, bob, "anonymous")
        named = {each.text: each.attribution for each in views.feedback(tx).items}
        contacts.quote_as(tx, ann, "anonymous")
        changed = {each.attribution for each in views.feedback(tx).items}
    assert named == {"This is Ann.": "Ann", "This is Bob.": None, "This is Parveen.": None}
    assert changed == {None}


def test_feedback_is_narrowed_by_network_meeting_theme_and_time(database: Database) -> None:
    with database.begin() as tx:
        here = leeds(tx).id
        there = networks.create(tx, "york", "York Network", "York", NOW).id
        meeting = meetings.create(tx, here, "Coffee", NOW, "Here", [], NOW).id
        ann = reach(tx).contact.id
        for network, at, theme, text, said_at in (
            (here, meeting, "travel", "a", NOW),
            (here, None, "travel", "b", NOW + HOUR),
            (here, None, "money", "c", NOW + HOUR),
            (there, None, "travel", "d", NOW + HOUR),
        ):
            views.keep(tx, ann, network, at, None, text, theme, None, said_at)

        def texts(**narrowed: object) -> str:
            return "".join(each.text for each in views.feedback(tx, **narrowed).items)  # type: ignore[arg-type]

        assert texts() == "dcba"
        assert texts(network_id=here) == "cba"
        assert texts(meeting_id=meeting) == "a"
        assert texts(theme="travel") == "dba"
        assert texts(since=NOW + HOUR) == "dcb"
        assert texts(network_id=here, theme="travel", since=NOW + HOUR) == "b"


def test_feedback_comes_in_pages_the_newest_first(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        for n in range(5):
            views.keep(tx, ann, None, None, None, str(n), None, None, NOW)
        first = views.feedback(tx, limit=2)
        second = views.feedback(tx, limit=2, cursor=first.next)
        third = views.feedback(tx, limit=2, cursor=second.next)
    assert [[each.text for each in page.items] for page in (first, second, third)] == [["4", "3"], ["2", "1"], ["0"]]
    assert third.next is None
