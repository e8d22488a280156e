"""One turn: what a text leaves behind, once, in order, whatever happens around it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from bot.channels.channel import Inbound, StatusReport
from bot.channels.errors import OptedOut, Unreachable
from bot.house import House
from bot.turn import report, start_flow, take
from conversations.line import LineFacts
from storage import addresses, alerts, consents, meetings, networks, sessions, views
from tests.bot.houses import ANN, BOB, Clock, Phone, Scripted, send_all


async def agreed(phone: Phone) -> None:
    """Through the welcome, skipping whatever may be skipped."""
    await phone.text("hi")
    await phone.text("yes")
    for _ in range(6):
        await phone.text("skip")


def test_a_first_text_is_answered_with_a_welcome(ann: Phone, sms: Scripted) -> None:
    asyncio.run(ann.text("hiya"))
    assert sms.sent
    assert all(each.address == ANN for each in sms.sent)
    assert "Lightline" in sms.sent[0].text
    assert [each.state for each in ann.log()] == ["received"] + ["sent"] * len(sms.sent)


def test_a_repeat_is_answered_once(ann: Phone, sms: Scripted) -> None:
    async def story() -> None:
        await ann.text("hiya", provider_id="SM1")
        before = len(sms.sent)
        taken = await ann.text("hiya", provider_id="SM1")
        assert taken.repeat
        assert len(sms.sent) == before

    asyncio.run(story())
    assert len([each for each in ann.log() if each.inbound]) == 1


def test_yes_is_written_down_with_the_words_it_was_said_to(ann: Phone, house: House) -> None:
    async def story() -> None:
        await ann.text("hiya")
        await ann.text("yes")

    asyncio.run(story())
    with house.database.read() as tx:
        (entry,) = consents.ledger(tx, ann.contact().id)
    assert (entry.purpose, entry.given, entry.channel, entry.recorded_by) == (
        "conversation", True, "sms", "the person")  # fmt: skip
    assert entry.wording.startswith("welcome@")


def test_twenty_texts_at_once_are_all_kept_in_one_session(ann: Phone, house: House) -> None:
    async def story() -> None:
        await asyncio.gather(*(take(house, ann.inbound(f"text {n}", f"id {n}")) for n in range(20)))
        await asyncio.gather(*(take(house, ann.inbound(f"text {n}", f"id {n}")) for n in range(20)))

    asyncio.run(story())
    kept = [each.text for each in ann.log() if each.inbound]
    assert sorted(kept) == sorted(f"text {n}" for n in range(20))
    with house.database.read() as tx:
        assert len(sessions.open_for(tx, ann.contact().id)) <= 1


def test_stop_is_silence(ann: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        sms.sent.clear()
        await ann.text("STOP")
        await ann.text("ta")
        await start_flow(house, ann.contact().id, "light_me_up")
        await send_all(house)

    asyncio.run(story())
    assert sms.sent == []
    assert ann.contact().stopped_at is not None
    with house.database.read() as tx:
        assert [each.kind for each in alerts.open_(tx)] == ["stopped"]


def test_start_opens_the_line_again(ann: Phone, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        await ann.text("STOP")
        sms.sent.clear()
        await ann.text("START")

    asyncio.run(story())
    assert sms.sent
    assert ann.contact().stopped_at is None


def test_a_view_reaches_the_network_it_was_said_for(ann: Phone, house: House) -> None:
    now = house.clock()
    with house.database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Mini Network", "Leeds", now)
        starts = datetime(2026, 12, 3, 11, 0, tzinfo=UTC)
        meeting = meetings.create(tx, leeds.id, "December", starts, "The Vale", ["What gets in your way?"], now)

    async def story() -> None:
        await ann.text("JOIN LEEDS")
        await ann.text("yes")
        for _ in range(6):
            await ann.text("skip")
        await ann.text("SAY the bus stops at six")
        await start_flow(house, ann.contact().id, "have_your_say")
        await send_all(house)
        await ann.text("nobody answers the phone")

    asyncio.run(story())
    with house.database.read() as tx:
        said = views.feedback(tx, leeds.id, None, None, None, 10, None).items
    assert {(each.text, each.question, each.meeting_id) for each in said} == {
        ("the bus stops at six", None, None),
        ("nobody answers the phone", "What gets in your way?", meeting.id),
    }


def test_what_was_said_before_the_area_is_known_reaches_the_network(ann: Phone, house: House) -> None:
    now = house.clock()
    with house.database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Mini Network", "Leeds", now)
        networks.create(tx, "kirklees", "Kirklees Mini Network", "Kirklees", now)

    async def story() -> None:
        for words in ("SAY the bus stops at six", "yes", "skip", "leeds", "JOIN KIRKLEES"):
            await ann.text(words)

    asyncio.run(story())
    with house.database.read() as tx:
        assert [each.text for each in views.feedback(tx, leeds.id).items] == ["the bus stops at six"]


def test_a_blocked_bot_is_an_address_nobody_writes_to(house: House, sms: Scripted) -> None:
    bob = Phone(house, BOB)

    async def story() -> None:
        await agreed(bob)
        await take(house, Inbound("sms", BOB, "", "blocked-1", blocked=True))
        sms.sent.clear()
        await start_flow(house, bob.contact().id, "light_me_up")
        await send_all(house)
        assert sms.sent == []
        await bob.text("START")

    asyncio.run(story())
    with house.database.read() as tx:
        (address,) = addresses.of_contact(tx, bob.contact().id)
    assert address.unreachable_reason is None
    assert sms.sent


def test_urgent_words_reach_a_person_whatever_the_flow(ann: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await ann.text("hiya")
        sms.sent.clear()
        await ann.text("i want to die")

    asyncio.run(story())
    assert "116 123" in " ".join(each.text for each in sms.sent)
    with house.database.read() as tx:
        (alert,) = alerts.open_(tx)
    assert (alert.kind, alert.category, alert.contact_id) == ("urgent", "suicide", ann.contact().id)


def test_what_the_provider_says_is_ranked(ann: Phone, house: House, clock: Clock) -> None:
    async def story() -> None:
        await ann.text("hiya")
        await report(house, StatusReport("sms", "SM1", "delivered"))
        clock.pass_(seconds=1)
        await report(house, StatusReport("sms", "SM1", "sent"))
        await report(house, StatusReport("sms", "SM-never-seen", "delivered"))

    asyncio.run(story())
    assert next(each.state for each in ann.log() if not each.inbound) == "delivered"


def test_a_number_that_a_later_report_says_is_gone_gets_nothing_more(ann: Phone, house: House, sms: Scripted) -> None:
    gone = Unreachable("The number is not in use any more.", "30005")

    async def story() -> None:
        await ann.text("hiya")
        await report(house, StatusReport("sms", "SM1", "undelivered", "30005", gone))

    asyncio.run(story())
    with house.database.read() as tx:
        (address,) = addresses.of_contact(tx, ann.contact().id)
    assert address.unreachable_reason == gone.reason
    told = next(each for each in ann.log() if not each.inbound)
    assert (told.state, told.reason, told.code) == ("failed", gone.reason, "30005")


def test_a_stop_that_a_later_report_tells_of_counts_once(ann: Phone, house: House) -> None:
    stopped = OptedOut("The person texted STOP.", "21610")

    async def story() -> None:
        await ann.text("hiya")
        for sid in ("SM1", "SM2"):
            await report(house, StatusReport("sms", sid, "failed", "21610", stopped))

    asyncio.run(story())
    assert ann.contact().stopped_at is not None
    with house.database.read() as tx:
        assert [each.kind for each in alerts.open_(tx)] == ["stopped"]


def test_a_bug_of_ours_costs_nobody_their_words(ann: Phone, house: House, sms: Scripted) -> None:
    broken = replace(house, line=cast(LineFacts, None))

    async def story() -> None:
        taken = await take(broken, ann.inbound("hiya", "SM1"))
        again = await take(broken, ann.inbound("hiya", "SM1"))
        assert (taken.repeat, again.repeat) == (False, True)

    asyncio.run(story())
    assert [each.text for each in ann.log()] == ["hiya"]
    with house.database.read() as tx:
        assert [each.kind for each in alerts.open_(tx)] == ["broken"]


def test_no_conversation_is_begun_with_somebody_who_did_not_agree(ann: Phone, house: House, sms: Scripted) -> None:
    async def story() -> None:
        await ann.text("hiya")
        await ann.text("no")
        sms.sent.clear()
        await start_flow(house, ann.contact().id, "have_your_say")
        await send_all(house)

    asyncio.run(story())
    assert sms.sent == []
    with house.database.read() as tx:
        assert "have_your_say" not in [each.flow for each in sessions.open_for(tx, ann.contact().id)]


def test_what_was_told_before_a_yes_is_kept_once(ann: Phone, house: House) -> None:
    now = house.clock()
    with house.database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Mini Network", "Leeds", now)
    said = "the buses never come round here on a sunday"

    async def story() -> None:
        for words in ("hello", said, "yes", "Ann", "leeds", "1", "fishing", "thats it", "no", "yes"):
            await ann.text(words)

    asyncio.run(story())
    with house.database.read() as tx:
        assert [each.text for each in views.feedback(tx, leeds.id).items] == [said]


def test_danger_is_seen_across_lines(ann: Phone, house: House) -> None:
    async def story() -> None:
        await ann.text("hiya")
        await ann.text("i want to\nkill\nmyself")

    asyncio.run(story())
    with house.database.read() as tx:
        assert [each.kind for each in alerts.open_(tx)] == ["urgent"]


def test_danger_in_the_text_that_opens_the_line_again_gets_the_numbers(ann: Phone, sms: Scripted) -> None:
    async def story() -> None:
        await agreed(ann)
        await ann.text("STOP")
        sms.sent.clear()
        await ann.text("start texting me again i want to kill myself")

    asyncio.run(story())
    assert "116 123" in " ".join(each.text for each in sms.sent)


def test_a_stop_told_again_after_a_start_is_old_news(ann: Phone, house: House) -> None:
    stopped = StatusReport("sms", "SM1", "failed", "21610", OptedOut("The person texted STOP.", "21610"))

    async def story() -> None:
        await ann.text("hiya")
        await report(house, stopped)
        await ann.text("START")
        await report(house, stopped)

    asyncio.run(story())
    assert ann.contact().stopped_at is None
