"""The outermost layer: headers that every answer carries, a line in the log for each request, and the last net under an
exception nobody expected.
"""

from time import perf_counter

import structlog
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from api.problems import BROKEN, Problem, answer
from bot.logs import where
from storage.columns import new_id

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024
"""Bytes. Ten thousand emoji in a form are 120 kB; nothing that we take is larger."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNLESS_SAID = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""What people said belongs in no cache; answers that are not pages may load nothing (ASVS 3.4)."""


QUIET = frozenset({"api.health.alive", "api.health.ready", "api.metrics.metrics", "api.pages.rendering.KeptFiles"})
"""What is asked for every few seconds, or with every page; it is no news unless it fails."""


class Guard:
    """ASGI middleware round the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; never lets an exception out, whose text could be somebody's words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with bound_contextvars(request=new_id()):
            began = perf_counter()
            status = await self.answer(scope, receive, send)
            took = perf_counter() - began
            door = door_of(scope)
            say = log.debug if status < 400 and door in QUIET else log.info
            say("a request", method=scope["method"], door=door, status=status, ms=round(took * 1000, 1))

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Have it answered; returns the status."""
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                guard(MutableHeaders(scope=message))
            await send(message)

        try:
            await self.app(scope, counted(receive), send_guarded)
        except Exception as error:
            log.error("a request broke", error=where(error))
            if status:
                return status  # the server sees that the answer is cut short; raising would let it log the error
            problem = Problem(BROKEN, "It is written down. Try again, and tell whoever looks after the line.")
            await answer(problem)(scope, receive, send_guarded)
        return status


def door_of(scope: Scope) -> str:
    """The function that answered: an address may hold ids, and whatever a stranger makes up."""
    endpoint = scope.get("endpoint")
    if endpoint is None:
        return "none of ours"
    return f"{endpoint.__module__}.{getattr(endpoint, '__name__', type(endpoint).__name__)}"


def guard(headers: MutableHeaders) -> None:
    """Put in what every answer says."""
    headers.update(ALWAYS)
    for name, value in UNLESS_SAID.items():
        headers.setdefault(name, value)


def counted(receive: Receive) -> Receive:
    """The same body, broken off with a 413 as soon as it is larger than anything that we take."""
    so_far = 0

    async def receive_counted() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return receive_counted
