"""Where the providers knock. The channel checks the signature and reads the knock; the turn does the rest.

Each answers 2xx only once everything is committed, so that what could not be kept is delivered again.
"""

import structlog
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import InHouse
from api.problems import MALFORMED, NOT_ALLOWED, NOT_FOUND, Problem, refer
from bot.channels.channel import Knock, Mail
from bot.channels.errors import Forged, Malformed
from bot.channels.sms import SmsChannel
from bot.house import House
from bot.turn import report, take

log = structlog.get_logger()
router = APIRouter(prefix="/webhooks", tags=["webhooks"], responses=refer(400, 403, 404, 413))

NOTHING_TO_SAY = "<Response/>"
"""Replies go out through the provider's API, so that each has a row and a status trail."""


async def knock_of(request: Request) -> Knock:
    """The call as it came off the wire: signatures are made over the raw target, not over a decoded one."""
    raw_path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = raw_path.partition(b"?")[0].decode("latin-1")
    query: str = request.scope["query_string"].decode("latin-1")
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in request.headers.raw}
    return Knock(f"{path}?{query}" if query else path, headers, await request.body())


def refused(channel: str, error: Forged | Malformed) -> Problem:
    """A knock that is not believed or makes no sense, told apart and logged without what was in it."""
    log.warning("a knock was refused", channel=channel, why=type(error).__name__)
    if isinstance(error, Forged):
        return Problem(NOT_ALLOWED, "The signature or secret is missing or wrong.")
    return Problem(MALFORMED, "The call is signed but cannot be read.")


async def take_all(house: House, mail: Mail) -> None:
    """Keep everything that one knock brought."""
    for text in mail.texts:
        await take(house, text)
    for status in mail.reports:
        await report(house, status)


def sms_of(house: House) -> SmsChannel:
    """The SMS channel; raises a 404 problem where it is not set up."""
    if house.sms is None:
        raise Problem(NOT_FOUND, "SMS is not set up here: set the TWILIO_ settings.")
    return house.sms


@router.post("/twilio/messages", summary="A text arrives by SMS")
async def twilio_message(request: Request, house: InHouse) -> Response:
    """Called by Twilio for every text to our number. Signed with `X-Twilio-Signature`; a repeat changes nothing."""
    channel = sms_of(house)
    try:
        mail = channel.receive_texts(await knock_of(request))
    except (Forged, Malformed) as error:
        raise refused("sms", error) from None
    await take_all(house, mail)
    return Response(NOTHING_TO_SAY, media_type="text/xml")


@router.post("/twilio/status", summary="What became of an SMS", status_code=204)
async def twilio_status(request: Request, house: InHouse) -> Response:
    """Called by Twilio when a text of ours is sent, delivered or lost. May come twice, early or out of order."""
    channel = sms_of(house)
    try:
        mail = channel.receive_status(await knock_of(request))
    except (Forged, Malformed) as error:
        raise refused("sms", error) from None
    await take_all(house, mail)
    return Response(status_code=204)


@router.post("/telegram", summary="A text arrives by Telegram", status_code=204)
async def telegram_update(request: Request, house: InHouse) -> Response:
    """Called by Telegram for every update. Carries the secret in `X-Telegram-Bot-Api-Secret-Token`."""
    if house.telegram is None:
        raise Problem(NOT_FOUND, "Telegram is not set up here: set TELEGRAM_BOT_TOKEN.")
    try:
        mail = house.telegram.receive_texts(await knock_of(request))
    except (Forged, Malformed) as error:
        raise refused("telegram", error) from None
    await take_all(house, mail)
    return Response(status_code=204)
