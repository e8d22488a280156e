"""A broadcast reaches each who is meant and agreed, once, and says of every person what became of it."""

import asyncio
from datetime import timedelta

import pytest

from bot import broadcasting
from bot.broadcasting import NotNow, Refused, plan_batch, plan_due
from bot.channels.errors import TryLater
from bot.house import House, build
from bot.settings import load_settings
from storage import addresses, consents, contacts, interests, meetings, messages, recipients, rsvps, staff, tags
from storage.audiences import Audience
from storage.broadcasts import Words
from storage.database import Database
from storage.recipients import CALLED_OFF, HELD
from tests.bot.crowds import deliver, deliver_one, draft, network, now, person, results, sent, states, withdraw, words
from tests.bot.houses import TUESDAY_NOON as NOW
from tests.bot.houses import Clock, Phone, Scripted


def test_everybody_who_agreed_gets_one_text(house: House, sms: Scripted) -> None:
    for n in range(5):
        person(house, n, f"Ann{'abcde'[n]}")
    broadcast = sent(house)
    assert plan_due(house) == 5
    deliver(house)
    assert sorted(each.text for each in sms.sent) == [
        f"Hi Ann{letter}, there is coffee and cake on Thursday.\nFrom Leeds Network. Text STOP to stop."
        for letter in "abcde"
    ]
    assert states(house, broadcast) == ["sent"] * 5
    assert now(house, broadcast)[0] == "done"


def test_pressed_ten_times_it_goes_once(house: House, sms: Scripted) -> None:
    person(house, 1)
    broadcast = sent(house)
    for _ in range(10):
        with house.database.begin() as tx:
            assert broadcasting.send(house, tx, broadcast.id, "Joan").sent_by == "Sam"
        plan_due(house)
        deliver(house)
    assert len(sms.sent) == 1


def test_each_who_is_left_out_is_named_with_the_reason(house: House, sms: Scripted) -> None:
    stopped, paused, unsafe, young, gone = (person(house, n) for n in range(1, 6))
    person(house, 6, agreed=())
    fine = person(house, 7, "Parveen")
    with house.database.begin() as tx:
        contacts.stop(tx, stopped, NOW)
        contacts.pause(tx, paused, NOW)
        contacts.trust(tx, unsafe, "unsafe")
        contacts.underage(tx, young, NOW)
        addresses.mark_unreachable(tx, addresses.of_contact(tx, gone)[0].id, "the number is not in use", NOW)
    broadcast = sent(house)
    plan_due(house)
    deliver(house)
    assert [(each.state, (each.reason or "").partition(":")[0]) for each in results(house, broadcast)] == [
        ("left out", "stopped"),
        ("left out", "paused"),
        ("left out", "unsafe phone"),
        ("left out", "under 18"),
        ("left out", "this address cannot be reached"),
        ("left out", "no consent"),
        ("sent", ""),
    ]
    assert len(sms.sent) == 1
    with house.database.read() as tx:
        relied_on = tx.execute(recipients.table.select().where(recipients.table.c.contact_id == fine)).one().consent_id
        assert relied_on in {each.id for each in consents.ledger(tx, fine) if each.purpose == "conversation"}


def test_an_invitation_needs_the_consent_to_be_invited(house: House, sms: Scripted) -> None:
    person(house, 1, agreed=("conversation",))
    person(house, 2, agreed=("conversation", "invitations"))
    broadcast = sent(house, words(reason="invitation"))
    plan_due(house)
    deliver(house)
    assert states(house, broadcast) == ["left out", "sent"]


def test_what_changes_after_planning_counts_when_it_is_sent(house: House, sms: Scripted) -> None:
    stops, withdraws = person(house, 1), person(house, 2)
    broadcast = sent(house)
    plan_due(house)
    with house.database.begin() as tx:
        contacts.stop(tx, stops, NOW)
    withdraw(house, withdraws, "conversation")
    deliver(house)
    assert not sms.sent
    assert states(house, broadcast) == ["skipped", "skipped"]
    assert now(house, broadcast)[0] == "done"


def test_it_waits_for_the_hour_that_was_chosen(house: House, sms: Scripted, clock: Clock) -> None:
    person(house, 1)
    broadcast = sent(house, words(at="2026-11-25T10:30"))
    assert plan_due(house) == 0
    assert now(house, broadcast)[0] == "scheduled"
    clock.pass_(hours=22, minutes=30)
    assert plan_due(house) == 1
    deliver(house)
    assert states(house, broadcast) == ["sent"]


def test_sent_in_the_evening_it_goes_in_the_morning(house: House, sms: Scripted, clock: Clock) -> None:
    person(house, 1)
    clock.pass_(hours=9)
    broadcast = sent(house)
    plan_due(house)
    deliver(house)
    assert results(house, broadcast)[0].reason == "quiet hours"
    clock.pass_(hours=12)
    deliver(house)
    assert states(house, broadcast) == ["sent"]


def test_what_makes_no_sense_any_more_is_not_sent(house: House, sms: Scripted, clock: Clock) -> None:
    person(house, 1)
    broadcast = sent(house, words(until="2026-11-24T14:00"))
    plan_due(house)
    clock.pass_(hours=3)
    deliver(house)
    assert not sms.sent
    assert results(house, broadcast)[0].reason == "too late: the text made no sense any more"


def test_paused_nothing_goes_until_it_goes_on(house: House, sms: Scripted, clock: Clock) -> None:
    for n in range(3):
        person(house, n)
    broadcast = sent(house)
    plan_due(house)
    deliver_one(house)
    with house.database.begin() as tx:
        broadcasting.pause(tx, broadcast.id, NOW)
    deliver(house)
    clock.pass_(hours=1)
    deliver(house)
    assert [(each.state, each.reason) for each in results(house, broadcast)[1:]] == [("queued", HELD)] * 2
    with house.database.begin() as tx:
        broadcasting.go_on(tx, broadcast.id, clock())
    deliver(house)
    assert states(house, broadcast) == ["sent"] * 3
    assert len(sms.sent) == 3


def test_paused_while_a_try_fails_it_is_held_too(house: House, sms: Scripted, clock: Clock) -> None:
    person(house, 1)
    broadcast = sent(house)
    plan_due(house)
    sms.script.append(TryLater("busy", "20429"))
    deliver_one(house)
    with house.database.begin() as tx:
        broadcasting.pause(tx, broadcast.id, clock())
    clock.pass_(minutes=10)
    deliver(house)
    assert not sms.sent
    with house.database.begin() as tx:
        broadcasting.go_on(tx, broadcast.id, clock())
    deliver(house)
    assert states(house, broadcast) == ["sent"]


def test_cancelled_midway_it_says_how_many_have_gone(house: House, sms: Scripted) -> None:
    for n in range(5):
        person(house, n)
    broadcast = sent(house)
    plan_due(house)
    for _ in range(2):
        deliver_one(house)
    with house.database.begin() as tx:
        broadcasting.cancel(tx, broadcast.id, "Joan", NOW)
    deliver(house)
    state, progress = now(house, broadcast)
    assert (state, progress.gone, progress.waiting, len(sms.sent)) == ("cancelled", 2, 0, 2)
    assert [each.reason for each in results(house, broadcast)[2:]] == [CALLED_OFF] * 3


def test_cancelled_while_a_try_fails_it_is_not_tried_again(house: House, sms: Scripted, clock: Clock) -> None:
    person(house, 1)
    broadcast = sent(house)
    plan_due(house)
    with house.database.begin() as tx:
        (claimed,) = messages.claim(tx, NOW, timedelta(seconds=90), 1, ["sms"])
        broadcasting.cancel(tx, broadcast.id, "Joan", NOW)
        messages.retry(tx, claimed.id, NOW, "busy")
    deliver(house)
    assert not sms.sent
    assert [(each.state, each.reason) for each in results(house, broadcast)] == [("skipped", CALLED_OFF)]


def test_planning_that_broke_off_goes_on_behind_the_last_one(house: House, sms: Scripted) -> None:
    for n in range(broadcasting.BATCH + 50):
        person(house, n)
    broadcast = sent(house, by="Joan")
    assert plan_batch(house) == broadcasting.BATCH
    assert now(house, broadcast)[0] == "sending"
    assert plan_due(house) == 50
    assert len(results(house, broadcast)) == broadcasting.BATCH + 50
    deliver(house)
    assert len({each.address for each in sms.sent}) == len(sms.sent) == broadcasting.BATCH + 50


def test_a_reply_to_somebody_who_waits_overtakes_it(house: House, sms: Scripted, ann: Phone) -> None:
    for n in range(20):
        person(house, n + 100)
    sent(house)
    plan_due(house)
    deliver_one(house)
    asyncio.run(ann.text("hello"))
    first_to_ann = next(at for at, each in enumerate(sms.sent) if each.address == ann.number)
    assert first_to_ann == 1


def test_too_many_people_need_a_second_pair_of_eyes(database: Database, clock: Clock, sms: Scripted) -> None:
    house = build(load_settings(None, broadcast_alone=2), clock=clock, database=database, channels={"sms": sms})
    for n in range(3):
        person(house, n)
    broadcast = draft(house, by="Sam")
    with house.database.begin() as tx:
        assert broadcasting.preview(house, tx, broadcast).second_person
        with pytest.raises(NotNow, match="second person"):
            broadcasting.send(house, tx, broadcast.id, "Sam")
        broadcasting.edit(house, tx, broadcast.id, 1, words("Coffee!"), "Joan")
        with pytest.raises(NotNow, match="second person"):
            broadcasting.send(house, tx, broadcast.id, "Joan")
        with pytest.raises(NotNow, match="Look at it first"):
            broadcasting.send(house, tx, broadcast.id, "Sam")
        with pytest.raises(NotNow, match="changed it since"):
            broadcasting.send(house, tx, broadcast.id, "Sam", version=1)
        assert broadcasting.send(house, tx, broadcast.id, "Sam", version=2).state == "scheduled"


def test_two_workers_cannot_overwrite_each_other(house: House) -> None:
    broadcast = draft(house)
    with house.database.begin() as tx:
        broadcasting.edit(house, tx, broadcast.id, 1, words("Tea on Friday."), "Joan")
        with pytest.raises(NotNow, match="changed it since you looked"):
            broadcasting.edit(house, tx, broadcast.id, 1, words("Cake on Friday."), "Sam")


def test_what_was_sent_cannot_be_changed(house: House) -> None:
    person(house, 1)
    broadcast = sent(house)
    with house.database.begin() as tx, pytest.raises(NotNow, match="cannot be changed"):
        broadcasting.edit(house, tx, broadcast.id, 1, words("Tea."), "Sam")


@pytest.mark.parametrize("agreed", [None, ()], ids=["nobody fits", "all are left out"])
def test_to_nobody_it_is_not_sent(house: House, agreed: tuple[()] | None) -> None:
    if agreed is not None:
        person(house, 1, agreed=agreed)
    broadcast = draft(house)
    with house.database.begin() as tx, pytest.raises(NotNow, match="Nobody would get it"):
        broadcasting.send(house, tx, broadcast.id, "Sam")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (words("Hi {name}"), "nothing that we can fill in"),
        (words("Hi {first_name"), "nothing that we can fill in"),
        (words("x" * 1600), "too long"),
        (words("Please donate what you can."), "asked for money"),
        (words("Sponsor me for a walk"), "asked for money"),
        (words("Coffee? Text CANCEL if not."), "mobile carrier"),
        (words("Hi", polish="Czesc {imie}"), "nothing that we can fill in"),
    ],
)
def test_words_that_may_not_go_out_are_refused(house: House, said: Words, why: str) -> None:
    with pytest.raises(Refused, match=why):
        draft(house, said)


def test_who_reads_polish_gets_it_in_polish(house: House, sms: Scripted) -> None:
    person(house, 1, "Ola", language="pl")
    person(house, 2, "Ann", language="ro")
    sent(house, words(polish="Czesc {first_name}, kawa w czwartek."))
    plan_due(house)
    deliver(house)
    assert [each.text.splitlines()[0] for each in sms.sent] == [
        "Czesc Ola, kawa w czwartek.",
        "Hi Ann, there is coffee and cake on Thursday.",
    ]
    assert "Napisz STOP" in sms.sent[0].text


def test_the_preview_shows_who_and_what_and_what_it_costs(house: House) -> None:
    for n, name in enumerate(("Ann", None, "Parveen", "Bob")):
        person(house, n, name)
    stopped = person(house, 9)
    with house.database.begin() as tx:
        contacts.stop(tx, stopped, NOW)
        sam = staff.add(tx, "sam@lightline.example", "Sam", "cpsw", "Leeds", NOW)
        contacts.assign(tx, tx.execute(contacts.table.select()).first().id, sam.id)  # type: ignore[union-attr]
    broadcast = draft(house, words(worker_line=True))
    with house.database.read() as tx:
        seen = broadcasting.preview(house, tx, broadcast)
    assert (seen.meant, seen.cost.texts, seen.cost.segments) == (5, 4, 4)
    assert seen.cost.pounds(house.settings.pence_a_segment) == pytest.approx(house.settings.pence_a_segment * 4 / 100)
    assert list(seen.left_out.values()) == [1]
    assert [each.text for each in seen.shown] == [
        "Hi Ann, there is coffee and cake on Thursday.\nFrom Sam at Leeds Network. Text STOP to stop.",
        "Hi, there is coffee and cake on Thursday.\nFrom Leeds Network. Text STOP to stop.",
        "Hi Parveen, there is coffee and cake on Thursday.\nFrom Leeds Network. Text STOP to stop.",
    ]


def test_a_test_goes_to_ones_own_phone_alone(house: House, sms: Scripted) -> None:
    person(house, 1)
    own = person(house, 2, "Sam")
    broadcast = draft(house)
    with house.database.begin() as tx:
        sam = staff.add(tx, "sam@lightline.example", "Sam", "cpsw", None, NOW)
        with pytest.raises(NotNow, match="no phone of yours"):
            broadcasting.try_out(house, tx, broadcast, sam.id)
        contacts.belongs_to_staff(tx, own, sam.id)
        broadcasting.try_out(house, tx, broadcast, sam.id)
    deliver(house)
    assert [(each.address, each.text.splitlines()[0]) for each in sms.sent] == [
        ("+447700900002", "Hi Sam, there is coffee and cake on Thursday.")
    ]
    assert now(house, broadcast)[0] == "draft"


def meant(house: House, audience: Audience) -> list[str]:
    """The names of those who fit."""
    with house.database.read() as tx:
        written = draft(house, words(audience=audience))
        return [each.first_name or "" for each in broadcasting.everybody(tx, written, house.clock())]


def test_people_are_found_by_what_is_known_of_them(house: House, clock: Clock) -> None:
    ann, bob, ola = person(house, 1, "Ann"), person(house, 2, "Bob"), person(house, 3, "Ola", language="pl")
    parveen = person(house, 4, "Parveen", place="bradford")
    with house.database.begin() as tx:
        leeds = network(tx)
        sam = staff.add(tx, "sam@lightline.example", "Sam", "cpsw", "Leeds", NOW)
        contacts.assign(tx, ann, sam.id)
        interests.keep(tx, ann, "gardening", "the allotment", NOW)
        interests.keep(tx, parveen, "gardening", "gardens", NOW)
        tags.keep(tx, bob, ["tuesday-group"])
        meeting = meetings.create(tx, leeds, "December", NOW + timedelta(days=9), "Library", [], NOW)
        rsvps.keep(tx, ann, meeting.id, "yes", [], None, NOW)
        rsvps.keep(tx, bob, meeting.id, "no", [], None, NOW)
        addresses.used(tx, addresses.of_contact(tx, bob)[0].id, NOW - timedelta(days=40))
        addresses.used(tx, addresses.of_contact(tx, ann)[0].id, NOW - timedelta(days=2))
    here = ("leeds",)
    a_month_ago = (NOW - timedelta(days=30)).isoformat()
    assert meant(house, Audience(networks=here)) == ["Ann", "Bob", "Ola"]
    assert meant(house, Audience(localities=("bradford",))) == ["Parveen"]
    assert meant(house, Audience(interests=("gardening", "fishing"))) == ["Ann", "Parveen"]
    assert meant(house, Audience(interests=("gardening",), networks=here)) == ["Ann"]
    assert meant(house, Audience(tags=("tuesday-group",))) == ["Bob"]
    assert meant(house, Audience(languages=("pl",))) == ["Ola"]
    assert meant(house, Audience(workers=(str(sam.id),))) == ["Ann"]
    assert meant(house, Audience(people=(str(ola), str(bob)))) == ["Bob", "Ola"]
    assert meant(house, Audience(meeting=str(meeting.id), answers=("yes", "maybe"))) == ["Ann"]
    assert meant(house, Audience(meeting=str(meeting.id), answers=("none",), networks=here)) == ["Ola"]
    assert meant(house, Audience(meeting=str(meeting.id), answers=("no", "none"), networks=here)) == ["Bob", "Ola"]
    assert meant(house, Audience(heard_since=a_month_ago)) == ["Ann"]
    assert meant(house, Audience(heard_before=a_month_ago, networks=here)) == ["Bob", "Ola"]
