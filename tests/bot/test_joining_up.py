"""Two phones of one person, joined by a code: both are told, and nothing opens that was closed."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.gate import Go, may_go
from bot.hours import Hours
from bot.house import House
from bot.joining_up import fresh_code
from bot.sending import facts_of
from bot.ticks import due_timers
from bot.turn import start_flow, take_now
from conversations.effects import TEXTS, Purpose
from conversations.reading.code import read_code
from storage import addresses, alerts, consents, contacts, interests, joining, joins, messages, sessions, views
from storage.database import Database, Transaction
from tests.bot.houses import BOB, Clock, Phone, Scripted, send_all
from tests.bot.test_turn import agreed
from tests.storage.people import reach

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANY_HOUR = Hours(None, frozenset(), ZoneInfo("Europe/London"))
CAROL = "+447700900003"


@pytest.fixture
def new(house: House) -> Phone:
    """Ann's new phone."""
    return Phone(house, BOB)


async def code_for(phone: Phone) -> str:
    """Ask for a code on a phone; the code in the answer."""
    await phone.text("NEW NUMBER")
    found = re.search(r"JOIN (\w+)", phone.answers()[-1])
    assert found
    return found[1]


async def join(old: Phone, new: Phone) -> None:
    await new.text(f"join {(await code_for(old)).lower()}")


def distrust(phone: Phone) -> None:
    """Somebody else may read it."""
    owner = phone.contact().id
    with phone.house.database.begin() as tx:
        contacts.trust(tx, owner, "unsafe")


def to(sms: Scripted, number: str) -> list[str]:
    return [each.text for each in sms.sent if each.address == number]


def open_alerts(house: House) -> list[tuple[str, UUID | None]]:
    with house.database.read() as tx:
        return [(each.kind, each.contact_id) for each in alerts.open_(tx)]


def test_history_follows_and_both_phones_are_told(ann: Phone, new: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        await ann.text("call me Ann")
        await new.text("hi")
        sms.sent.clear()
        await join(ann, new)

    asyncio.run(story())
    her = ann.contact()
    assert her == new.contact()
    assert (her.reference, her.first_name) == ("WY-0001", "Ann")
    assert to(sms, ann.number)[-1].startswith("Another phone has just used the code")
    assert to(sms, new.number)[-1].startswith("Done. We now know that both phones are yours.")
    assert "May we text you first on this phone too?" in to(sms, new.number)[-1]
    with house.database.read() as tx:
        (joined,) = joins.of_contact(tx, her.id)
        assert contacts.by_reference(tx, "WY-0002") == her
    assert (joined.joined_by, joined.gone_number) == ("the person", 2)
    assert ("joined", her.id) in open_alerts(house)
    assert [each.text for each in ann.log() if each.inbound][-3:-1] == ["hi", "NEW NUMBER"]


def test_the_new_phone_may_ask_and_the_old_one_text_the_code(ann: Phone, new: Phone, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        await join(new, ann)

    asyncio.run(story())
    assert ann.contact().reference == new.contact().reference == "WY-0001"
    assert to(sms, new.number)[-1].startswith("Another phone has just used the code")
    assert "May we text you first" not in "".join(to(sms, ann.number)), "she has agreed on this phone"


def test_a_code_works_once(ann: Phone, new: Phone, house: House) -> None:
    async def story() -> None:
        await agreed(ann)
        code = await code_for(ann)
        await new.text(code)
        await Phone(house, CAROL).text(code)

    asyncio.run(story())
    third = Phone(house, CAROL)
    assert third.contact().id != ann.contact().id
    assert third.answers()[-1].startswith("That code does not work.")


def test_a_code_is_too_old_after_an_hour(ann: Phone, new: Phone, clock: Clock) -> None:
    async def story() -> None:
        code = await code_for(ann)
        clock.pass_(minutes=60)
        await new.text(code)

    asyncio.run(story())
    assert new.contact().id != ann.contact().id
    assert new.answers()[-1].startswith("That code does not work.")


def test_a_code_that_is_delivered_again_is_a_repeat(ann: Phone, new: Phone, sms: Scripted) -> None:
    async def story() -> None:
        code = await code_for(ann)
        await new.text(code, provider_id="SM1")
        before = len(sms.sent)
        assert (await new.text(code, provider_id="SM1")).repeat
        assert len(sms.sent) == before

    asyncio.run(story())


def test_ones_own_code_is_for_the_other_phone(ann: Phone, new: Phone) -> None:
    async def story() -> None:
        code = await code_for(ann)
        await ann.text(code)
        assert ann.answers()[-1].startswith("That code is for your other phone.")
        await new.text(code)

    asyncio.run(story())
    assert new.contact() == ann.contact()


def test_guessing_is_no_use(ann: Phone, new: Phone, house: House) -> None:
    async def story() -> None:
        code = await code_for(ann)
        for _ in range(5):
            await new.text("JOIN 2CCCCCC")
        await new.text(code)

    asyncio.run(story())
    assert new.contact().id != ann.contact().id
    assert new.answers()[-1] == "That did not work. Please text PERSON and someone will help you."


@pytest.mark.parametrize("whose", ["old", "new"])
def test_a_phone_that_somebody_else_may_read_is_for_a_worker(ann: Phone, new: Phone, house: House, whose: str) -> None:
    async def story() -> None:
        await new.text("hi")
        code = await code_for(ann)
        distrust(ann if whose == "old" else new)
        await new.text(code)

    asyncio.run(story())
    assert new.contact().id != ann.contact().id
    assert new.answers()[-1].startswith("We have told a worker. They will help you with that.")
    assert {("person", ann.contact().id), ("person", new.contact().id)} <= set(open_alerts(house))


def test_an_unsafe_phone_gets_no_code(ann: Phone, house: House) -> None:
    async def story() -> None:
        await ann.text("hi")
        distrust(ann)
        await ann.text("my other phone")

    asyncio.run(story())
    assert "JOIN" not in ann.answers()[-1]


def test_nobody_who_said_stop_is_joined_or_answered(ann: Phone, new: Phone, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        code = await code_for(ann)
        await ann.text("STOP")
        sms.sent.clear()
        await new.text(code)
        assert to(sms, new.number) == ["We have told a worker. They will help you with that."]
        await ann.text(await code_for(new))

    asyncio.run(story())
    assert new.contact().id != ann.contact().id
    assert to(sms, ann.number) == []


def test_a_yes_on_one_phone_begins_nothing_on_the_other(ann: Phone, new: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        await join(ann, new)
        await new.text("no")
        sms.sent.clear()
        await start_flow(house, new.contact().id, "check_in")
        await send_all(house)
        assert (len(to(sms, ann.number)), to(sms, new.number)) == (1, [])
        her = ann.contact().id
        with house.database.begin() as tx:
            (old,) = [each for each in addresses.of_contact(tx, her) if each.value == ann.number]
            addresses.mark_unreachable(tx, old.id, "the number is gone", NOW)
        await start_flow(house, new.contact().id, "light_me_up")
        await send_all(house)

    asyncio.run(story())
    assert to(sms, new.number) == []
    assert "no consent" in str([each.reason for each in new.log() if each.state == "skipped"])


def test_a_yes_to_the_question_opens_the_new_phone(
    ann: Phone, new: Phone, house: House, sms: Scripted, clock: Clock
) -> None:
    async def story() -> None:
        await agreed(ann)
        clock.pass_(minutes=1)
        await join(ann, new)
        clock.pass_(minutes=1)
        await new.text("yes")
        sms.sent.clear()
        await start_flow(house, new.contact().id, "check_in")
        await send_all(house)

    asyncio.run(story())
    assert (to(sms, ann.number), len(to(sms, new.number))) == ([], 1)
    her = ann.contact()
    with house.database.read() as tx:
        assert consents.ledger(tx, her.id)[-1].wording.startswith("join_up@")


def test_a_chat_on_telegram_joins_a_phone(ann: Phone, house: House, sms: Scripted) -> None:
    chat = Phone(house, "5000000001", "telegram")

    async def story() -> None:
        await agreed(ann)
        code = await code_for(ann)
        await chat.text(f"JOIN {code}")
        await chat.text("no")
        sms.sent.clear()
        await start_flow(house, chat.contact().id, "check_in")
        await send_all(house)

    asyncio.run(story())
    assert chat.contact() == ann.contact()
    assert len(to(sms, ann.number)) == 1, "she agreed by SMS; the chat was used last"


def test_a_question_that_waits_is_answered_on_either_phone(ann: Phone, new: Phone, house: House) -> None:
    async def story() -> None:
        await agreed(ann)
        await ann.text("LIGHT")
        await join(ann, new)
        await new.text("yes")
        assert "What lights you up" in new.answers()[-1]
        await new.text("fishing")

    asyncio.run(story())
    with house.database.read() as tx:
        assert [each.words for each in interests.of_contact(tx, ann.contact().id)] == ["fishing"]


def test_a_timer_of_the_one_that_went_still_rings(ann: Phone, new: Phone, house: House, clock: Clock) -> None:
    async def story() -> None:
        await agreed(ann)
        await agreed(new)
        await new.text("pause for 2 days")
        stays, goes = ann.contact().id, new.contact().id
        with house.database.begin() as tx:
            joining.join(tx, stays, goes, "worker", clock())
        clock.pass_(days=2, minutes=1)
        assert await due_timers(house) == 1
        await send_all(house)

    asyncio.run(story())
    assert "You asked us to wait until today" in ann.answers()[-1]


def test_a_contact_without_any_address_stops_nothing(ann: Phone, house: House, clock: Clock) -> None:
    async def story() -> None:
        await agreed(ann)
        her = ann.contact().id
        await ann.text("pause for 2 days")
        with house.database.begin() as tx:
            for each in addresses.of_contact(tx, her):
                addresses.remove(tx, each.id, clock())
        clock.pass_(days=2, minutes=1)
        assert await due_timers(house) == 1
        assert not (await start_flow(house, her, "light_me_up")).queued

    asyncio.run(story())


def test_nothing_is_lost_when_the_phones_write_while_they_are_joined(ann: Phone, new: Phone, house: House) -> None:
    async def story() -> None:
        await agreed(ann)
        code = await code_for(ann)
        said = [
            phone.inbound(f"SAY the {colour} bus is late on {day}")
            for phone, colour in ((ann, "red"), (new, "blue"))
            for day in ("monday", "tuesday", "friday", "saturday")
        ]
        together = [*said[:6], new.inbound(code), *said[6:]]
        await asyncio.gather(*(asyncio.to_thread(take_now, house, each, NOW) for each in together))

    asyncio.run(story())
    her = ann.contact()
    assert her == new.contact()
    texts = {each.text for each in ann.log() if each.inbound}
    assert len([each for each in texts if each.startswith("SAY")]) == 8
    with house.database.read() as tx:
        flows = [each.flow for each in sessions.open_for(tx, her.id)]
        kept = [each.text for each in views.feedback(tx).items]
    assert len(set(flows)) == len(flows)
    assert len(set(kept)) == len(kept)
    assert {f"the red bus is late on {day}" for day in ("monday", "tuesday", "friday", "saturday")} <= set(kept)


def test_two_people_who_join_each_other_at_once_do_not_wait_for_each_other(
    ann: Phone, new: Phone, house: House
) -> None:
    async def story() -> None:
        hers, theirs = await code_for(ann), await code_for(new)
        both = [ann.inbound(theirs), new.inbound(hers)]
        await asyncio.gather(*(asyncio.to_thread(take_now, house, each, NOW) for each in both))

    asyncio.run(story())
    assert ann.contact() == new.contact()


def test_codes_are_drawn_as_they_are_read() -> None:
    drawn = [fresh_code() for _ in range(2000)]
    assert len(set(drawn)) > 1990
    assert all(read_code(f"JOIN {each}") == read_code(each.lower()) == each for each in drawn)


class Undo(Exception):
    """Takes back all that an example did."""


@contextmanager
def undone(database: Database) -> Iterator[Transaction]:
    with suppress(Undo), database.begin() as tx:
        yield tx
        raise Undo


said = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(TEXTS), st.booleans()), max_size=9)
states = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["stopped", "paused", "unsafe", "underage"])), max_size=2
)
orders = st.permutations([0, 1, 2])


def open_now(tx: Transaction, where: Iterable[addresses.Address]) -> set[tuple[UUID, Purpose]]:
    """At which addresses the bot may begin something, and of what kind: as the sender asks the gate."""
    found: set[tuple[UUID, Purpose]] = set()
    for address in where:
        owner = contacts.get(tx, address.contact_id).id
        for purpose in TEXTS:
            messages.queue(tx, owner, address.id, "sms", "Hello", (), "conversation", NOW, purpose=purpose)
            (due,) = messages.due(tx, NOW, 1, ["sms"])
            if may_go(replace(facts_of(due, None), started=()), NOW, ANY_HOUR) == Go():
                found.add((address.id, purpose))
            messages.skip(tx, due.id, "only asked", NOW)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said, states, orders)
def test_joining_opens_nothing_that_was_closed(
    database: Database,
    words: list[tuple[int, Purpose, bool]],
    standing: list[tuple[int, str]],
    order: list[int],
) -> None:
    with undone(database) as tx:
        phones = [reach(tx, f"+44770090000{n}", NOW) for n in range(3)]
        where = [each.address for each in phones]
        for n, purpose, yes in words:
            consents.record(tx, phones[n].contact.id, purpose, yes, "w", "sms", "the person", NOW)
        for n, state in standing:
            put(tx, phones[n].contact.id, state)
        before = open_now(tx, where)
        ids = [phones[n].contact.id for n in order]
        joining.join(tx, ids[0], ids[1], "worker", NOW)
        between = open_now(tx, where)
        joining.join(tx, ids[2], ids[0], "worker", NOW + timedelta(minutes=1))
        after = open_now(tx, where)
        assert after <= between <= before
        assert len({contacts.get(tx, each).id for each in ids}) == 1
        if not standing and all(yes for _, _, yes in words):
            assert after == before, "what was agreed to on a phone stays open on it"


def put(tx: Transaction, contact_id: UUID, state: str) -> None:
    match state:
        case "stopped":
            contacts.stop(tx, contact_id, NOW)
        case "paused":
            contacts.pause(tx, contact_id, NOW)
        case "unsafe":
            contacts.trust(tx, contact_id, "unsafe")
        case "underage":
            contacts.underage(tx, contact_id, NOW)
