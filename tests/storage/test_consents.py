from storage import consents
from storage.database import Database
from tests.storage.people import ANN, BOB, NOW, SECOND, reach


def test_the_last_word_counts_even_when_the_clock_went_back(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        consents.record(tx, ann, "conversation", True, "welcome@1", "sms", "the person", NOW)
        consents.record(tx, ann, "invitations", True, "welcome@1", "sms", "the person", NOW)
        consents.record(tx, ann, "conversation", False, "welcome@1", "sms", "the person", NOW - SECOND)
        assert consents.current(tx, ann) == {"conversation": False, "invitations": True}


def test_every_word_stays_in_the_ledger(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        for given in (True, False, True):
            consents.record(tx, ann, "conversation", given, "welcome@1", "sms", "Josie", NOW)
        entries = consents.ledger(tx, ann)
    assert [each.given for each in entries] == [True, False, True]
    assert {(each.wording, each.channel, each.recorded_by, each.recorded_at) for each in entries} == {
        ("welcome@1", "sms", "Josie", NOW)
    }


def test_what_was_never_asked_is_absent(database: Database) -> None:
    with database.begin() as tx:
        ann, bob = reach(tx, ANN).contact.id, reach(tx, BOB).contact.id
        consents.record(tx, ann, "conversation", True, "welcome@1", "sms", "the person", NOW)
        assert consents.current(tx, bob) == {}
        assert consents.current_of(tx, [ann, bob]) == {ann: {"conversation": True}, bob: {}}
