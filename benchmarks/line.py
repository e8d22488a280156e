"""A line to measure, and people who text it: Twilio's signed calls, made beforehand."""

import functools
import itertools
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from bot.channels.channel import Knock
from bot.channels.sms import SmsChannel
from bot.house import House, build
from bot.settings import load_settings
from bot.turn import take_now
from conversations.library import load_flows
from storage.database import Database
from storage.sealing import KeyRing
from tests.databases import KEY
from tests.standins.twilio import TwilioStandIn

SAYINGS = ("hi", "yes", "Sam", "skip", "skip", "gardening", "football and a brew", "that's it", "yes",
           "SAY the buses stop at six", "LIGHT", "the bus never comes on a sunday", "yes", "ta")  # fmt: skip
"""What everybody says. Nobody repeats themselves, so each text is read anew."""
PEOPLE = 1000
"""Made-up numbers that there are."""
BEGINS = datetime(2026, 11, 24, 10, tzinfo=UTC)
A_TURN = timedelta(seconds=20)

flows = functools.cache(load_flows)


def quiet() -> None:
    """Log lines are not what is measured."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def passing(begins: datetime = BEGINS) -> Callable[[], datetime]:
    """A clock on which every look takes as long as a person does to answer."""
    looks = itertools.count()
    return lambda: begins + A_TURN * next(looks)


def line_on(url: str, clock: Callable[[], datetime]) -> House:
    """A whole line with an SMS channel, on a database that is there. It reaches nobody: nothing here sends."""
    return line_in(Database(url, KeyRing([KEY])), clock)


def line_in(database: Database, clock: Callable[[], datetime]) -> House:
    """The same on a database that is open."""
    twilio = TwilioStandIn()
    settings = load_settings(
        None,
        LIGHTLINE_PUBLIC_URL=twilio.public_url,
        TWILIO_ACCOUNT_SID=twilio.account_sid,
        TWILIO_AUTH_TOKEN=twilio.auth_token,
        TWILIO_FROM=twilio.number,
    )
    return build(settings, clock=clock, database=database, flows=flows())


def knocks(count: int, first: int = 0) -> list[Knock]:
    """Texts of many people, each having the same conversation, as Twilio would deliver and sign them."""
    twilio = TwilioStandIn()
    each = ((n, first + n // len(SAYINGS), SAYINGS[n % len(SAYINGS)]) for n in range(count))
    return [twilio.text(number_of(person), words, f"SM{first:04d}{n:028d}").knock for n, person, words in each]


def number_of(person: int) -> str:
    return f"+447700900{person % PEOPLE:03d}"


def taking(house: House, knocks: list[Knock]) -> Callable[[int], object]:
    """One call is one turn: signature, reading, flow, sealing, and everything kept and committed."""
    channel = sms_of(house)

    def once(n: int) -> object:
        (inbound,) = channel.receive_texts(knocks[n]).texts
        return take_now(house, inbound, house.clock())

    return once


def sms_of(house: House) -> SmsChannel:
    assert house.sms
    return house.sms
