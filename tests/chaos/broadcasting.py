"""One text to many people, through the API: written by one member of staff, sent by another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage import networks, tokens
from storage.database import Database
from tests.chaos.books import Recipient
from tests.chaos.moments import ANYBODY
from tests.chaos.people import COLOURS
from tests.chaos.planning import agreed, write
from tests.chaos.postman import Postman
from tests.chaos.providers import SlowTelegram

FIRST_NUMBER, FIRST_CHAT = 700, 20_000
"""Whoever gets broadcasts has a phone from here on."""
MOST_NUMBERS = 290
SLUG = "crowd"


@dataclass
class Broadcasting:
    """The same people again and again, each time with other words."""

    telegram: SlowTelegram
    rounds: int
    people: int
    addresses: list[str] = field(default_factory=list)
    author: str = ""
    sender: str = ""
    _words: Iterator[str] = field(default_factory=lambda: iter(texts()))

    def prepare(self, database: Database) -> None:
        """A Network with its people, and two members of staff."""
        with database.begin() as tx:
            (_, self.author), (_, self.sender) = (tokens.create(tx, "admin", None, datetime.now(UTC)) for _ in "ab")
            network = networks.create(tx, SLUG, "Crowd Network", "Crowd", datetime.now(UTC))
            for channel, address in self.phones():
                agreed(tx, network, channel, address)
                self.addresses.append(address)

    def phones(self) -> Iterator[tuple[str, str]]:
        """As many on each channel as there are numbers for."""
        by_sms = min(self.people // 2, MOST_NUMBERS)
        for n in range(by_sms):
            yield "sms", f"+447700900{FIRST_NUMBER + n}"
        for n in range(self.people - by_sms):
            self.telegram.text(FIRST_CHAT + n, "/start")
            yield "telegram", str(FIRST_CHAT + n)

    async def once(self, postman: Postman) -> None:
        """Write it, send it, and press again."""
        words = next(self._words)
        new = {
            "title": "News", "text": words, "audience": {"networks": [SLUG]}, "purpose": "service",
            "lawful_basis": "consent",
        }  # fmt: skip
        made = await write(postman, self.author, "/v1/broadcasts", new)
        postman.books.recipients += [Recipient(each, words) for each in self.addresses]
        for _ in "12":
            await write(postman, self.sender, f"/v1/broadcasts/{made['id']}/send", {"version": made["version"]})
            postman.moments.announce("broadcast", ANYBODY)


def texts() -> Iterator[str]:
    """No two alike."""
    for colour in COLOURS:
        for day in ("Monday", "Tuesday", "Thursday", "Friday"):
            yield f"A {colour} bus comes by from {day}."
