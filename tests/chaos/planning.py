"""What staff set going for many people at once, through the API, while the line is killed."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from storage import consents, contacts
from storage.database import Database, Transaction
from storage.networks import Network
from tests.chaos.people import doubling
from tests.chaos.postman import Postman, rest
from tests.standins.letter import Letter

LOOK_AGAIN = 0.1


class Work(Protocol):
    """Something that is planned for many people, several times in a run."""

    rounds: int

    def prepare(self, database: Database) -> None:
        """Before the line opens: whoever and whatever must be there."""

    async def once(self, postman: Postman) -> None:
        """One round. Notes in the books who is to get what."""


async def in_time(work: Work, postman: Postman, kills: int, over: asyncio.Event) -> None:
    """All rounds of a work, spread over so many kills."""
    for done in range(work.rounds):
        while len(postman.books.kills) < done * kills / work.rounds and not over.is_set():
            await rest(over, LOOK_AGAIN)
        await work.once(postman)


def agreed(tx: Transaction, network: Network, channel: str, address: str) -> None:
    """Somebody who joined long ago."""
    now = datetime.now(UTC)
    person = contacts.reach(tx, channel, address, now).contact
    contacts.place(tx, person.id, network.id)
    consents.record(tx, person.id, "conversation", True, "w", channel, "the person", now)


async def write(postman: Postman, secret: str, target: str, body: dict[str, Any]) -> Any:
    """One write, again and again with the same key until it is answered."""
    headers = {
        "Authorization": f"Bearer {secret}",
        "Idempotency-Key": uuid4().hex,
        "Content-Type": "application/json",
    }
    response = await postman.bring("plan", Letter(target, headers, json.dumps(body).encode()), doubling())
    assert response
    return response.json()
