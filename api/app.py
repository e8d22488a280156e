"""The application: a house, and every door to it."""

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version

from fastapi import APIRouter, FastAPI

from api import health, metrics, webhooks
from api.describing import DESCRIPTION, SUMMARY, TAGS, describe
from api.guarding import Guard
from api.pages import front, network, phone, reference, sign_in
from api.pages.rendering import KeptFiles
from api.refusing import refuse_kindly
from api.v1 import (
    addresses,
    agenda,
    alerts,
    broadcasts,
    consents,
    consultations,
    contacts,
    feedback,
    interests,
    joins,
    media,
    meetings,
    messages,
    networks,
    profile,
    simulator,
)
from bot.house import House
from bot.running import running

V1 = (
    networks,
    interests,
    meetings,
    consultations,
    contacts,
    addresses,
    consents,
    joins,
    profile,
    messages,
    broadcasts,
    alerts,
    feedback,
    media,
    agenda,
    simulator,
)
PAGES = (front, phone, network, sign_in, reference)


def create_app(house: House, *, background: bool = True) -> FastAPI:
    """The application round one house. With `background` it also sends, ticks and polls while it runs."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with running(house, background=background):
            yield

    app = FastAPI(
        title="Lightline",
        version=version("lightline"),
        summary=SUMMARY,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        lifespan=lifespan,
        docs_url=None,  # these two would load scripts from elsewhere; /reference is our own
        redoc_url=None,
        telemetry={"logs": False},  # they would hold exception texts and refused values: people's words
    )
    app.state.house = house
    app.include_router(everything())
    app.mount("/static", KeptFiles(), name="static")
    app.add_middleware(Guard)
    refuse_kindly(app)
    describe(app)
    return app


def everything() -> APIRouter:
    """All doors."""
    doors = APIRouter()
    for each in (health, metrics, webhooks, *PAGES):
        doors.include_router(each.router)
    for each in V1:
        doors.include_router(each.router, prefix="/v1")
    return doors
