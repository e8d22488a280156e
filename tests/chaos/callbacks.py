"""Twilio's reports on the texts that it took: early or late, in any order, some twice."""

import asyncio
from dataclasses import dataclass
from random import Random

from tests.chaos.books import Report
from tests.chaos.people import TWICE, doubling
from tests.chaos.postman import Postman
from tests.chaos.providers import SlowTwilio

REFUSED = 0.03
"""How likely a carrier refuses a text for what is in it."""
LATEST = 1.5
"""Seconds within which reports come; some come before the answer to the send itself."""


@dataclass
class Callbacks:
    """Tells the line what became of each text."""

    postman: Postman
    twilio: SlowTwilio
    chance: Random
    names: "asyncio.Queue[str]"

    async def run(self) -> None:
        """Report for ever; cancel to stop, once all is reported (`names.join`)."""
        async with asyncio.TaskGroup() as under_way:
            while True:
                under_way.create_task(self.tell(await self.names.get()))

    async def tell(self, name: str) -> None:
        """All that there is to tell of one text."""
        last = ("undelivered", 30007) if self.chance.random() < REFUSED else ("delivered", None)
        told = [("sent", None), last]
        told += [each for each in told if self.chance.random() < TWICE]
        self.chance.shuffle(told)
        await asyncio.gather(*(self.bring(name, status, code) for status, code in told))
        self.names.task_done()

    async def bring(self, name: str, status: str, code: int | None) -> None:
        """One report, until it is answered."""
        await asyncio.sleep(self.chance.uniform(0, LATEST) if self.chance.random() < 0.7 else 0)
        await self.postman.bring("report", self.twilio.status(name, status, code), doubling())
        self.postman.books.reports.append(Report(name, status))
