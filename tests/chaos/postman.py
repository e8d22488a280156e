"""Brings calls to the line as the outside world does: to any door, again when one slams shut."""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from time import time

import httpx

from tests.chaos.books import Books, Posted, Try
from tests.chaos.books import Letter as Noted
from tests.chaos.lightline import Process
from tests.chaos.moments import Moments
from tests.standins.letter import Letter

PATIENCE = 15.0
"""Seconds after which a provider gives a call up."""


@dataclass
class Postman:
    """Who carries calls to the doors."""

    books: Books
    moments: Moments
    doors: Sequence[Process]
    http: httpx.AsyncClient
    chance: Random

    async def bring(
        self, kind: Posted, letter: Letter, pauses: Iterable[float], noted: Noted | None = None
    ) -> httpx.Response | None:
        """Knock until somebody answers well, with these pauses in between; None: nobody did."""
        for pause in pauses:
            response = await self.knock(kind, letter, noted)
            if response is not None and response.is_success:
                return response
            assert response is None or not response.is_client_error, response.text
            await asyncio.sleep(pause)
        return None

    async def knock(self, kind: Posted, letter: Letter, noted: Noted | None) -> httpx.Response | None:
        """One call to one door; None: it broke off."""
        door = self.chance.choice(self.doors)
        name, address = door.name, door.address
        if address is None:
            return None
        call = Try(kind, name, time(), noted)
        self.books.tries.append(call)
        self.moments.announce(kind, name)
        try:
            response = await self.http.post(address + letter.target, headers=dict(letter.headers), content=letter.body)
        except httpx.TransportError:
            return None
        call.ended = time()
        if kind == "text" and response.is_success:
            self.moments.announce("kept", name)
        return response


async def rest(over: asyncio.Event, seconds: float) -> None:
    """So long, or until all is over."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(over.wait(), seconds)
