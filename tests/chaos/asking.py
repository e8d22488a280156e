"""A question put to everybody in a Network: a consultation, each Network once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage import networks, tokens
from storage.database import Database
from tests.chaos.books import Recipient
from tests.chaos.planning import agreed, write
from tests.chaos.postman import Postman
from tests.chaos.providers import SlowTelegram

QUESTION = "What would you like more of near you?"
FIRST_NUMBER, FIRST_CHAT = 200, 10_000
"""Whoever is asked has a phone from here on."""


@dataclass
class Asking:
    """Networks full of people who have agreed, half of them on each channel."""

    telegram: SlowTelegram
    rounds: int
    people: int
    """In each Network."""
    waiting: list[tuple[str, list[str]]] = field(default_factory=list)
    """Networks that were not asked yet, with the addresses of their people."""
    secret: str = ""

    def prepare(self, database: Database) -> None:
        """Found the Networks."""
        with database.begin() as tx:
            _, self.secret = tokens.create(tx, "admin", None, datetime.now(UTC))
            for number in range(self.rounds):
                name, phones = f"net-{number}", list(self.phones(number))
                network = networks.create(tx, name, f"Network {number}", f"Place {number}", datetime.now(UTC))
                for channel, address in phones:
                    agreed(tx, network, channel, address)
                self.waiting.append((name, [address for _, address in phones]))

    def phones(self, number: int) -> Iterator[tuple[str, str]]:
        """The phones of one Network."""
        half = self.people // 2
        for n in range(number * half, (number + 1) * half):
            self.telegram.text(FIRST_CHAT + n, "/start")
            yield from (("sms", f"+447700900{FIRST_NUMBER + n}"), ("telegram", str(FIRST_CHAT + n)))

    async def once(self, postman: Postman) -> None:
        """Write the question and put it to the next Network."""
        slug, people = self.waiting.pop()
        new = {"network": slug, "title": "Near you", "questions": [{"text": QUESTION}]}
        made = await write(postman, self.secret, "/v1/consultations", new)
        postman.books.recipients += [Recipient(each, QUESTION) for each in people]
        await write(postman, self.secret, f"/v1/consultations/{made['id']}/start", {})
