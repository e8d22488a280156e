"""Fetches the voice notes and pictures that people sent, after the turn that took them, and keeps them sealed.

Like messages that go out they are rows under a lease: claimed in one short transaction, fetched with none open, and
written down in another. A process that dies in the middle loses its lease and another takes over.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.channels.channel import Fetches
from bot.channels.errors import Refused, SendError, TryLater
from bot.channels.file_types import is_what_it_says
from bot.house import House
from bot.logs import where
from bot.turn import Taken, begin_in, woken
from conversations.events import Lost
from storage import contacts, media
from storage.errors import NotThere
from storage.media import Claimed

log = structlog.get_logger()

LEASE = timedelta(minutes=3)
"""Longer than a fetch may take, so a living process never loses its claim."""
AT_ONCE = 4
"""Files in memory at the same time."""
WAITS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 3600, 4 * 3600))
"""How long to wait after each failure that may pass; after the last one it is given up (about 6 hours)."""
ASKED_AGAIN = timedelta(days=1)
"""How long a file waits before we look again whether its sender has agreed; a yes wakes it at once."""
PATIENCE = timedelta(days=14)
"""How long the welcome waits for a yes; after it what was sent before is let go."""
TOLD_LATELY = timedelta(hours=1)
"""Within this a second loss is not told: an album is one thing to whoever sent it."""


async def fetch_due(house: House) -> int:
    """Fetch what waits, a few at a time; how many were tried."""
    claimed = await asyncio.to_thread(claim, house)
    await asyncio.gather(*(fetch(house, each) for each in claimed))
    return len(claimed)


def claim(house: House) -> list[Claimed]:
    """Take what may be fetched now. Nothing is fetched of somebody who said stop, or has not agreed yet."""
    now = house.clock()
    with house.database.begin() as tx:
        found = media.claim(tx, now, LEASE, AT_ONCE)
        for each in found:
            if each.stopped:
                media.let_go(tx, each.id, "the person asked us to stop before it was fetched", now)
            elif not each.agreed and now - each.created_at >= PATIENCE:
                media.let_go(tx, each.id, "the person has not agreed that we keep what they send", now)
            elif not each.agreed:
                media.defer(tx, each.id, now + ASKED_AGAIN, "the person has not agreed yet")
    return [each for each in found if each.agreed and not each.stopped]


async def fetch(house: House, claimed: Claimed) -> None:
    """One file; whatever comes of it is written down. Nothing that goes wrong with one holds up the others."""
    try:
        content = await content_of(house, claimed)
    except SendError as refusal:
        log.warning("not fetched", channel=claimed.channel, kind=type(refusal).__name__, code=refusal.code)
        await recorded(house, claimed, refusal)
    except Exception as bug:
        log.error("a channel broke its word", channel=claimed.channel, error=where(bug))
        await recorded(house, claimed, TryLater("the channel failed unexpectedly"))
    else:
        await recorded(house, claimed, content)


async def content_of(house: House, claimed: Claimed) -> bytes:
    """The bytes from the provider, if they are what they say; raises SendError."""
    channel = house.channels.get(claimed.channel)
    if channel is None or not isinstance(channel, Fetches):
        raise TryLater("The channel that it came by is not on.")
    content = await channel.fetch(claimed.file_id, house.settings.largest_file)
    if not is_what_it_says(claimed.mime, content):
        raise Refused("It is not what it says it is.")
    return content


async def recorded(house: House, claimed: Claimed, came: bytes | SendError) -> None:
    """Write down what came of a fetch. If that fails, the lease ends and it is fetched again."""
    try:
        await woken(house, await asyncio.to_thread(record, house, claimed, came, house.clock()))
    except NotThere:
        log.info("a file came for somebody who has been erased; it is let go")
    except Exception as error:
        log.error("fetching stumbled; trying again when the lease is over", error=where(error))


def record(house: House, claimed: Claimed, came: bytes | SendError, now: datetime) -> Taken:
    """The same in one transaction, with the person's row locked: a stop or an erasure meanwhile comes first."""
    with house.database.begin() as tx:
        contact = contacts.lock(tx, claimed.contact_id)
        if contact.stopped_at:
            media.let_go(tx, claimed.id, "the person asked us to stop before it was kept", now)
        elif isinstance(came, bytes):
            media.keep(tx, claimed.id, claimed.mime, came, now)
        elif not isinstance(came, Refused) and claimed.attempts < len(WAITS):
            media.again(tx, claimed.id, now + wait(claimed, came), came.reason)
        elif media.refuse(tx, claimed.id, came.reason, now) and media.tell(
            tx, claimed.id, contact.id, now - TOLD_LATELY, now
        ):
            return begin_in(house, tx, contact.id, Lost(claimed.kind), now)
    return Taken()


def wait(claimed: Claimed, error: SendError) -> timedelta:
    """How long until the next try, the provider's own wish first."""
    if isinstance(error, TryLater) and error.after is not None:
        return timedelta(seconds=error.after)
    return WAITS[claimed.attempts]
