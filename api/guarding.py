"""The outermost layer: headers that every answer carries, and the last net under an exception nobody expected."""

import structlog
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import BROKEN, Problem, answer
from bot.logs import where

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


class Guard:
    """ASGI middleware round the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; never lets an exception out, whose text could be somebody's words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                guard(MutableHeaders(scope=message))
            await send(message)

        try:
            await self.app(scope, counted(receive), send_guarded)
        except Exception as error:
            log.error("a request broke", error=where(error))
            if begun:
                return  # the server sees that the answer is cut short; raising would let it log what the error says
            problem = Problem(BROKEN, "It is written down. Try again, and tell whoever looks after the line.")
            await answer(problem)(scope, receive, send_guarded)


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
