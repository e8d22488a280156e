"""Works off fetched updates so that none is confirmed before it was kept, and no failing one holds up other people."""

from collections.abc import Awaitable, Callable, Iterable

import structlog

from bot.channels.channel import Inbound
from bot.channels.updates import Update, read_update

log = structlog.get_logger()

Take = Callable[[Inbound], Awaitable[None]]


class Backlog:
    """What was fetched and not yet confirmed."""

    def __init__(self) -> None:
        self.offset: int | None = None
        """What to confirm with the next fetch: everything below it. None: nothing to confirm, so fetch whatever is
        there. (Never a remembered number: update ids may begin anew, lower, after a quiet week.)"""
        self._kept: set[int] = set()

    async def work_off(self, updates: Iterable[Update], take: Take) -> bool:
        """Hand the texts to `take` in order; False if one could not be kept and must be fetched again."""
        held: set[str] = set()
        missed: list[int] = []
        numbers = [update["update_id"] for update in updates]
        for update in updates:
            if not await self._one(update, take, held):
                missed.append(update["update_id"])
        self._confirm(numbers, missed)
        return not missed

    async def _one(self, update: Update, take: Take, held: set[str]) -> bool:
        """Whether this update needs no more fetching."""
        number, inbound = update["update_id"], read_update(update)
        if number in self._kept or inbound is None:
            return True
        if inbound.address in held or not await kept(inbound, take):
            held.add(inbound.address)
            return False
        self._kept.add(number)
        return True

    def _confirm(self, numbers: list[int], missed: list[int]) -> None:
        if not numbers:
            self.offset = None
            return
        self.offset = min(missed) if missed else max(numbers) + 1
        self._kept = {number for number in self._kept if number > self.offset}


async def kept(inbound: Inbound, take: Take) -> bool:
    """Whether `take` kept the text. Whatever went wrong is logged, without the text."""
    try:
        await take(inbound)
    except Exception as error:
        log.error("a fetched text could not be kept; fetching it again", channel="telegram", why=type(error).__name__)
        return False
    return True
