"""Two contacts become one: nothing that was said is lost, all of it is where their turns look, nothing opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from conversations.consultation import Kind
from conversations.session import Session
from storage import (
    addresses,
    alerts,
    broadcasts,
    consents,
    consultations,
    contacts,
    erasure,
    interests,
    join_codes,
    joining,
    joins,
    media,
    meetings,
    messages,
    networks,
    recipients,
    rsvps,
    sessions,
    timers,
    views,
)
from storage.audiences import Audience
from storage.broadcasts import Words
from storage.columns import new_id
from storage.consultations import Asked, Consultation
from storage.contacts import Contact, Reached
from storage.database import Database, Transaction
from storage.errors import AlreadyThere, Erased, NotThere
from storage.recipients import Planned
from storage.tables import metadata
from tests.storage.people import ANN, BOB, HOUR, MINUTE, NOW, PARVEEN, leeds, reach
from tests.storage.processes import at_once, write_and_join
from tests.storage.test_erasure import LATER, a_whole_life, left

WORKER = "token 1"
CODE = "7KQ2MXT"


@contextmanager
def two(database: Database) -> Iterator[tuple[Transaction, Reached, Reached]]:
    """Somebody's old phone and their new one, not joined yet."""
    with database.begin() as tx:
        yield tx, reach(tx, ANN), reach(tx, BOB)


def join(tx: Transaction, old: Reached, new: Reached, now: datetime = NOW) -> Contact:
    return joining.join(tx, old.contact.id, new.contact.id, WORKER, now)


def test_every_table_that_hangs_on_a_contact_moves() -> None:
    of_people = {
        table for table in metadata.tables.values() for key in table.foreign_keys if key.column.table is contacts.table
    }
    assert of_people == set(joining.MOVES)


def test_all_that_somebody_left_anywhere_is_theirs_on_the_other_phone(database: Database) -> None:
    with database.begin() as tx:
        old, new = reach(tx, ANN), a_whole_life(tx, BOB)
        join_codes.give(tx, new.contact.id, new.address.id, CODE, NOW)
        sessions.save(tx, new.contact.id, Session(flow="welcome", version="a", node="name"), NOW)
        before = left(tx)
        assert before["addresses"] == 2
        ann = join(tx, old, new)
        after = {**before, "joins": 1}
        del after["join_codes"]
        assert left(tx) == after
        owners = {
            table.name: set(tx.execute(select(table.c.contact_id).distinct()).scalars())
            for table in joining.MOVES
            if tx.execute(select(func.count()).select_from(table)).scalar()
        }
        assert len(owners) >= 11
        assert all(each == {old.contact.id} for each in owners.values()), owners
        assert (ann.first_name, ann.network_slug) == ("Ann", "leeds")
        assert join_codes.find(tx, CODE, NOW) is None


def test_what_the_one_that_went_was_called_still_finds_them(database: Database) -> None:
    with two(database) as (tx, old, new):
        third = reach(tx, PARVEEN)
        join(tx, old, new)
        ann = joining.join(tx, third.contact.id, old.contact.id, WORKER, NOW + HOUR)
        for each in (old.contact, new.contact):
            assert contacts.by_reference(tx, each.reference) == ann
            assert contacts.get(tx, each.id) == ann
            assert contacts.lock(tx, each.id) == ann
        assert [(each.gone_number, each.joined_by, each.joined_at) for each in joins.of_contact(tx, ann.id)] == [
            (new.contact.number, WORKER, NOW),
            (third.contact.number, WORKER, NOW + HOUR),
        ]
        assert contacts.page(tx, None, 10).items == (ann,)
        assert {each.channel for each in addresses.of_contact(tx, ann.id)} == {"sms"}
        for number in (ANN, BOB, PARVEEN):
            assert not reach(tx, number).new
            assert reach(tx, number).contact.id == ann.id


def test_joining_again_changes_nothing(database: Database) -> None:
    with two(database) as (tx, old, new):
        ann = join(tx, old, new)
        assert join(tx, old, new, LATER) == ann
        assert joining.join(tx, new.contact.id, old.contact.id, WORKER, LATER) == ann
        assert len(joins.of_contact(tx, ann.id)) == 1


def test_nobody_who_is_being_erased_is_joined(database: Database) -> None:
    with two(database) as (tx, old, new):
        erasure.erase(tx, new.contact.id, False, NOW)
        for pair in ((old, new), (new, old)):
            with pytest.raises(NotThere):
                join(tx, *pair)


def test_erasing_takes_all_that_they_were_before(database: Database) -> None:
    with database.begin() as tx:
        new, old = a_whole_life(tx, BOB), reach(tx, ANN)
        ann = join(tx, old, new)
        erasure.erase(tx, ann.id, False, NOW)
        for each in erasure.going(tx, LATER):
            erasure.finish(tx, each, LATER)
        assert left(tx) == {}
        assert contacts.by_reference(tx, new.contact.reference) is None
        for number in (ANN, BOB):
            with pytest.raises(Erased):
                contacts.create(tx, "sms", number, None, None, "en", [], NOW)


def test_texts_of_both_are_one_thread_in_the_order_in_which_they_came(database: Database) -> None:
    with two(database) as (tx, old, new):
        for n, each in enumerate([old, new, new, old, new]):
            messages.keep_inbound(tx, each.contact.id, each.address.id, "sms", f"SM{n}", str(n), None, NOW + MINUTE * n)
        ann = join(tx, old, new)
        assert [each.text for each in messages.after(tx, ann.id, None)] == ["0", "1", "2", "3", "4"]
        assert addresses.of_contact(tx, ann.id)[0].id == new.address.id


def test_one_conversation_goes_on_with_all_that_was_said_in_both(database: Database) -> None:
    asking = Session(flow="welcome", version="a", node="name", aside=("the buses",), memory={"view": "the lift"})
    with two(database) as (tx, old, new):
        sessions.save(tx, old.contact.id, asking, NOW)
        sessions.save(tx, old.contact.id, Session(flow="light_me_up", version="a", node="more"), NOW + MINUTE)
        sessions.save(
            tx, new.contact.id, asking.model_copy(update={"aside": ("the park",), "node": "area"}), NOW + HOUR
        )
        for each, flow, due in ((old, "welcome", HOUR), (old, "light_me_up", HOUR * 2), (new, "welcome", HOUR * 3)):
            timers.set_(tx, each.contact.id, flow, NOW + due)
        ann = join(tx, old, new)
        welcome, light = sessions.open_for(tx, ann.id)
        assert (welcome.flow, welcome.node, light.flow) == ("welcome", "area", "light_me_up")
        assert welcome.aside == ("the park", "the buses", "the lift")
        found = [(each.flow, each.due_at) for each in timers.claim_due(tx, NOW + timedelta(days=1), HOUR, 9)]
        assert found == [("light_me_up", NOW + HOUR * 2), ("welcome", NOW + HOUR * 3)]


def test_a_view_that_was_kept_is_not_offered_again(database: Database) -> None:
    asking = Session(flow="welcome", version="a", node="name", memory={"view": "the lift"})
    with two(database) as (tx, old, new):
        consents.record(tx, old.contact.id, "conversation", True, "w", "sms", "the person", NOW)
        sessions.save(tx, old.contact.id, asking, NOW)
        sessions.save(tx, new.contact.id, asking.model_copy(update={"memory": {}}), NOW + HOUR)
        (welcome,) = sessions.open_for(tx, join(tx, old, new).id)
        assert welcome.aside == ()


def test_what_was_offered_on_one_phone_is_offered_on(database: Database) -> None:
    with two(database) as (tx, old, new):
        for each, said, at in ((old, "the buses", NOW), (new, "the park", NOW + HOUR)):
            session = Session(flow="pass_it_on", version="a", node="offer", memory={"offered": [said]})
            sessions.save(tx, each.contact.id, session, at)
        (offer,) = sessions.open_for(tx, join(tx, old, new).id)
        assert (offer.memory, offer.aside) == ({"offered": ["the park"]}, ("the buses",))


@pytest.mark.parametrize("old_said_last", [True, False])
def test_the_last_word_counts_whichever_phone_it_came_from(database: Database, old_said_last: bool) -> None:
    first, last = ("new", "old") if old_said_last else ("old", "new")
    with two(database) as (tx, old, new):
        town = leeds(tx).id
        meeting = meetings.create(tx, town, "Tea", NOW, "The library", [], NOW).id
        asked = consultation(tx, town, "scale", "text")
        by = {"old": old.contact.id, "new": new.contact.id}
        for who, at, answer, number in ((first, NOW, "no", "1"), (last, NOW + HOUR, "yes", "2")):
            rsvps.keep(tx, by[who], meeting, answer, [], None, at)  # type: ignore[arg-type]
            consultations.keep_answer(tx, asked.questions[0].id, by[who], number, at)
            view = views.keep(tx, by[who], town, None, None, who, None, None, at)
            consultations.keep_view(tx, asked.questions[1].id, by[who], view, at)
        ann = join(tx, old, new)
        assert [each.answer for each in rsvps.of_contact(tx, ann.id)] == ["yes"]
        found = consultations.answers_to(tx, [each.id for each in asked.questions])
        assert [each.answer for each in found if each.view_id is None] == ["2"]
        assert len([each for each in found if each.view_id]) == 2
        assert {each.contact_id for each in found} == {ann.id}


def test_who_was_asked_on_one_phone_is_not_asked_on_the_other(database: Database) -> None:
    with two(database) as (tx, old, new):
        asked = consultation(tx, leeds(tx).id, "text")
        consultations.want(tx, asked.id, [old.contact.id, new.contact.id], NOW)
        consultations.asking(tx, asked.id, new.contact.id, NOW)
        join(tx, old, new)
        assert consultations.still_to_ask(tx, asked.id) == ()


def test_nothing_lights_anybody_up_twice(database: Database) -> None:
    with two(database) as (tx, old, new):
        interests.keep(tx, old.contact.id, "fishing", "angling", NOW)
        interests.keep(tx, new.contact.id, "fishing", "fishing", NOW)
        interests.keep(tx, new.contact.id, None, "owls", NOW)
        ann = join(tx, old, new)
        assert [each.words for each in interests.of_contact(tx, ann.id)] == ["angling", "owls"]


def test_files_and_alerts_come_along(database: Database) -> None:
    with two(database) as (tx, old, new):
        said = messages.keep_inbound(tx, new.contact.id, new.address.id, "sms", "SM1", "", "voice", NOW)
        assert said
        file = media.expect(tx, new.contact.id, said, "sms", media.Coming("voice", "f", "audio/ogg"), NOW)
        alert = alerts.raise_(tx, new.contact.id, "urgent", None, said, NOW)
        ann = join(tx, old, new)
        found, raised = media.get(tx, file), alerts.get(tx, alert)
        assert found
        assert raised
        assert found.contact_id == raised.contact_id == ann.id


def test_whatever_held_the_bot_back_from_one_holds_it_back_from_both(database: Database) -> None:
    with two(database) as (tx, old, new):
        theirs = new.contact.id
        contacts.stop(tx, theirs, NOW)
        contacts.pause(tx, theirs, NOW, NOW + HOUR)
        contacts.pause(tx, old.contact.id, NOW - HOUR, None)
        contacts.trust(tx, theirs, "unsafe")
        contacts.trust(tx, old.contact.id, "private")
        contacts.underage(tx, theirs, NOW)
        contacts.take_over(tx, theirs, NOW)
        contacts.prefer(tx, theirs, "21:00-11:00", None, None)
        contacts.speak(tx, theirs, "pl")
        ann = join(tx, old, new)
        assert (ann.stopped_at, ann.underage_at, ann.taken_over_at) == (NOW, NOW, NOW)
        assert (ann.paused_at, ann.paused_until) == (NOW - HOUR, None)
        assert (ann.phone, ann.quiet_hours, ann.language) == ("unsafe", "21:00-11:00", "pl")


def test_the_longer_break_counts(database: Database) -> None:
    with two(database) as (tx, old, new):
        contacts.pause(tx, old.contact.id, NOW, NOW + HOUR)
        contacts.pause(tx, new.contact.id, NOW, NOW + HOUR * 2)
        assert join(tx, old, new).paused_until == NOW + HOUR * 2


@pytest.mark.parametrize(
    ("old_wish", "new_wish", "new_said", "together"),
    [
        ("first_name", None, False, "first_name"),
        ("first_name", None, True, "anonymous"),
        ("first_name", "anonymous", False, "anonymous"),
        ("first_name", "first_name", True, "first_name"),
        (None, None, True, None),
    ],
)
def test_nothing_is_quoted_by_name_that_was_not_before(
    database: Database, old_wish: str | None, new_wish: str | None, new_said: bool, together: str | None
) -> None:
    with two(database) as (tx, old, new):
        for each, wish in ((old, old_wish), (new, new_wish)):
            if wish:
                contacts.quote_as(tx, each.contact.id, wish)  # type: ignore[arg-type]
                given = wish == "first_name"
                consents.record(tx, each.contact.id, "being_quoted", given, "w", "sms", "the person", NOW)
        if new_said:
            views.keep(tx, new.contact.id, leeds(tx).id, None, None, "more benches", None, None, NOW)
        ann = join(tx, old, new)
        assert ann.attribution == together
        assert consents.current(tx, ann.id).get("being_quoted", False) == (together == "first_name")


@pytest.mark.parametrize("told", [True, False])
def test_a_list_that_nobody_asked_to_share_is_not_shared(database: Database, told: bool) -> None:
    with two(database) as (tx, old, new):
        consents.record(tx, old.contact.id, "sharing_profile", True, "w", "sms", "the person", NOW)
        if told:
            interests.keep(tx, new.contact.id, None, "owls", NOW)
        ann = join(tx, old, new)
        assert consents.current(tx, ann.id)["sharing_profile"] is not told


def test_a_yes_is_for_its_own_phone_and_a_no_for_all(database: Database) -> None:
    with two(database) as (tx, old, new):
        for each, purpose, given in (
            (old, "conversation", True),
            (old, "invitations", True),
            (new, "invitations", False),
            (new, "reminders", True),
        ):
            consents.record(tx, each.contact.id, purpose, given, "w", "sms", "the person", NOW)  # type: ignore[arg-type]
        ann = join(tx, old, new)
        assert consents.current(tx, ann.id) == {"conversation": True, "invitations": False, "reminders": True}
        assert consents.at(tx, ann.id, old.address.id) == {"conversation": True, "invitations": False}
        assert consents.at(tx, ann.id, new.address.id) == {"invitations": False, "reminders": True}
        last = consents.ledger(tx, ann.id)[-1]
        assert (last.purpose, last.given, last.recorded_by) == ("invitations", False, WORKER)
        consents.record(tx, ann.id, "invitations", True, "w", "sms", "the person", NOW, new.address.id)
        assert not consents.at(tx, ann.id, old.address.id)["invitations"]
        assert consents.at(tx, ann.id, new.address.id)["invitations"]


def test_a_view_from_before_they_were_in_a_network_goes_to_the_one_they_are_in(database: Database) -> None:
    with two(database) as (tx, old, new):
        town = leeds(tx).id
        contacts.place(tx, old.contact.id, town)
        views.keep(tx, new.contact.id, None, None, None, "more benches", None, None, NOW)
        join(tx, old, new)
        assert [each.network for each in views.feedback(tx, town).items] == ["leeds"]


def test_what_a_network_has_heard_stays_there(database: Database) -> None:
    with two(database) as (tx, old, new):
        town = leeds(tx).id
        other = networks.create(tx, "bradford", "Bradford", "Bradford", NOW).id
        contacts.place(tx, old.contact.id, town)
        contacts.place(tx, new.contact.id, other)
        views.keep(tx, new.contact.id, other, None, None, "more benches", None, None, NOW)
        assert join(tx, old, new).network_slug == "leeds"
        assert [each.network for each in views.feedback(tx, other).items] == ["bradford"]


@pytest.mark.parametrize("first_has_gone", [True, False])
def test_of_a_broadcast_to_both_one_text_goes(database: Database, first_has_gone: bool) -> None:
    words = Words("Tea", "Tea?", {}, Audience(), "service", "consent", False, None, None)
    with two(database) as (tx, old, new):
        sending = broadcasts.create(tx, None, words, "Europe/London", WORKER, NOW).id
        texts = [Planned(each.contact.id, None, each.address.id, "sms", "Tea?") for each in (old, new)]
        recipients.plan(tx, sending, "conversation", texts, NOW, None, NOW)
        if first_has_gone:
            messages.sent(tx, messages.claim(tx, NOW, MINUTE, 1, ["sms"])[0].id, "SM1", True, NOW)
        ann = join(tx, old, new)
        states = sorted(each.state for each in messages.after(tx, ann.id, None))
        assert states == (["delivered", "skipped"] if first_has_gone else ["queued", "skipped"])
        (row,) = recipients.page(tx, sending, 9).items
        assert row.state == ("delivered" if first_has_gone else "queued")


def test_while_two_phones_write_they_are_joined_and_nothing_is_lost(database: Database, database_url: str) -> None:
    with two(database) as (_, old, new):
        pass
    found = at_once(4, write_and_join, database_url, [ANN, BOB], 30, [old.contact.id, new.contact.id])
    assert sorted(found) == [0, 1, 2, 3]
    with database.read() as tx:
        ann = contacts.get(tx, new.contact.id)
        thread = messages.after(tx, ann.id, None)
        assert sorted(each.text for each in thread if each.inbound) == sorted(
            f"{writer} {n}" for writer in range(2) for n in range(30)
        )
        assert len(joins.of_contact(tx, ann.id)) == 1
        (session,) = sessions.open_for(tx, ann.id)
        assert sorted(map(str, session.aside)) == sorted(each.text for each in thread if each.inbound)


def test_an_address_that_is_passed_on_is_nobodys(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        added = contacts.add_address(tx, ann.contact.id, "sms", BOB, [("conversation", "w", "paper", WORKER)], NOW)
        assert consents.at(tx, ann.contact.id, added.id) == {"conversation": True}
        for taken in (ANN, BOB):
            with pytest.raises(AlreadyThere):
                contacts.add_address(tx, ann.contact.id, "sms", taken, [], NOW)
        said = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "hiya", None, NOW)
        addresses.remove(tx, ann.address.id, NOW)
        assert [each.id for each in addresses.of_contact(tx, ann.contact.id)] == [added.id]
        somebody = reach(tx, ANN)
        assert somebody.new
        assert somebody.contact.id != ann.contact.id
        assert [each.id for each in messages.after(tx, ann.contact.id, None)] == [said]


def test_a_code_works_once_and_for_an_hour(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        join_codes.give(tx, ann.contact.id, ann.address.id, "2CCCCCC", NOW)
        join_codes.give(tx, ann.contact.id, ann.address.id, CODE, NOW)
        assert join_codes.find(tx, "2CCCCCC", NOW) is None, "a new code takes the place of the old one"
        assert join_codes.find(tx, CODE, NOW + join_codes.GOOD_FOR) is None
        given = join_codes.find(tx, CODE, NOW + MINUTE)
        assert given
        assert (given.contact_id, given.address_id) == (ann.contact.id, ann.address.id)
        assert join_codes.use(tx, given)
        assert not join_codes.use(tx, given)
        assert join_codes.find(tx, CODE, NOW) is None


def test_a_code_is_not_kept_as_it_is(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        join_codes.give(tx, ann.contact.id, ann.address.id, CODE, NOW)
        assert CODE.encode() not in tx.execute(select(join_codes.table.c.look_up)).scalar_one()


def test_so_many_tries_an_hour_from_one_phone_and_from_all(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).address.id
        here = [join_codes.may_try(tx, ann, NOW) for _ in range(join_codes.FROM_ONE + 2)]
        assert here == [True] * join_codes.FROM_ONE + [False] * 2
        assert join_codes.may_try(tx, ann, NOW + join_codes.WITHIN)
        others = [reach(tx, f"+447700900{n:03d}").address.id for n in range(100, 100 + join_codes.FROM_ALL)]
        tried = [join_codes.may_try(tx, each, NOW) for each in others]
        assert tried == [True] * (join_codes.FROM_ALL - 1) + [False]


def consultation(tx: Transaction, network_id: UUID, *kinds: Kind) -> Consultation:
    made = Consultation(
        new_id(), network_id, "Buses", "f", "v", NOW,
        tuple(Asked(new_id(), at, kind, "How?", ()) for at, kind in enumerate(kinds, 1)),
    )  # fmt: skip
    consultations.create(tx, made)
    return made
