"""Logs that name events, never people: no text, no whole number, one JSON object a line."""

import logging
import re
import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PRIVATE = frozenset({"text", "body", "address", "name", "first_name", "token", "words"})
"""Keys whose value is never written, whoever passes it."""
LONG_NUMBER = re.compile(r"\+?\d{7,}")


def without_people(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Blank private keys, and shorten every long number to its last two digits."""
    for key, value in event.items():
        if key in PRIVATE:
            event[key] = "(not logged)"
        elif isinstance(value, str):
            event[key] = LONG_NUMBER.sub(lambda found: f"...{found.group()[-2:]}", value)
    return event


def where(error: BaseException) -> str:
    """What failed and where, without what the exception says: that may hold a person's words."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename}:{frame.lineno} in {frame.name}"


def to_stderr(*_: object) -> structlog.PrintLogger:
    """Wherever stderr goes at this moment: it may have been turned elsewhere since the start."""
    return structlog.PrintLogger(sys.stderr)


def set_up_logs(*, pretty: bool = False) -> None:
    """Send our logs to stderr and quieten libraries that would log addresses (httpx writes URLs with tokens)."""
    last: Processor = structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_people,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=to_stderr,
        cache_logger_on_first_use=False,
    )
    for noisy in ("httpx", "httpcore", "twilio", "urllib3", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # python-telegram-bot writes whole updates, texts and all, at its highest level.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
