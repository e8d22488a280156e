"""Every outbound message ends in one recorded state with a reason; each error is answered as it asks."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.channels.channel import Outgoing, Sent
from bot.channels.errors import Moved, OptedOut, OursToFix, Refused, SendError, TryLater, Uncertain, Unreachable
from bot.consequences import HOLD
from bot.house import House
from bot.sending import LEASE, WAITS
from bot.turn import start_flow, take, take_now
from storage import addresses, alerts, messages
from storage.messages import Claimed, Message
from tests.bot.houses import Clock, Phone, Scripted, send_all


def first_out(phone: Phone) -> Message:
    return next(each for each in phone.log() if not each.inbound)


def kinds_of_alert(house: House) -> list[str]:
    with house.database.read() as tx:
        return [each.kind for each in alerts.open_(tx)]


def test_a_transient_failure_is_tried_again(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    sms.script.extend([TryLater("busy", "20429"), TryLater("busy", "20429")])

    async def story() -> None:
        await ann.text("hi")
        assert first_out(ann).state == "queued"
        for wait in WAITS[:2]:
            clock.pass_(seconds=wait.total_seconds())
            await send_all(house)

    asyncio.run(story())
    assert first_out(ann).state == "sent"


def test_the_providers_wish_is_obeyed(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    sms.script.append(TryLater("slow down", "429", after=30))

    async def story() -> None:
        await ann.text("hi")
        clock.pass_(seconds=29)
        await send_all(house)
        assert sms.sent == []
        clock.pass_(seconds=1)
        await send_all(house)

    asyncio.run(story())
    assert sms.sent


def test_trying_comes_to_an_end(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    sms.script.extend(TryLater("busy") for _ in range(100))

    async def story() -> None:
        clock.pass_(hours=-3)
        await ann.text("hi")
        for _ in range(60):
            clock.pass_(minutes=10)
            await send_all(house)

    asyncio.run(story())
    ends = [(each.state, each.reason) for each in ann.log() if not each.inbound]
    assert set(ends) == {("failed", f"gave up after {len(WAITS) + 1} tries: busy")}


@pytest.mark.parametrize("error", [Unreachable("the number does not exist", "21211"), Refused("spam filter", "30007"),
                                   OptedOut("replied STOP", "21610")])  # fmt: skip
def test_a_permanent_failure_is_recorded_with_its_reason(
    ann: Phone, house: House, sms: Scripted, error: SendError
) -> None:
    sms.script.append(error)
    asyncio.run(ann.text("hi"))
    assert (first_out(ann).state, first_out(ann).reason) == ("failed", error.reason)


def test_an_address_that_is_gone_gets_nothing_more(ann: Phone, house: House, sms: Scripted) -> None:
    sms.script.append(Unreachable("the number does not exist", "21211"))
    asyncio.run(ann.text("hi"))
    with house.database.read() as tx:
        (address,) = addresses.of_contact(tx, ann.contact().id)
    assert address.unreachable_reason == "the number does not exist"
    assert sms.sent == []
    assert {each.state for each in ann.log() if not each.inbound} <= {"failed", "skipped"}


def test_a_stop_that_only_the_provider_saw_counts(ann: Phone, house: House, sms: Scripted) -> None:
    sms.script.append(OptedOut("replied STOP", "21610"))
    asyncio.run(ann.text("hi"))
    assert ann.contact().stopped_at is not None
    assert kinds_of_alert(house) == ["stopped"]


def test_a_wrong_setting_rests_the_channel_and_fails_nobody(
    ann: Phone, house: House, sms: Scripted, clock: Clock
) -> None:
    sms.script.extend([OursToFix("wrong token", "20003")] * 2)
    bob = Phone(house, "+447700900002")

    async def story() -> None:
        await ann.text("hi")
        await bob.text("hi")
        assert sms.sent == []
        assert kinds_of_alert(house) == ["channel"]
        sms.script.clear()
        clock.pass_(seconds=HOLD.total_seconds())
        await send_all(house)

    asyncio.run(story())
    assert first_out(ann).state == first_out(bob).state == "sent"


def test_a_moved_chat_is_followed(ann: Phone, house: House, sms: Scripted) -> None:
    sms.script.append(Moved("the chat moved", "+447700900077", "400"))
    asyncio.run(ann.text("hi"))
    assert sms.sent[0].address == "+447700900077"


class Asked(Scripted):
    """A channel whose provider took the message before the call broke off."""

    async def find_sent(self, message: Outgoing, since: object, others: object = ()) -> Sent | None:
        return Sent("SM-found")


def test_after_a_broken_call_the_provider_is_asked_first(house: House, sms: Scripted, clock: Clock) -> None:
    asked = Asked()
    asked.script.append(Uncertain("timed out"))
    house.sender.channels = {"sms": asked}
    ann = Phone(house)

    async def story() -> None:
        await ann.text("hi")
        clock.pass_(seconds=WAITS[0].total_seconds())
        await send_all(house)

    asyncio.run(story())
    assert first_out(ann).state == "sent"
    assert first_out(ann).text not in [each.text for each in asked.sent]


def test_a_channel_that_breaks_its_word_loses_no_text(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    sms.script.append(ValueError("a bug"))

    async def story() -> None:
        await ann.text("hi")
        clock.pass_(seconds=WAITS[0].total_seconds())
        await send_all(house)

    asyncio.run(story())
    assert first_out(ann).state == "sent"


def test_a_conversation_that_the_bot_starts_waits_for_the_morning(
    ann: Phone, house: House, sms: Scripted, clock: Clock
) -> None:
    async def story() -> None:
        await ann.text("hi")
        await ann.text("yes")
        for _ in range(6):
            await ann.text("skip")
        sms.sent.clear()
        clock.pass_(hours=10)
        await start_flow(house, ann.contact().id, "light_me_up")
        await send_all(house)
        assert sms.sent == []
        clock.pass_(hours=11)
        await send_all(house)

    asyncio.run(story())
    assert sms.sent


def test_a_persons_texts_stay_in_order(ann: Phone, house: House, sms: Scripted, clock: Clock) -> None:
    sms.script.append(TryLater("busy"))

    async def story() -> None:
        await ann.text("hi")
        await ann.text("yes")
        assert sms.sent == []
        clock.pass_(seconds=10)
        await send_all(house)

    asyncio.run(story())
    assert [each.text for each in sms.sent] == ann.answers()


def test_settled_tells_when_the_last_word_is_recorded(ann: Phone, house: House) -> None:
    async def story() -> None:
        sending = asyncio.create_task(house.sender.run())
        taken = await ann.text("hi")
        assert await house.sender.settled(taken.queued)
        sending.cancel()

    asyncio.run(story())


def test_urgent_words_wait_behind_nobody(house: House, sms: Scripted, clock: Clock) -> None:
    phones = [Phone(house, f"+4477009001{n:02d}") for n in range(12)]

    async def story() -> None:
        for phone in phones:
            await take(house, phone.inbound("hello"))
        clock.pass_(seconds=1)
        await take(house, phones[-1].inbound("i want to die"))
        await house.sender.send_due()

    asyncio.run(story())
    assert "116 123" in sms.sent[0].text


def test_a_stop_just_before_a_text_goes_holds_it_back(ann: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await take(house, ann.inbound("hello"))
        await take(house, ann.inbound("STOP"))
        await send_all(house)

    asyncio.run(story())
    assert sms.sent == []
    assert {each.state for each in ann.log() if not each.inbound} == {"skipped"}


def test_a_chat_that_moved_to_somebody_elses_address_fails_and_ends(house: House, sms: Scripted) -> None:
    bob, ann = Phone(house, "+447700900002"), Phone(house)

    async def story() -> None:
        await bob.text("hi")
        sms.script.append(Moved("the chat moved", bob.number, "400"))
        await ann.text("hi")

    asyncio.run(story())
    assert first_out(ann).state == "failed"


@dataclass
class Slow(Scripted):
    """A channel that never ends a call until it is let go."""

    begun: int = 0
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Outgoing) -> Sent:
        self.begun += 1
        await self.let_go.wait()
        return await super().send(message)


def test_one_text_is_in_flight_where_nobody_can_be_asked_and_no_channel_waits_for_another(
    house: House, sms: Scripted
) -> None:
    slow = Slow("telegram")
    house.sender.channels = {"telegram": slow, "sms": sms}
    people = [Phone(house, str(5_000_000_000 + n), "telegram") for n in range(5)]

    async def story() -> None:
        sending = asyncio.create_task(house.sender.run())
        for each in people:
            await take(house, each.inbound("hello"))
        taken = await take(house, Phone(house).inbound("hello"))
        assert await house.sender.settled(taken.queued)
        assert slow.begun == 1
        sending.cancel()

    asyncio.run(story())


def test_what_may_have_gone_before_a_stop_says_so(ann: Phone, house: House, clock: Clock) -> None:
    async def story() -> None:
        await take(house, ann.inbound("HELP"))
        claimed = house.sender.claim("sms")  # and then its process dies
        assert isinstance(claimed, Claimed)
        clock.pass_(seconds=30)
        await ann.text("STOP")
        clock.pass_(seconds=LEASE.total_seconds())
        await send_all(house)

    asyncio.run(story())
    ends = [(each.state, each.reason) for each in ann.log() if not each.inbound]
    stopped = "stopped: this person asked for no more texts"
    assert ends[0] == ("skipped", f"{stopped}; it is not known whether an earlier try arrived")
    assert set(ends[1:]) <= {("skipped", stopped)}


def test_whoever_queues_in_another_thread_wakes_the_sender(house: House, sms: Scripted, ann: Phone) -> None:
    async def story() -> None:
        sending = asyncio.create_task(house.sender.run())
        await asyncio.to_thread(take_now, house, ann.inbound("hi"), house.clock())
        with house.database.read() as tx:
            queued = [each.id for each in messages.of_contact(tx, ann.contact().id, 9).items if not each.inbound]
        await asyncio.to_thread(house.sender.wake)
        assert await house.sender.settled(queued)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        house.sender.wake()  # nobody is there to be woken

    asyncio.run(story())
    assert sms.sent
