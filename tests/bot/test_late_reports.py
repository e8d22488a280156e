"""What the provider says after it took a text: whatever the order, it is acted on once."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.catalogue import twilio_error
from bot.channels.channel import Knock, Mail, StatusReport
from bot.channels.errors import OursToFix, SendError
from bot.house import House, build
from bot.settings import load_settings
from bot.sweeping import sweep
from bot.turn import report, take
from storage import addresses, alerts
from storage.alerts import Alert
from storage.database import Database
from storage.messages import Message
from tests.bot.houses import Clock, Phone, Scripted, send_all

HOURS = (6, 24, 48)
"""Between the tries to reach a phone that is off."""


class Reports(Scripted):
    """A channel whose provider reports, with Twilio's codes."""

    def receive_status(self, knock: Knock) -> Mail:
        return Mail()

    def meaning(self, code: str | None) -> SendError:
        return twilio_error(code)


@pytest.fixture
def sms() -> Reports:
    return Reports()


def lost(sid: str, code: str) -> StatusReport:
    return StatusReport("sms", sid, "undelivered", code, twilio_error(code))


def out(phone: Phone) -> list[Message]:
    return [each for each in phone.log() if not each.inbound]


def alerted(house: House) -> list[Alert]:
    with house.database.read() as tx:
        return list(alerts.open_(tx))


def unreachable(phone: Phone) -> str | None:
    contact = phone.contact()
    with phone.house.database.read() as tx:
        return addresses.of_contact(tx, contact.id)[0].unreachable_reason


async def one_text(phone: Phone) -> None:
    """Somebody writes and one text goes out."""
    await take(phone.house, phone.inbound("hi"))
    await phone.house.sender.send_due()


def test_a_phone_that_is_off_is_tried_a_few_times_over_days(
    ann: Phone, house: House, sms: Reports, clock: Clock
) -> None:
    async def story() -> None:
        await ann.text("hi")
        text, before = out(ann)[0], len(sms.sent)
        for number, hours in enumerate(HOURS, 1):
            sid = "SM1" if number == 1 else f"SM{len(sms.sent)}"
            await report(house, lost(sid, "30003"))
            await report(house, lost(sid, "30003"))
            await report(house, StatusReport("sms", sid, "failed", "30003", twilio_error("30003")))
            assert (out(ann)[0].state, out(ann)[0].reason) == ("queued", "The phone is off or out of reach.")
            clock.pass_(hours=hours, seconds=-1)
            await send_all(house)
            assert len(sms.sent) == before + number - 1
            clock.now = clock.now.replace(hour=12) + timedelta(days=1)  # a decent hour
            await send_all(house)
            assert [each.id for each in sms.sent[before:]] == [text.id] * number
        await report(house, lost(f"SM{len(sms.sent)}", "30003"))
        clock.pass_(days=9)
        await send_all(house)
        assert len(sms.sent) == before + len(HOURS)

    asyncio.run(story())
    assert out(ann)[0].state == "failed"
    assert unreachable(ann) is None
    assert ann.contact().stopped_at is None


@pytest.mark.parametrize("early", [True, False])
def test_a_number_that_is_gone_is_acted_on_also_before_the_answer_to_the_send(
    ann: Phone, house: House, early: bool
) -> None:
    async def story() -> None:
        await take(house, ann.inbound("hi"))
        if early:
            await report(house, lost("SM1", "30005"))
        await house.sender.send_due()
        if not early:
            await report(house, lost("SM1", "30005"))
        await report(house, lost("SM1", "30005"))
        await send_all(house)

    asyncio.run(story())
    assert unreachable(ann) == "The number is not in use any more."
    assert [each.state for each in out(ann)] == ["failed", "skipped"]


@pytest.mark.parametrize("early", [True, False])
def test_a_stop_that_the_carrier_tells_late_counts_once(ann: Phone, house: House, early: bool) -> None:
    async def story() -> None:
        await take(house, ann.inbound("hi"))
        if early:
            await report(house, lost("SM1", "21610"))
        await house.sender.send_due()
        await report(house, lost("SM1", "21610"))
        await report(house, lost("SM1", "21610"))

    asyncio.run(story())
    assert ann.contact().stopped_at is not None
    assert [each.kind for each in alerted(house)] == ["stopped"]


def test_an_unknown_code_is_not_tried_again_and_a_person_is_called_once(house: House, sms: Reports) -> None:
    people = [Phone(house, f"+4477009001{n:02d}") for n in range(4)]

    async def story() -> None:
        for each in people:
            await each.text("hi")
        for number in range(len(sms.sent)):
            await report(house, lost(f"SM{number + 1}", "99999"))

    asyncio.run(story())
    reasons = {(text.state, text.reason) for each in people for text in out(each)}
    assert reasons == {("failed", "Twilio gave code 99999, which is not in our list. A person must look.")}
    assert [(each.kind, each.category) for each in alerted(house)] == [("refused", "99999")]


def test_what_is_ours_to_fix_rests_the_channel_in_every_process_and_is_told_once(
    ann: Phone, house: House, database: Database, sms: Reports, clock: Clock
) -> None:
    other_sms = Reports()
    other = build(load_settings(None), clock=clock, database=database, flows=house.flows, channels={"sms": other_sms})

    async def story() -> None:
        sms.script.append(OursToFix("The account is suspended.", "30002"))
        other_sms.script.append(OursToFix("The account is suspended.", "30002"))
        await ann.text("hi")
        assert not await other.sender.send_next("sms"), "it rests here as well"
        clock.pass_(minutes=5)
        assert await other.sender.send_next("sms"), "one tries whether it is mended"
        assert not await house.sender.send_next("sms")
        clock.pass_(minutes=5)
        await send_all(house)

    asyncio.run(story())
    assert [each.kind for each in alerted(house)] == ["channel"]
    assert {each.state for each in out(ann)} == {"sent"}


def test_the_sweep_gives_every_stuck_text_a_reason(house: House, ann: Phone, sms: Reports, clock: Clock) -> None:
    bob = Phone(house, "+447700900002")

    async def story() -> None:
        await one_text(ann)
        house.sender.channels = {}
        await take(house, bob.inbound("hi"))
        clock.pass_(days=1)
        assert (await sweep(house)).forgotten == len(out(ann)) - 1 + len(out(bob))
        assert (await sweep(house)).forgotten == 0
        clock.pass_(days=2)
        assert (await sweep(house)).unconfirmed == 1
        assert (await sweep(house)).unconfirmed == 0

    asyncio.run(story())
    assert (out(ann)[0].state, out(ann)[0].reason) == (
        "sent", "the phone network has not said for 3 days whether it arrived")  # fmt: skip
    assert {each.state for each in out(bob)} == {"failed"}
    assert [each.kind for each in alerted(house)] == ["stuck"]


def test_a_report_after_the_sweep_still_counts(house: House, ann: Phone, clock: Clock) -> None:
    async def story() -> None:
        await one_text(ann)
        clock.pass_(days=3)
        await sweep(house)
        await report(house, StatusReport("sms", "SM1", "delivered"))

    asyncio.run(story())
    assert (out(ann)[0].state, out(ann)[0].reason) == ("delivered", None)
