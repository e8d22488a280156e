"""Finds what is stuck, gives it an end or a reason, and calls for a person once."""

import asyncio

import structlog

from bot.channels.channel import Reporting
from bot.consequences import ONCE_IN
from bot.house import House
from storage import alerts, messages
from storage.messages import Swept

log = structlog.get_logger()

ANY = "any"
"""What is swept up is counted over all channels."""


async def sweep(house: House) -> Swept:
    """Look once."""
    return await asyncio.to_thread(sweep_now, house)


def sweep_now(house: House) -> Swept:
    """The same, in the calling thread."""
    now = house.clock()
    reporting = [name for name, channel in house.channels.items() if isinstance(channel, Reporting)]
    with house.database.begin() as tx:
        swept = messages.sweep(tx, now, reporting)
        for channel in swept.channels:
            alerts.raise_once(tx, None, "stuck", channel, None, now, ONCE_IN)
    house.measures.failed.labels(ANY, "nobody sent it").inc(swept.forgotten)
    house.measures.skipped.labels(ANY, "too late").inc(swept.expired)
    if swept.forgotten or swept.expired or swept.unconfirmed:
        log.warning("texts were stuck", forgotten=swept.forgotten, expired=swept.expired, unconfirmed=swept.unconfirmed)
    return swept
