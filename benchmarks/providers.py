"""Telegram and Twilio as stand-in servers in a process of their own, so that answering us costs our process nothing."""

import contextlib
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection

from benchmarks.crowd import chat
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

_context = multiprocessing.get_context("spawn")


def serve(line: Connection, chats: int) -> None:
    """Serve until the other end hangs up; so many people have written to the bot."""
    with TelegramStandIn() as telegram, TwilioStandIn() as twilio, contextlib.suppress(EOFError):
        for person in range(chats):
            telegram.text(int(chat(person)), "hi")
        line.send(settings(telegram, twilio))
        line.recv()


def settings(telegram: TelegramStandIn, twilio: TwilioStandIn) -> dict[str, str]:
    """What a line is told so that it sends through them, at the usual pace."""
    return {
        "LIGHTLINE_PUBLIC_URL": twilio.public_url,
        "LIGHTLINE_QUIET_HOURS": "",
        "LIGHTLINE_QUIET_DAYS": "",
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_FROM": twilio.number,
        "TWILIO_API_BASE_URL": twilio.base_url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_WEBHOOK_SECRET": telegram.secret,
        "TELEGRAM_API_BASE_URL": telegram.base_url,
    }


@contextlib.contextmanager
def providers(chats: int) -> Iterator[dict[str, str]]:
    """The settings of a line that sends through them."""
    ours, theirs = _context.Pipe()
    process = _context.Process(target=serve, args=(theirs, chats), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        ours.close()
        process.join(10)
