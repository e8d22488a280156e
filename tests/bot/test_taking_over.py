"""A worker takes a conversation over from the bot, and hands it back or forgets to."""

import asyncio

from bot.house import House
from storage import contacts
from tests.bot.houses import Phone, Scripted
from tests.bot.test_turn import agreed


def test_the_bot_is_silent_until_the_worker_hands_back_or_a_day_is_over(
    ann: Phone, house: House, sms: Scripted
) -> None:
    asyncio.run(agreed(ann))
    her = ann.contact().id
    with house.database.begin() as tx:
        contacts.take_over(tx, her, house.clock())
    sms.sent.clear()
    asyncio.run(ann.text("MY DATA"))
    assert sms.sent == []
    with house.database.begin() as tx:
        contacts.hand_back(tx, her)
    asyncio.run(ann.text("MY DATA"))
    assert sms.sent
    with house.database.begin() as tx:
        contacts.take_over(tx, her, house.clock())
    sms.sent.clear()
    house.clock.pass_(days=1)  # type: ignore[attr-defined]
    asyncio.run(ann.text("MY DATA"))
    assert sms.sent
    assert [each.text for each in ann.log() if each.inbound].count("MY DATA") == 3
