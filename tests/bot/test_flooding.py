"""Two hundred texts in a minute: all kept, one gentle line, silence until it is calm; danger and stop still heard."""

import asyncio
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flooding import BRIM, EACH, FULL, poured
from bot.house import House
from storage import alerts, messages
from tests.bot.houses import Clock, Phone, Scripted, send_all
from tests.bot.test_turn import agreed

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
gaps = st.lists(st.integers(0, 90).map(lambda n: timedelta(seconds=n)), max_size=300)


def kinds(house: House) -> list[str]:
    with house.database.read() as tx:
        return [each.kind for each in alerts.open_(tx)]


def test_a_flood_is_kept_and_answered_with_restraint(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    async def story() -> None:
        await agreed(ann)
        clock.pass_(minutes=10)
        sms.sent.clear()
        for n in range(200):
            await ann.text(f"are you there {n}")
            clock.pass_(seconds=0.3)

    asyncio.run(story())
    with house.database.read() as tx:
        thread = messages.after(tx, ann.contact().id, None)
    assert len([each for each in thread if each.inbound]) == 208
    texts = [each.text for each in sms.sent]
    assert len([each for each in texts if "a lot at once" in each]) == 1
    assert len(texts) <= 40
    assert "a lot at once" in texts[-1]
    assert kinds(house).count("flood") == 1


def test_in_a_flood_danger_and_stop_are_heard(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    async def story() -> None:
        await agreed(ann)
        for n in range(100):
            await ann.text(f"hello {n}")
        sms.sent.clear()
        await ann.text("i want to kill myself")
        assert "116 123" in sms.sent[0].text
        assert kinds(house).count("urgent") == 1
        await ann.text("please stop texting me")
        assert ann.contact().stopped_at is not None
        count = len(sms.sent)
        await ann.text("hello")
        assert len(sms.sent) == count

    asyncio.run(story())


def test_when_it_is_calm_again_the_talk_goes_on(ann: Phone, sms: Scripted, clock: Clock) -> None:
    async def story() -> None:
        await agreed(ann)
        for n in range(100):
            await ann.text(f"hello {n}")
        sms.sent.clear()
        clock.pass_(seconds=(BRIM - FULL).total_seconds())
        await ann.text("LIGHT")
        assert sms.sent

    asyncio.run(story())


def test_a_flood_of_one_person_is_nothing_to_another(ann: Phone, house: House, sms: Scripted) -> None:
    bob = Phone(house, "+447700900002")

    async def story() -> None:
        for n in range(100):
            await ann.text(f"hello {n}")
        sms.sent.clear()
        await bob.text("hi")
        await send_all(house)

    asyncio.run(story())
    assert {each.address for each in sms.sent} == {bob.number}


def test_a_repeat_fills_no_cup(ann: Phone, sms: Scripted) -> None:
    async def story() -> None:
        for _ in range(100):
            await ann.text("hiya", provider_id="SM1")
        sms.sent.clear()
        await ann.text("yes")

    asyncio.run(story())
    assert sms.sent
    assert not any("a lot at once" in each.text for each in sms.sent)


@settings(max_examples=2000, deadline=None)
@given(gaps)
def test_a_flood_begins_once_and_ends_in_the_quiet(between: list[timedelta]) -> None:
    now, busy, flooding = NOON, None, False
    for gap in between:
        now += gap
        calm = busy is None or busy - now <= FULL
        busy, flood = poured(busy, now)
        assert busy - now <= BRIM
        assert (flood == "goes_on") == (flooding and not calm)
        if flood == "begins":
            assert busy - now == BRIM
        flooding = flood is not None


@settings(max_examples=500, deadline=None)
@given(st.lists(st.integers(2, 600).map(lambda n: timedelta(seconds=n)), max_size=100))
def test_somebody_who_types_fast_is_no_flood(between: list[timedelta]) -> None:
    now, busy = NOON, None
    for gap in between:
        now += max(gap, EACH)
        busy, flood = poured(busy, now)
        assert flood is None
