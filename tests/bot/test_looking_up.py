"""Twilio is asked whether it took a text before that goes again; what it took of another text is no answer."""

import asyncio
from collections.abc import Iterator
from uuid import UUID

import pytest

from bot.house import House, build
from bot.sending import WAITS
from bot.settings import load_settings
from storage import contacts, messages
from storage.database import Database
from tests.bot.houses import ANN, Clock, send_all
from tests.standins.twilio import TwilioStandIn

THANKS = "Thank you, Ann."


@pytest.fixture
def twilio(clock: Clock) -> Iterator[TwilioStandIn]:
    with TwilioStandIn(clock=clock) as twilio:
        yield twilio


@pytest.fixture
def house(database: Database, clock: Clock, twilio: TwilioStandIn) -> House:
    settings = load_settings(
        None,
        LIGHTLINE_PUBLIC_URL=twilio.public_url,
        TWILIO_ACCOUNT_SID=twilio.account_sid,
        TWILIO_AUTH_TOKEN=twilio.auth_token,
        TWILIO_FROM=twilio.number,
        TWILIO_API_BASE_URL=twilio.base_url,
        TWILIO_SEGMENTS_PER_SECOND="1000",
    )
    return build(settings, clock=clock, database=database)


@pytest.mark.parametrize("taken", [True, False])
def test_a_text_that_says_the_same_as_the_one_before_is_no_repeat_of_it(
    house: House, clock: Clock, twilio: TwilioStandIn, taken: bool
) -> None:
    twice = [queued(house) for _ in range(2)]

    async def story() -> None:
        await house.sender.send_due()
        twilio.break_next(after_taking=taken)
        await house.sender.send_due()
        assert len(twilio.sent) == 1 + taken
        clock.pass_(seconds=WAITS[0].total_seconds())
        await send_all(house)

    asyncio.run(story())
    assert [each.body for each in twilio.sent] == [THANKS] * 2
    with house.database.read() as tx:
        assert [each.state for each in messages.by_ids(tx, twice)] == ["sent", "sent"]


def queued(house: House) -> UUID:
    """Ann is thanked."""
    now = house.clock()
    with house.database.begin() as tx:
        ann = contacts.reach(tx, "sms", ANN, now)
        return messages.queue(tx, ann.contact.id, ann.address.id, "sms", THANKS, (), "reply", now)
