"""A person asks to be erased, says yes, gets one text, and is gone."""

import asyncio

import pytest

from bot.house import House
from bot.ticks import erase_to_the_end
from storage import alerts, contacts, views
from storage.contacts import Contact
from tests.bot.houses import Phone, Scripted
from tests.bot.test_turn import agreed


@pytest.fixture
def settled(ann: Phone) -> Phone:
    """Ann has agreed, and told her Network something."""
    asyncio.run(agreed(ann))
    asyncio.run(ann.text("SAY the lift has been broken for weeks"))
    return ann


def people(house: House) -> tuple[Contact, ...]:
    with house.database.read() as tx:
        return contacts.page(tx, None, 10).items


def texts(phone: Phone, *words: str) -> None:
    async def story() -> None:
        for each in words:
            await phone.text(each)
        phone.house.clock.pass_(hours=1)  # type: ignore[attr-defined]
        await erase_to_the_end(phone.house)

    asyncio.run(story())


def test_she_gets_one_last_text_and_is_gone(settled: Phone, house: House, sms: Scripted) -> None:
    texts(settled, "delete my data", "yes", "no")
    assert sms.sent[-1].text.startswith("It is all gone now")
    assert people(house) == ()
    with house.database.read() as tx:
        assert views.feedback(tx).items == ()
        assert [(each.kind, each.contact_id) for each in alerts.open_(tx)] == [("erased", None)]


def test_a_yes_that_is_delivered_again_is_a_repeat(settled: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        for each in ("delete my data", "yes"):
            await settled.text(each)
        await settled.text("no", provider_id="SM-last")
        before = len(sms.sent)
        assert (await settled.text("no", provider_id="SM-last")).repeat
        assert len(sms.sent) == before

    asyncio.run(story())
    assert people(house) == ()


def test_what_she_told_her_network_may_stay_without_a_name(settled: Phone, house: House) -> None:
    texts(settled, "delete my data", "yes", "yes")
    assert people(house) == ()
    with house.database.read() as tx:
        (view,) = views.feedback(tx).items
    assert (view.text, view.attribution) == ("the lift has been broken for weeks", None)


def test_she_is_somebody_new_when_she_writes_again(settled: Phone, house: House, sms: Scripted) -> None:
    texts(settled, "delete my data", "yes", "no")
    sms.sent.clear()
    texts(settled, "hello")
    assert "Lightline" in sms.sent[0].text
    assert [each.reference for each in people(house)] == ["WY-0002"]


def test_she_is_somebody_new_also_before_the_address_has_gone(settled: Phone, house: House) -> None:
    async def story() -> None:
        for each in ("delete my data", "yes", "no", "hello"):
            await settled.text(each)

    asyncio.run(story())
    assert [each.reference for each in people(house)] == ["WY-0002"]


def test_a_person_in_danger_is_not_erased_before_a_worker_has_looked(settled: Phone, house: House) -> None:
    her = settled.contact().id
    with house.database.begin() as tx:
        alerts.raise_(tx, her, "urgent", None, None, house.clock())
    texts(settled, "delete my data", "yes")
    assert "We have asked a worker" in settled.answers()[-1]
    assert {each.kind for each in open_alerts(house)} >= {"urgent", "delete_data"}
    assert people(house)


def open_alerts(house: House) -> tuple[alerts.Alert, ...]:
    with house.database.read() as tx:
        return alerts.open_(tx)
