from storage import interests
from storage.database import Database
from tests.storage.people import NOW, reach


def test_interests_are_kept_in_peoples_own_words_in_their_order(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        interests.keep(tx, ann, "gardening", "me allotment", NOW)
        interests.keep(tx, ann, None, "owls", NOW)
        found = interests.of_contact(tx, ann)
    assert [(each.interest, each.words) for each in found] == [("gardening", "me allotment"), (None, "owls")]


def test_the_same_thing_is_kept_once(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        interests.keep(tx, ann, "gardening", "me allotment", NOW)
        interests.keep(tx, ann, "gardening", "growing stuff", NOW)
        interests.keep(tx, ann, None, "Owls", NOW)
        interests.keep(tx, ann, None, "owls", NOW)
        interests.keep(tx, ann, "animals", "dogs", NOW)
        found = interests.of_contact(tx, ann)
    assert [each.words for each in found] == ["me allotment", "Owls", "dogs"]


def test_a_thing_can_be_taken_away_by_its_id_or_by_its_words(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        interests.keep(tx, ann, "gardening", "me allotment", NOW)
        interests.keep(tx, ann, None, "owls", NOW)
        interests.forget(tx, ann, "gardening", "the garden")
        interests.forget(tx, ann, None, "OWLS")
        interests.forget(tx, ann, None, "never there")
        assert interests.of_contact(tx, ann) == ()


def test_what_is_called_the_same_is_the_same_whichever_network_named_it(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        interests.keep(tx, ann, "leeds/pigeon-racing", "pigeon club", NOW)
        interests.keep(tx, ann, "bradford/pigeons", "Pigeon club", NOW)
        assert [each.interest for each in interests.of_contact(tx, ann)] == ["leeds/pigeon-racing"]
        interests.forget(tx, ann, "bradford/pigeons", "pigeon club")
        assert interests.of_contact(tx, ann) == ()
