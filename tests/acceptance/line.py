"""The real application with its doors open, the providers' stand-ins behind it, and a clock that we move."""

import contextlib
import functools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from api.app import create_app
from bot.house import House, build
from bot.settings import load_settings
from bot.ticks import due_timers
from conversations.library import load_flows
from storage import contacts, messages, networks, sessions, tokens
from storage.contacts import Contact
from storage.database import Database
from storage.tokens import Role
from tests.bot.houses import Clock, send_all
from tests.standins.letter import Letter
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

flows = functools.cache(load_flows)
"""Read once: they take longer than a whole conversation."""
A_CHATS_PACE = timedelta(seconds=3)
PUBLIC_URL = "https://lightline.example"
AREAS = {"leeds": "Leeds", "bradford": "Bradford", "halifax": "Calderdale"}
"""The Networks there are: slug -> locality."""


@dataclass
class World:
    """The providers, as stand-in servers on this machine."""

    twilio: TwilioStandIn
    telegram: TelegramStandIn

    def settings(self) -> dict[str, str]:
        """What a line is told so that it uses them."""
        return {
            "LIGHTLINE_PUBLIC_URL": PUBLIC_URL,
            "TWILIO_ACCOUNT_SID": self.twilio.account_sid,
            "TWILIO_AUTH_TOKEN": self.twilio.auth_token,
            "TWILIO_FROM": self.twilio.number,
            "TWILIO_API_BASE_URL": self.twilio.base_url,
            "TWILIO_SEGMENTS_PER_SECOND": "1000",
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_WEBHOOK_SECRET": self.telegram.secret,
            "TELEGRAM_API_BASE_URL": self.telegram.base_url,
            "TELEGRAM_TEXTS_PER_SECOND": "1000",
        }


@contextlib.contextmanager
def a_world() -> Iterator[World]:
    """Both stand-ins, running."""
    with TwilioStandIn(PUBLIC_URL) as twilio, TelegramStandIn() as telegram:
        yield World(twilio, telegram)


@dataclass
class Line:
    """A running line. Nothing goes out until `settle`, and no time passes but by `wait`."""

    house: House
    http: httpx.AsyncClient
    clock: Clock
    world: World

    @functools.cached_property
    def admin(self) -> dict[str, str]:
        """The headers of an administrator of the API."""
        return self.token("admin")

    def token(self, role: Role, network: str | None = None) -> dict[str, str]:
        """The headers of somebody with this role, for one Network or for all."""
        with self.house.database.begin() as tx:
            found = networks.by_slug(tx, network) if network else None
            _, secret = tokens.create(tx, role, found.id if found else None, self.clock.now)
        return {"Authorization": f"Bearer {secret}"}

    async def deliver(self, letter: Letter) -> httpx.Response:
        """A provider knocks."""
        return await self.http.post(letter.target, headers=dict(letter.headers), content=letter.body)

    async def settle(self) -> None:
        """Wake whoever is due and send whatever is due now, at the pace that one chat may be written to."""
        await due_timers(self.house)
        await send_all(self.house)
        while paced := self.paced():
            self.clock.now = paced
            await send_all(self.house)

    def paced(self) -> datetime | None:
        """When the next text goes that waits for the pace of its chat."""
        with self.house.database.read() as tx:
            due = messages.next_due(tx, self.clock.now)
        return due if due and self.clock.now < due <= self.clock.now + A_CHATS_PACE else None

    async def wait(self, gap: timedelta) -> None:
        """Let time pass, stopping wherever something is due on the way."""
        end = self.clock.now + gap
        while (due := self.next_due()) and due < end:
            self.clock.now = due
            await self.settle()
        self.clock.now = end
        await self.settle()

    def next_due(self) -> datetime | None:
        """When the next message or wake-up comes due after now."""
        with self.house.database.read() as tx:
            people = contacts.page(tx, None, 100).items
            wakes = [session.due for each in people for session in sessions.open_for(tx, each.id)]
            moments = [messages.next_due(tx, self.clock.now), *wakes]
        return min((each for each in moments if each and each > self.clock.now), default=None)

    def person(self) -> Contact | None:
        """The only person who has written so far."""
        with self.house.database.read() as tx:
            people = contacts.page(tx, None, 2).items
        assert len(people) <= 1, "one person became two contacts"
        return people[0] if people else None

    async def get(self, path: str, **query: str) -> Any:
        """What the API answers."""
        return read(await self.http.get(path, params=query, headers=self.admin))

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """What the API answers to a new thing."""
        return read(await self.http.post(path, json=body, headers=self.admin))


def read(answer: httpx.Response) -> Any:
    """The body of an answer that must be a good one."""
    assert answer.is_success, answer.text
    return answer.json()


@contextlib.asynccontextmanager
async def open_line(database: Database, world: World) -> AsyncIterator[Line]:
    """A line on this database, with three Networks. Sends only when told (`settle`)."""
    clock = Clock()
    house = build(load_settings(None, **world.settings()), clock=clock, database=database, flows=flows())
    app = create_app(house, background=False)
    with database.begin() as tx:
        for slug, locality in AREAS.items():
            networks.create(tx, slug, f"{locality} Mini Network", locality, clock.now)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC_URL) as http,
    ):
        yield Line(house, http, clock, world)
