"""Ways to knock at the application: straight in, or through a real server on loopback."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import uvicorn
from fastapi import FastAPI

from bot.channels.simulator import SimulatorChannel
from bot.house import House, build
from bot.settings import load_settings
from conversations.effects import Attribution
from conversations.library import Flows
from storage import contacts, networks, tokens, views
from storage.database import Database
from storage.meetings import Meeting
from storage.networks import Network
from storage.tokens import Role

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""A Tuesday noon; the clock of every house here stands still at it."""
SOON = NOW + timedelta(days=9)

ANN = "+447700900001"
BOB = "+447700900002"
PARVEEN = "+447700900003"


class StraightIn(httpx.BaseTransport):
    """Calls the application in this thread; its lifespan does not run, so nothing is sent."""

    def __init__(self, app: FastAPI) -> None:
        self.inside = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self.answer(request))

    async def answer(self, request: httpx.Request) -> httpx.Response:
        response = await self.inside.handle_async_request(request)
        return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())


def knocking(app: FastAPI, secret: str | None = None) -> httpx.Client:
    """A client of the application, with a token if given."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return httpx.Client(transport=StraightIn(app), base_url="http://lightline.test", headers=headers)


class Server(uvicorn.Server):
    """A server that says when it is ready, and in which loop it runs."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.loop: Future[asyncio.AbstractEventLoop] = Future()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop.set_result(asyncio.get_running_loop())


@dataclass(frozen=True)
class Served:
    """An application that is being served in another thread."""

    url: str
    house: House
    loop: asyncio.AbstractEventLoop

    def settle(self, ids: Iterable[UUID]) -> None:
        """Wait until nothing more is to be done about these messages."""
        settled = self.house.sender.settled(list(ids), within=30)
        assert asyncio.run_coroutine_threadsafe(settled, self.loop).result(35)


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[Served]:
    """A real server in a thread of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        log_config=None,  # its own would change the loggers of every test that comes after
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield Served(url, app.state.house, server.loop.result(20))
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@dataclass
class Town:
    """Two Networks with people in them, and tokens for everybody who may knock."""

    house: House
    app: FastAPI
    leeds: Network
    bradford: Network

    def token(self, role: Role, network: Network | None = None) -> str:
        with self.house.database.begin() as tx:
            return tokens.create(tx, role, network.id if network else None, NOW)[1]

    def client(self, role: Role, network: Network | None = None) -> httpx.Client:
        return knocking(self.app, self.token(role, network))

    def meeting(self, client: httpx.Client, *questions: str, network: str = "leeds") -> dict[str, Any]:
        """A meeting that is planned over the API."""
        body = {
            "network": network,
            "title": "December meeting",
            "starts_at": SOON.isoformat(),
            "place": "Central Library",
            "questions": list(questions),
        }
        return made(client.post("/v1/meetings", json=body))

    def person(self, number: str, name: str | None, network: Network, quoted: Attribution | None = None) -> UUID:
        """Somebody on the line."""
        with self.house.database.begin() as tx:
            contact = contacts.create(tx, "sms", number, name, network.id, "en", [], NOW)
            if quoted:
                contacts.quote_as(tx, contact.id, quoted)
            return contact.id

    def says(
        self,
        person: UUID,
        words: str,
        *,
        network: Network | None = None,
        meeting: Meeting | None = None,
        theme: str | None = None,
        at: datetime = NOW,
    ) -> str:
        """Something somebody said; the view's id."""
        with self.house.database.begin() as tx:
            place = meeting.network_id if meeting else (network or self.leeds).id
            question = meeting.questions[0].id if meeting else None
            meeting_id = meeting.id if meeting else None
            return str(views.keep(tx, person, place, meeting_id, question, words, theme, None, at))


def made(response: httpx.Response) -> dict[str, Any]:
    """The object that a write made."""
    assert response.status_code == 201, response.text
    return dict(response.json())


def simulated(database: Database, flows: Flows) -> House:
    """A house with simulated phones, in which it is always NOW."""
    channels = {"simulator": SimulatorChannel()}
    return build(load_settings(None), clock=lambda: NOW, database=database, flows=flows, channels=channels)


def two_networks(house: House, app: FastAPI) -> Town:
    with house.database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)
        bradford = networks.create(tx, "bradford", "Bradford Network", "Bradford", NOW)
    return Town(house, app, leeds, bradford)
