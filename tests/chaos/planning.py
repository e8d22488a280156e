"""What staff set going meanwhile: a question put to everybody in a Network, again and again, through the API."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from storage import consents, contacts, networks, tokens
from storage.database import Database, Transaction
from storage.networks import Network
from tests.chaos.books import Recipient
from tests.chaos.people import doubling
from tests.chaos.posting import Postman, rest
from tests.chaos.providers import SlowTelegram
from tests.standins.letter import Letter

QUESTION = "What would you like more of near you?"
FIRST_NUMBER, FIRST_CHAT = 300, 90_000
"""Whoever is asked has a phone from here on; those who text by themselves have the ones before."""


class Work(Protocol):
    """Something that is planned for many people at once."""

    def prepare(self, database: Database) -> None:
        """Before the line opens: whoever and whatever must be there."""

    async def once(self, postman: Postman) -> bool:
        """Do it for some people; False: nobody is left. Notes in the books who is to get what."""


@dataclass
class Asking:
    """A consultation a Network, each Network once."""

    telegram: SlowTelegram
    rounds: int
    people: int
    """In each Network."""
    waiting: list[tuple[str, list[str]]] = field(default_factory=list)
    """Networks that were not asked yet, with the addresses of their people."""
    secret: str = ""

    def prepare(self, database: Database) -> None:
        """Networks full of people who have agreed, half of them on each channel."""
        with database.begin() as tx:
            _, self.secret = tokens.create(tx, "admin", None, datetime.now(UTC))
        for number in range(self.rounds):
            with database.begin() as tx:
                self.waiting.append((f"net-{number}", self.settle(tx, number)))

    def settle(self, tx: Transaction, number: int) -> list[str]:
        """One Network; the addresses of its people."""
        network = networks.create(tx, f"net-{number}", f"Network {number}", f"Place {number}", datetime.now(UTC))
        first, half = number * self.people, self.people // 2
        phones = [("sms", f"+447700900{FIRST_NUMBER + n // 2:03d}") for n in range(first, first + 2 * half, 2)]
        chats = [("telegram", str(FIRST_CHAT + n)) for n in range(first, first + self.people - half)]
        for channel, address in (*phones, *chats):
            agreed(tx, network, channel, address)
        for _, chat in chats:
            self.telegram.text(int(chat), "/start")
        return [address for _, address in (*phones, *chats)]

    async def once(self, postman: Postman) -> bool:
        """Write the question and put it to the next Network, each with one key until it is answered."""
        if not self.waiting:
            return False
        slug, people = self.waiting.pop()
        new = {"network": slug, "title": "Near you", "questions": [{"text": QUESTION}]}
        made = await self.post(postman, "/v1/consultations", new)
        await self.post(postman, f"/v1/consultations/{made['id']}/start", {})
        postman.books.recipients += [Recipient(each, QUESTION) for each in people]
        return True

    async def post(self, postman: Postman, target: str, body: dict[str, Any]) -> Any:
        """One write, again and again with the same key."""
        headers = {
            "Authorization": f"Bearer {self.secret}", "Idempotency-Key": uuid4().hex, "Content-Type": "application/json"
        }  # fmt: skip
        letter = Letter(target, headers, json.dumps(body).encode())
        response = await postman.bring("plan", letter, doubling())
        assert response
        return response.json()


def agreed(tx: Transaction, network: Network, channel: str, address: str) -> None:
    """Somebody who joined long ago."""
    now = datetime.now(UTC)
    person = contacts.reach(tx, channel, address, now).contact
    contacts.place(tx, person.id, network.id)
    consents.record(tx, person.id, "conversation", True, "w", channel, "the person", now)


async def planning(works: Sequence[Work], postman: Postman, over: asyncio.Event, pause: float) -> None:
    """One work after the other, until all is over or all is done."""
    left = list(works)
    while left and not over.is_set():
        left = [each for each in left if await each.once(postman)]
        await rest(over, pause)
