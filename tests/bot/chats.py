"""Private chats on Telegram, with the real client and a server that stands in for Telegram's."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.channels.telegram import TelegramChannel
from bot.fetching import fetch_due
from bot.house import House, build
from bot.settings import load_settings
from bot.turn import take
from storage import contacts, media, networks, views
from storage.database import Database
from storage.media import Media
from storage.views import View
from tests.bot.houses import Clock, send_all
from tests.standins.letter import Letter
from tests.standins.telegram import TelegramStandIn

PARVEEN = 5_000_000_001
TOMASZ = 5_000_000_002
A_FEW = 5
"""Seconds within which all that one turn says has gone."""


@dataclass
class Chat:
    """Somebody's chat with the bot: what they send, what comes back."""

    house: House
    server: TelegramStandIn
    clock: Clock
    number: int = PARVEEN

    async def post(self, letter: Letter) -> None:
        """What the person sent is delivered, and answered."""
        assert self.house.telegram
        for inbound in self.house.telegram.receive_texts(letter.knock).texts:
            await take(self.house, inbound)
        await self.settle()

    async def text(self, *words: str) -> None:
        """Send some texts."""
        for each in words:
            await self.post(self.server.text(self.number, each))

    async def voice(self, content: bytes, **more: str) -> None:
        """Send a voice note."""
        await self.post(self.server.voice(self.number, content, **more))

    async def photo(self, content: bytes, **more: str) -> None:
        """Send a picture."""
        await self.post(self.server.photo(self.number, content, **more))

    async def agree(self) -> None:
        """Through the welcome, skipping whatever may be skipped; in Leeds."""
        with self.house.database.begin() as tx:
            if networks.by_slug(tx, "leeds") is None:
                networks.create(tx, "leeds", "Leeds Network", "Leeds", self.clock())
        await self.text("/start join-leeds", "yes", *("skip",) * 5)

    async def fetch(self) -> None:
        """Let what is due be fetched, and what came of it be told."""
        while await fetch_due(self.house):
            pass
        await self.settle()

    async def settle(self) -> None:
        """Let what is due go out, at the pace that Telegram wants for one chat."""
        for _ in range(A_FEW):
            await send_all(self.house)
            self.clock.now += timedelta(seconds=1)

    async def fetch_over(self, time: timedelta, step: timedelta = timedelta(minutes=30)) -> None:
        """The same, again and again while time passes."""
        until = self.clock.now + time
        while self.clock.now < until:
            await self.fetch()
            self.clock.now += step
        await self.fetch()

    @property
    def told(self) -> list[str]:
        """What is on the person's screen."""
        return [each.text for each in self.server.sent if each.chat == self.number]

    def contact_id(self) -> UUID:
        with self.house.database.begin() as tx:
            return contacts.reach(tx, "telegram", str(self.number), self.clock()).contact.id

    def media(self) -> list[Media]:
        """All of everybody's, the oldest first."""
        with self.house.database.read() as tx:
            rows = tx.execute(media.table.select().order_by(media.table.c.id)).all()
            return [each for row in rows if (each := media.get(tx, row.id))]

    def content(self) -> list[bytes | None]:
        """The bytes of all of them."""
        with self.house.database.read() as tx:
            return [media.content(tx, each.id) for each in self.media()]

    def views(self) -> tuple[View, ...]:
        """What the Network hears, the oldest first."""
        with self.house.database.read() as tx:
            return views.feedback(tx).items[::-1]

    def play(self, story: Callable[[], Awaitable[None]]) -> None:
        """Run what a test tells, and close the connections after it."""

        async def whole() -> None:
            assert self.house.telegram
            try:
                await story()
            finally:
                await self.house.telegram.close()

        asyncio.run(whole())


@contextmanager
def chatting(database: Database, clock: Clock) -> Iterator[Chat]:
    """A house whose one channel is Telegram, and a server in Telegram's place."""
    with TelegramStandIn() as server:
        channel = TelegramChannel(token=server.token, webhook_secret=server.secret, base_url=server.base_url, timeout=5)
        settings = load_settings(None, LIGHTLINE_MEDIA_MB=1)
        house = build(settings, clock=clock, database=database, channels={"telegram": channel})
        yield Chat(house, server, clock)
