"""The front page, and the page that explains what can go wrong."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access import InHouse
from api.pages.rendering import page
from api.pages.sign_in import visitor
from api.problems import KINDS

router = APIRouter(include_in_schema=False)


@router.get("/")
def front(request: Request, house: InHouse) -> HTMLResponse:
    """What this is, and where to go from here."""
    return page(request, "front.html", signed_in=visitor(request, house) is not None)


@router.get("/problems")
async def problems(request: Request) -> HTMLResponse:
    """Every kind of problem document; the `type` of each points here."""
    return page(request, "problems.html", kinds=KINDS)
