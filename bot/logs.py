"""Logs that name events, never people: no text, no whole number. One JSON object a line, or plain lines at a terminal.

A line carries the id of the request and of the turn that caused it, so that what belongs together can be found.
"""

import logging
import re
import sys
import traceback
from collections.abc import Callable
from typing import Literal
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Format = Literal["json", "text"]

PRIVATE = frozenset({"text", "body", "address", "name", "first_name", "token", "words"})
"""Keys whose value is never written, whoever passes it."""
LONG_NUMBER = re.compile(r"\+?\(?\d(?:[ ().-]{0,2}\d){6,}")
LONG = 10**6
CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | {0x2028: r"\u2028", 0x2029: r"\u2029"}
"""Whatever might begin a new line, or move a terminal's cursor, is written out (ASVS 16.4.1)."""


def without_people(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Blank private keys, and shorten every long number to its last two digits."""
    for key, value in event.items():
        event[key] = "(not logged)" if key in PRIVATE else safe(value)
    return event


def safe(value: object) -> object:
    """The value as it may be written. What may hold anything, like a list or an exception, is named by its type."""
    match value:
        case None | bool() | float():
            return value
        case int():
            return value if abs(value) < LONG else shortened(str(value))
        case UUID():
            return str(value)
        case str():
            return LONG_NUMBER.sub(lambda found: shortened(found.group()), value.translate(CONTROL))
    return type(value).__name__


def shortened(number: str) -> str:
    """Its last two digits."""
    return f"...{number[-2:]}"


def where(error: BaseException) -> str:
    """What failed and where, without what the exception says: that may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    return f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name}"


class Libraries(logging.Handler):
    """What libraries report goes the same way: who, where, which error, and the pattern that their message was made of
    if there was one. Not the message: that may hold a person's words.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line of ours."""
        at = f"{record.module}:{record.lineno} in {record.funcName}"
        about: dict[str, object] = {"said": record.msg} if record.args else {}
        if record.exc_info and record.exc_info[1]:
            about["error"] = where(record.exc_info[1])
        structlog.get_logger().log(record.levelno, "a library reports", library=record.name, at=at, **about)


LIBRARIES = Libraries(logging.WARNING)


def to_stderr(*_: object) -> structlog.PrintLogger:
    """Wherever stderr goes at this moment: it may have been turned elsewhere since the start."""
    return structlog.PrintLogger(sys.stderr)


LAST: dict[Format, Callable[[], Processor]] = {
    "json": structlog.processors.JSONRenderer,
    "text": structlog.dev.ConsoleRenderer,
}


def set_up_logs(form: Format | None = None, least: int = logging.INFO) -> None:
    """Send our logs to stderr; without a `form` as plain lines where a person watches, as JSON where a program reads.

    Quietens libraries that would log addresses (httpx writes URLs with tokens).
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            without_people,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            LAST[form or ("text" if sys.stderr.isatty() else "json")](),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=to_stderr,
        cache_logger_on_first_use=False,
    )
    logging.getLogger().addHandler(LIBRARIES)
    for noisy in ("httpx", "httpcore", "twilio", "urllib3", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # python-telegram-bot writes whole updates, texts and all, at its highest level.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
