"""Telegram: updates that knock at our door or are fetched, texts that go out with a keyboard under them."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.channels.channel import Inbound, Knock, Mail, Outgoing, Sent
from bot.channels.errors import Forged, Malformed, OursToFix, Refused, SendError, TryLater, Unreachable
from bot.channels.late import late
from bot.channels.looks import keyboard
from bot.channels.polling import Backlog
from bot.channels.updates import Update, read_update
from bot.pacing import Rate, Window

log = structlog.get_logger()

Rows = tuple[tuple[str, ...], ...]
Take = Callable[[Inbound], Awaitable[None]]
Pause = Callable[[float], Awaitable[None]]

LONGEST = 4096
"""Letters that Telegram takes in one message."""
BURST, CATCH_UP = 6.0, 0.2
"""Texts that may go at once after a rest, at least, and the seconds' worth: what is missed by waking late is caught up
with."""
SECRET = "x-telegram-bot-api-secret-token"
WAIT = 50
"""Seconds that Telegram may keep a fetch open until something comes."""
LONGEST_FETCH = 60.0
"""Seconds that a file may take from beginning to end."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between fetches that fail: doubled each time."""


class BotApi(Protocol):
    """What we ask of Telegram's client; raises SendError."""

    async def send(self, chat: int, text: str, rows: Rows) -> int:
        """Send a text with these rows of buttons (none: the old ones go away); returns the message's id."""

    async def updates(self, offset: int | None, wait: int) -> list[Update]:
        """What came since the last confirmed; everything below `offset` is confirmed by this."""

    async def listen_at(self, url: str, secret: str) -> None:
        """Have updates delivered to this address."""

    async def stop_listening(self) -> None:
        """Have updates kept for fetching."""

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a file, at most so many."""

    async def whoami(self) -> str:
        """The bot's @name."""

    async def close(self) -> None:
        """Close its connections."""


class TelegramChannel:
    """Private chats with one bot. Knocks are believed only with our secret; without a secret, none is."""

    name = "telegram"
    to_one: Window | None = Window(3, timedelta(seconds=3))
    """One a second to a chat, in the long run; a turn of three texts goes at once."""

    def __init__(
        self,
        *,
        token: str,
        webhook_secret: str | None = None,
        base_url: str | None = None,
        timeout: float = 10.0,
        texts_a_second: float = 30.0,
    ) -> None:
        self.rate = Rate(texts_a_second, burst=max(BURST, texts_a_second * CATCH_UP))
        self._secret = webhook_secret
        client: Any = late("bot.channels.telegram_client")
        self._bot: BotApi = client.TelegramClient(token=token, base_url=base_url, timeout=timeout)

    async def open(self) -> None:
        """Nothing to make ready: a start must not fail because Telegram is away."""

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.close()

    async def send(self, message: Outgoing) -> Sent:
        """Hand the text to Telegram, its choices as a keyboard; raises SendError.

        Telegram sends no reports of delivery, and its message ids are unique only in one chat; ours makes them so.
        """
        rows = keyboard(message.choices, message.language)
        number = await self._bot.send(chat_of(message), text_of(message), rows)
        return Sent(f"{number}:{message.id}")

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a voice note or a picture, at most so many; raises SendError, Refused if it can never be had."""
        try:
            async with asyncio.timeout(LONGEST_FETCH):
                return await self._bot.fetch(file_id, most)
        except TimeoutError:
            raise TryLater("Telegram took too long to hand over the file.") from None

    def units(self, message: Outgoing) -> int:
        """Every text counts as one."""
        return 1

    async def check(self) -> str:
        """Ask Telegram who we are; returns the bot's @name, raises SendError."""
        return await self._bot.whoami()

    async def listen_at(self, url: str) -> None:
        """Have updates delivered to this https address with our secret; raises SendError."""
        if self._secret is None:
            raise OursToFix("TELEGRAM_WEBHOOK_SECRET is missing: without it no update can be believed.")
        await self._bot.listen_at(url, self._secret)

    def receive_texts(self, knock: Knock) -> Mail:
        """The text in a knock. Raises Forged or Malformed; empty for updates that are no text to us.

        A well-formed update of an unknown kind is no error: refused, it would come again for a day and hold back
        the person's later ones.
        """
        if self._secret is None or not hmac.compare_digest(
            knock.headers.get(SECRET, "").encode(), self._secret.encode()
        ):
            raise Forged("no secret, or a wrong one")
        try:
            update = json.loads(knock.body)
        except (ValueError, RecursionError):
            raise Malformed("not JSON") from None
        if not isinstance(update, dict):
            raise Malformed("not an update")
        inbound = read_update(update)
        return Mail((inbound,) if inbound else ())

    async def poll(self, take: Take, *, wait: int = WAIT, pause: Pause = asyncio.sleep) -> None:
        """Fetch updates and hand each text to `take`, for ever; cancel to stop.

        Telegram is told that an update arrived only after `take` returned. If `take` fails, that person's updates
        are fetched again and stay in order, while other people's go on; `take` must know a repeat. A wrong token
        does not end the polling: it is said in the log, and tried again once a minute.
        """
        backlog, failures, listening = Backlog(), 0, True
        while True:
            try:
                if listening:
                    await self._bot.stop_listening()
                    listening = False
                updates = await self._bot.updates(backlog.offset, wait)
                failures = 0 if await backlog.work_off(updates, take) else failures + 1
            except SendError as error:
                failures += 1
                log.warning("fetching failed", channel=self.name, kind=type(error).__name__, why=error.reason)
                await pause(pause_after(failures, error))
            else:
                if failures:
                    await pause(pause_after(failures))


def pause_after(failures: int, error: SendError | None = None) -> float:
    """Seconds to wait after so many failures in a row, the provider's own wish first."""
    if isinstance(error, TryLater) and error.after is not None:
        return error.after
    if isinstance(error, OursToFix):
        return LONGEST_PAUSE
    return min(FIRST_PAUSE * (1 << min(failures - 1, 10)), LONGEST_PAUSE)


def chat_of(message: Outgoing) -> int:
    """The chat's id as a number; raises Unreachable."""
    if not (message.address.isascii() and message.address.isdigit()):
        raise Unreachable("This is not the id of a Telegram chat.")
    return int(message.address)


def text_of(message: Outgoing) -> str:
    """The text, if Telegram will take it; raises Refused."""
    if not message.text.strip():
        raise Refused("The text is empty.")
    if len(message.text) > LONGEST:
        raise Refused("The text is longer than 4096 letters.")
    return message.text
