from storage import timers
from storage.database import Database
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, SECOND, reach


def test_a_timer_is_claimed_when_it_is_due_and_not_before(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        timers.set_(tx, ann, "welcome", NOW + HOUR)
        assert timers.claim_due(tx, NOW, MINUTE, 10) == []
        (due,) = timers.claim_due(tx, NOW + HOUR, MINUTE, 10)
    assert (due.contact_id, due.flow, due.due_at) == (ann, "welcome", NOW + HOUR)


def test_a_claimed_timer_comes_back_only_when_its_lease_is_over(database: Database) -> None:
    with database.begin() as tx:
        timers.set_(tx, reach(tx).contact.id, "welcome", NOW)
        (claimed,) = timers.claim_due(tx, NOW, MINUTE, 10)
        assert timers.claim_due(tx, NOW + MINUTE - SECOND, MINUTE, 10) == []
        assert timers.claim_due(tx, NOW + MINUTE, MINUTE, 10) == [claimed]


def test_only_one_of_two_can_say_that_it_is_done(database: Database) -> None:
    with database.begin() as tx:
        timers.set_(tx, reach(tx).contact.id, "welcome", NOW)
        (claimed,) = timers.claim_due(tx, NOW, MINUTE, 10)
        assert timers.done(tx, claimed.id)
        assert not timers.done(tx, claimed.id)


def test_a_new_wish_replaces_the_old_one_even_while_that_is_being_handled(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        timers.set_(tx, ann, "welcome", NOW)
        (old,) = timers.claim_due(tx, NOW, MINUTE, 10)
        timers.set_(tx, ann, "welcome", NOW + HOUR)
        assert not timers.done(tx, old.id)
        (new,) = timers.claim_due(tx, NOW + HOUR, MINUTE, 10)
    assert new.id != old.id


def test_clearing_takes_one_persons_timer_of_one_flow(database: Database) -> None:
    with database.begin() as tx:
        ann, bob = reach(tx, ANN).contact.id, reach(tx, BOB).contact.id
        for contact, flow in ((ann, "welcome"), (ann, "light_me_up"), (bob, "welcome")):
            timers.set_(tx, contact, flow, NOW)
        timers.clear(tx, ann, "welcome")
        left = timers.claim_due(tx, NOW, MINUTE, 10)
    assert {(each.contact_id, each.flow) for each in left} == {(ann, "light_me_up"), (bob, "welcome")}


def test_the_oldest_wishes_come_first_and_no_more_than_asked_for(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        for minutes in (3, 1, 2):
            timers.set_(tx, ann, f"flow {minutes}", NOW + minutes * MINUTE)
        due = timers.claim_due(tx, NOW + HOUR, MINUTE, 2)
    assert [each.flow for each in due] == ["flow 1", "flow 2"]
