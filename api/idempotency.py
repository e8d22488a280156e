"""A write that is sent twice with one `Idempotency-Key` happens once: the second gets the first one's answer.

What was answered is kept in the write's own transaction, so there is no moment at which one is kept without the
other. Refused requests leave nothing behind and may be tried again with the same key.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.access import Caller, Deed, InHouse, allowed
from api.problems import KEY_REUSED, Problem
from bot.house import House
from storage import idempotency
from storage.database import Transaction

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="Any word of your own, like a UUID. Sending the same request again with it changes nothing.",
    ),
]


@dataclass(frozen=True, slots=True)
class Done:
    """What a write answers: a status and, unless it is a 204, the object that it made or changed."""

    status: int
    body: BaseModel | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One write request that is allowed: who asks, and how to recognise it when it comes again."""

    house: House
    caller: Caller
    key: str | None
    fingerprint: bytes

    def once(self, work: Callable[[Transaction], Done]) -> Response:
        """Do the work in one transaction, or answer as the first time; raises a 422 problem for a reused key."""
        with self.house.database.begin() as tx:
            kept = idempotency.recall(tx, self.caller.token_id, self.key) if self.key else None
            if kept:
                if kept.request_hash != self.fingerprint:
                    raise Problem(KEY_REUSED, "Choose a new key for a new request.")
                return written(kept.status, kept.body.encode(), again=True)
            done = work(tx)
            text = done.body.model_dump_json() if done.body else ""
            if self.key:
                now = self.house.clock()
                idempotency.remember(tx, self.caller.token_id, self.key, self.fingerprint, done.status, text, now)
        return written(done.status, text.encode(), again=False)


def written(status: int, body: bytes, *, again: bool) -> Response:
    """The HTTP answer to a write; a repeat says so in a header."""
    headers = {"Idempotent-Replayed": "true"} if again else {}
    return Response(body, status, headers, media_type="application/json" if body else None)


def writing(deed: Deed) -> Callable[..., Any]:
    """A dependency for endpoints that write: checks that the deed is allowed and knows a request that comes again."""

    async def prepare(
        request: Request, house: InHouse, knocking: Annotated[Caller, Depends(allowed(deed))], key: Key = None
    ) -> Write:
        asked = f"{request.method} {request.url.path}\n".encode() + await request.body()
        return Write(house, knocking, key, hashlib.sha256(asked).digest())

    return prepare
