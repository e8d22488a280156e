"""What happens because time passes: an interval tick looks for due rows; the rows carry the times.

APScheduler keeps no job of ours in a store: with several processes its stores lose and double jobs, while rows
claimed under a lease do not (docs/decisions/).
"""

import asyncio
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.broadcasting import plan_due
from bot.fetching import fetch_due
from bot.house import House
from bot.logs import where
from bot.sweeping import sweep
from bot.turn import time_out
from storage import erasure, timers
from storage.timers import Timer

log = structlog.get_logger()

EVERY = 1.0
"""Seconds between two looks."""
SELDOM = 30.0
"""Seconds between two looks for what is in no hurry."""
LEASE = timedelta(seconds=60)
AT_ONCE = 50


def start_ticks(house: House) -> AsyncIOScheduler:
    """Begin to tick in the running event loop; `shutdown` on what comes back ends it."""
    ticks = AsyncIOScheduler(timezone=UTC)
    options = {
        "trigger": "interval",
        "seconds": EVERY,
        "coalesce": True,
        "max_instances": 1,
        "misfire_grace_time": None,
    }
    ticks.add_job(house.sender.wake, **options)
    ticks.add_job(due_timers, args=(house,), **options)
    ticks.add_job(files_to_fetch, args=(house,), **options)
    ticks.add_job(broadcasts_to_plan, args=(house,), **options)
    ticks.add_job(sweep, args=(house,), **{**options, "seconds": SELDOM})
    ticks.add_job(erase_to_the_end, args=(house,), **{**options, "seconds": SELDOM})
    ticks.start()
    return ticks


async def due_timers(house: House) -> int:
    """Give every session whose time has come its turn; how many there were."""
    due = await asyncio.to_thread(claim, house)
    for timer in due:
        try:
            await time_out(house, timer)
        except Exception as error:
            # The lease runs out and the timer comes back; one person's trouble must not hold up the others.
            log.error("a timer stumbled", flow=timer.flow, error=where(error))
    return len(due)


async def files_to_fetch(house: House) -> int:
    """Fetch voice notes and pictures that wait; how many were tried."""
    try:
        return await fetch_due(house)
    except Exception as error:
        log.error("fetching stumbled; trying again at the next tick", error=where(error))
        return 0


async def broadcasts_to_plan(house: House) -> int:
    """Queue the texts of broadcasts whose time has come; how many people were looked at."""
    try:
        return await asyncio.to_thread(plan_due, house)
    except Exception as error:
        # What was planned stays planned; the next look goes on behind it.
        log.error("planning a broadcast stumbled; trying again at the next tick", error=where(error))
        return 0


def claim(house: House) -> list[Timer]:
    """Take the due timers of this moment."""
    with house.database.begin() as tx:
        return timers.claim_due(tx, house.clock(), LEASE, AT_ONCE)


async def erase_to_the_end(house: House) -> int:
    """Erase the addresses of those whose goodbye has gone out; how many people there were."""
    return await asyncio.to_thread(erase_now, house)


def erase_now(house: House) -> int:
    """The same, in the calling thread."""
    now = house.clock()
    with house.database.begin() as tx:
        gone = erasure.going(tx, now, AT_ONCE)
        for contact_id in gone:
            erasure.finish(tx, contact_id, now)
    return len(gone)
