"""Which answer an exception becomes: problem documents for programs, a plain page for people at a browser."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from api.accept import preferred
from api.pages.rendering import page
from api.problems import (
    ALREADY_THERE,
    BUSY,
    INVALID,
    MEDIA_TYPE,
    NOT_FOUND,
    Problem,
    answer,
    from_http,
    from_validation,
)
from storage.errors import AlreadyThere, BadCursor, DatabaseBusy, NotThere, StorageError

Handler = Callable[[Request, Exception], Awaitable[Response]]

METHODS = ("GET", "POST", "PATCH", "DELETE")
"""All that any address here takes."""

FOR_PROGRAMS = ("/v1/", "/webhooks/", "/healthz", "/readyz", "/phone/live")
"""Addresses that nobody opens in a browser to read."""


def from_storage(error: StorageError) -> Problem:
    """What went wrong with what is kept, by what the caller can do about it."""
    match error:
        case DatabaseBusy():
            return Problem(BUSY, "Nothing was kept. Try again in a moment.", headers={"Retry-After": "1"})
        case BadCursor():
            return Problem(INVALID, "This cursor is not one of ours. Leave it out to begin at the first page.")
        case NotThere():
            return Problem(NOT_FOUND, "It is not there any more.")
        case AlreadyThere():
            return Problem(ALREADY_THERE, "Somebody has made it in the meantime.")
        case _:
            return Problem(BUSY, "The database cannot be used. Whoever looks after it can run `lightline doctor`.")


def wants_a_page(request: Request) -> bool:
    """Whether a person at a browser is to read the answer."""
    if request.url.path.startswith(FOR_PROGRAMS):
        return False
    return preferred(request.headers.get("accept"), (MEDIA_TYPE, "text/html")) == "text/html"


def refuse(request: Request, problem: Problem) -> Response:
    """The problem, as a page or as a document."""
    if not wants_a_page(request):
        return answer(problem)
    kind = problem.kind
    return page(request, "sorry.html", kind.status, title=kind.title, words=problem.detail)


def from_framework(request: Request, error: HTTPException) -> Problem:
    """What the framework refuses by itself; a 405 names every method of the address (RFC 9110, 15.5.6)."""
    if error.status_code != 405:
        return from_http(error)
    return from_http(HTTPException(405, headers={"Allow": ", ".join(methods_of(request))}))


def methods_of(request: Request) -> list[str]:
    """The methods that this address takes."""
    routes = request.app.routes
    scopes = [dict(request.scope, method=method) for method in METHODS]
    return [each["method"] for each in scopes if any(route.matches(each)[0] is Match.FULL for route in routes)]


def handler(read: Callable[[Request, Any], Problem]) -> Handler:
    """An exception handler, from the function that reads the exception."""

    async def handle(request: Request, error: Exception) -> Response:
        return refuse(request, read(request, error))

    return handle


READERS: dict[type[Exception], Callable[[Request, Any], Problem]] = {
    Problem: lambda _, problem: problem,
    RequestValidationError: lambda _, error: from_validation(error),
    HTTPException: from_framework,
    StorageError: lambda _, error: from_storage(error),
}
"""How each kind of exception is read."""


def refuse_kindly(app: FastAPI) -> None:
    """Let the application answer every exception that we know; the rest is for `guarding`."""
    for kind, read in READERS.items():
        app.add_exception_handler(kind, handler(read))
