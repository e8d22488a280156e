"""The one module that loads python-telegram-bot and calls the Bot API.

A plain `Bot`, no Application: receiving, order, pace and retries are ours, and `telegram.ext` would add to every start.
It is never initialised (that asks Telegram who we are), so a start needs no network.
"""

import logging
import os
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar
from urllib.parse import quote

import httpx
from telegram import Bot, KeyboardButton, LinkPreviewOptions, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.catalogue import telegram_file_refusal, telegram_refusal, too_big
from bot.channels.errors import Moved, OursToFix, SendError, TryLater, Uncertain
from bot.channels.updates import WANTED, Update

T = TypeVar("T")
Rows = tuple[tuple[str, ...], ...]

OFFICIAL = "https://api.telegram.org"
FETCH = "get_updates_"
"""Becomes getUpdates, asked for as a bare method: the library's own `get_updates` raises for a whole batch, again and
again, when one update in it has a shape that it does not expect, and logs what people wrote. (The last "_" keeps
the library from pointing us to its own.)"""
CONNECTIONS = 32
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Faults after which Telegram cannot have heard anything."""

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming way with times; without it, it warns at each wait
logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)  # its lines hold texts, chat ids and the token


class MaskToken(logging.Filter):
    """Takes the bot token out of log lines: it is part of every address that is called, in links to files quoted."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._spellings = (token, quote(token))

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a line that holds the token; none is dropped."""
        line = record.getMessage()
        for token in self._spellings:
            if token in line:
                line = line.replace(token, "<token>")
                record.msg, record.args = line, ()
        return True


class TelegramClient:
    """The Bot API for one bot; raises SendError."""

    def __init__(self, *, token: str, base_url: str | None, timeout: float) -> None:
        self._mask = MaskToken(token)
        logging.getLogger("httpx").addFilter(self._mask)
        self._request = HTTPXRequest(
            connection_pool_size=CONNECTIONS, read_timeout=timeout, write_timeout=timeout, connect_timeout=timeout
        )
        root = (base_url or OFFICIAL).rstrip("/")
        self._files = f"{root}/file/bot"
        self._bot = Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=self._files,
            request=self._request,
            get_updates_request=self._request,
        )

    async def send(self, chat: int, text: str, rows: Rows) -> int:
        """Send a text with these rows of buttons; no parse_mode, so that names and free text stay as they are."""
        sent = await asked(
            self._bot.send_message(
                chat, text, reply_markup=markup(rows), link_preview_options=LinkPreviewOptions(is_disabled=True)
            )
        )
        return sent.message_id

    async def updates(self, offset: int | None, wait: int) -> list[Update]:
        """What came since the last confirmed, as plain JSON."""
        wish = {"timeout": wait, "allowed_updates": WANTED, **({"offset": offset} if offset else {})}
        patience = (self._request.read_timeout or 0) + wait
        found = await asked(self._bot.do_api_request(FETCH, wish, read_timeout=patience))
        return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The bytes of a file, at most so many. Its link holds the bot's token, so it is used at once and not kept.

        Only what the server hands over is taken: a path on our own disk, which the library would read, is refused.
        """
        found = await handed_over(self._bot.get_file(file_id))
        if (found.file_size or 0) > most:
            raise too_big(most)
        if not (found.file_path or "").startswith(self._files):
            raise TryLater("Telegram gave no link to the file.")
        content = bytes(await handed_over(found.download_as_bytearray(), link=True))
        if len(content) > most:
            raise too_big(most)
        return content

    async def listen_at(self, url: str, secret: str) -> None:
        """Have updates delivered to this address; those that wait are delivered too."""
        await asked(self._bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED))

    async def stop_listening(self) -> None:
        """Have updates kept for fetching; none is dropped."""
        await asked(self._bot.delete_webhook(drop_pending_updates=False))

    async def whoami(self) -> str:
        """The bot's @name."""
        return f"@{(await asked(self._bot.get_me())).username}"

    async def close(self) -> None:
        """Close the connections."""
        await self._request.shutdown()
        logging.getLogger("httpx").removeFilter(self._mask)


def markup(rows: Rows) -> ReplyKeyboardMarkup | ReplyKeyboardRemove:
    """A keyboard that goes away once used; without rows, the old one is taken away."""
    if not rows:
        return ReplyKeyboardRemove()
    buttons = [[KeyboardButton(label) for label in row] for row in rows]
    return ReplyKeyboardMarkup(buttons, resize_keyboard=True, one_time_keyboard=True)


async def asked(call: Awaitable[T]) -> T:
    """Await a call and turn whatever goes wrong into a SendError without chat ids, texts or the token in it."""
    try:
        return await call
    except TelegramError as error:
        raise meaning(error) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Uncertain("Telegram's answer could not be read; it may have taken the text.") from None


async def handed_over(call: Awaitable[T], link: bool = False) -> T:
    """Await a call about a file. An old link answers 404, which the library takes for a wrong token."""
    try:
        return await call
    except RetryAfter as error:
        raise meaning(error) from None
    except InvalidToken as error:
        raise TryLater("The link to the file is not good any more.", "404") if link else meaning(error) from None
    except BadRequest as error:
        raise telegram_file_refusal(error.message) from None
    except TelegramError:
        raise TryLater("Telegram did not hand over the file.") from None
    except (ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        raise TryLater("Telegram's answer about the file could not be read.") from None


def meaning(error: TelegramError) -> SendError:
    """What a refusal of the Bot API asks of us. (BadRequest is a NetworkError to the library, so it comes first.)"""
    match error:
        case RetryAfter():
            return TryLater("Telegram asks us to slow down.", "429", seconds_in(error), whole=True)
        case ChatMigrated():
            return Moved("The chat has a new id.", str(error.new_chat_id), "400")
        case Forbidden():
            return telegram_refusal(403, error.message)
        case InvalidToken():
            return OursToFix("Telegram did not accept our bot token.", "401")
        case BadRequest():
            return telegram_refusal(400, error.message)
        case Conflict():
            return TryLater("Another process fetches this bot's updates, or a webhook is set.", "409")
        case NetworkError() if isinstance(error.__cause__, NEVER_SENT):
            return TryLater("Telegram could not be reached.")
        case _:
            return Uncertain("The call to Telegram broke off; it may have taken the text.")


def seconds_in(error: RetryAfter) -> float:
    """How long to wait; older settings of the library give a number, newer a timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
