"""Signing in to the pages with a token: it is put into a cookie that no script can read."""

from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access import Caller, InHouse, recognise
from api.pages.rendering import page
from api.problems import NOT_ALLOWED, Problem
from bot.house import House

router = APIRouter(include_in_schema=False)

EIGHT_HOURS = 8 * 60 * 60
"""A working day; then the token is asked for again."""


def is_safe(house: House) -> bool:
    """Whether people reach us by https, so that the cookie may insist on it."""
    return (house.settings.public_url or "").startswith("https://")


def cookie_name(house: House) -> str:
    """With https the prefix makes browsers refuse a cookie that another host or plain http has set."""
    return "__Host-lightline" if is_safe(house) else "lightline"


def visitor(request: Request, house: House) -> Caller | None:
    """Whoever is signed in; looked up anew each time, so a revoked token is out at once."""
    secret = request.cookies.get(cookie_name(house))
    return recognise(house, secret) if secret else None


def to_sign_in(request: Request) -> RedirectResponse:
    """Ask for the token first, then come back here."""
    here = request.url.path
    return RedirectResponse(f"/sign-in?next={quote(here)}", 303)


def our_own(wanted: str) -> str:
    """A path of ours to go on to; anything that could lead elsewhere becomes the front page of the Networks."""
    parts = urlsplit(wanted)
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if inside and not parts.scheme and not parts.netloc and "\\" not in wanted else "/networks"


def from_our_page(request: Request) -> None:
    """Refuse a form that another site sent (ASVS 3.5.1). Browsers say where a form comes from; raises a 403 problem."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    elsewhere = site not in {None, "same-origin", "none"}
    foreign = origin is not None and site is None and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or foreign:
        raise Problem(NOT_ALLOWED, "This form was sent from another site.")


@router.get("/sign-in")
def ask(request: Request, next: str = "/networks") -> HTMLResponse:
    """The form. A link may carry the token behind a #, where no server sees it."""
    return page(request, "sign-in.html", next=our_own(next), wrong=None)


@router.post("/sign-in")
def sign_in(
    request: Request, house: InHouse, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/networks"
) -> Response:
    """Check the token and remember it for a working day."""
    from_our_page(request)
    secret = token.strip()
    if recognise(house, secret) is None:
        words = "That token is not known here, or it is no longer good. Check that you copied all of it."
        return page(request, "sign-in.html", 403, next=our_own(next), wrong=words)
    answer = RedirectResponse(our_own(next), 303)
    answer.set_cookie(
        cookie_name(house), secret, max_age=EIGHT_HOURS, secure=is_safe(house), httponly=True, samesite="strict"
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request, house: InHouse) -> RedirectResponse:
    """Forget the token."""
    from_our_page(request)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(cookie_name(house), secure=is_safe(house), httponly=True, samesite="strict")
    return answer
