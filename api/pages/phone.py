"""/phone: two simulated phones side by side, for trying the line out. Only where the simulator is on."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

import anyio
from fastapi import APIRouter, Query, Request
from sse_starlette import EventSourceResponse
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access import InHouse
from api.pages.live import watch
from api.pages.rendering import page
from api.problems import NOT_FOUND, Problem, invalid
from bot.channels.addresses import NotAnAddress, normalise_simulated
from bot.house import House

router = APIRouter(include_in_schema=False)

TRIES = ("hello", "JOIN LEEDS", "LIGHT", "SAY the last bus goes at 6", "WHAT'S ON", "HELP", "STOP")
"""Texts to begin with, offered above the phones."""
MOST_PHONES = 4
"""How many phones one page may watch."""


@dataclass(frozen=True, slots=True)
class PhoneOnPage:
    """One of the two phones as the template needs it."""

    channel: str
    title: str
    address: str
    sender: str
    shown: str
    subtitle: str
    placeholder: str


def sms_phone(number: str) -> PhoneOnPage:
    """A phone that texts; raises NotAnAddress."""
    address = normalise_simulated(f"sms:{number}")
    national = "0" + address.removeprefix("sms:+44")
    shown = f"{national[:5]} {national[5:]}"
    return PhoneOnPage("sms", "SMS", address, national, shown, f"Text message from {shown}", "Text message")


def telegram_phone(chat: str) -> PhoneOnPage:
    """A phone that chats; raises NotAnAddress."""
    address = normalise_simulated(f"telegram:{chat}")
    number = address.removeprefix("telegram:")
    return PhoneOnPage("telegram", "Telegram", address, number, number, "bot", "Message")


def two_new_phones() -> str:
    """The address of a page with two phones that nobody is likely to have used (numbers kept free for stories)."""
    number = f"07700900{secrets.randbelow(1000):03}"
    return "/phone?" + urlencode({"sms": number, "telegram": 100_000_000 + secrets.randbelow(900_000_000)})


@router.get("/phone")
def phones(request: Request, house: InHouse, sms: str = "", telegram: str = "") -> Response:
    """The page; its address names the two phones, so that a conversation is still there after a reload."""
    if house.simulator is None:
        words = "The simulated phones are switched off here. LIGHTLINE_SIMULATOR=1 turns them on."
        return page(request, "sorry.html", 404, title="No phones here", words=words)
    if not (sms and telegram):
        return RedirectResponse(two_new_phones(), 303)
    try:
        return phone_page(request, sms_phone(sms), telegram_phone(telegram))
    except NotAnAddress as error:
        return page(request, "sorry.html", 422, title="That phone cannot be", words=str(error))


def phone_page(request: Request, *pair: PhoneOnPage) -> HTMLResponse:
    """The page with these two phones."""
    return page(request, "phone.html", phones=pair, tries=TRIES)


@router.get("/phone/live")
async def live(house: InHouse, phone: Annotated[list[str], Query(max_length=MOST_PHONES)]) -> EventSourceResponse:
    """Server-sent events: every bubble on these phones, from the first on."""
    if house.simulator is None:
        raise Problem(NOT_FOUND, "The simulated phones are switched off here.")
    try:
        addresses = [normalise_simulated(each) for each in phone]
    except NotAnAddress as error:
        raise invalid("query.phone", str(error)) from None
    closing = anyio.Event()
    return EventSourceResponse(events(house, addresses, closing), shutdown_event=closing, shutdown_grace_period=2)


async def events(house: House, addresses: list[str], closing: anyio.Event) -> AsyncIterator[dict[str, str]]:
    """Bubbles as events, named by the message so that a change finds its bubble."""
    async for bubble in watch(house, addresses, closing):
        yield {"id": str(bubble.id), "data": bubble.model_dump_json()}
