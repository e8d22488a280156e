"""/v1/simulator: texting the line without a phone. Only where the simulator is on, and then without a token."""

import asyncio
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import InHouse
from api.idempotency import Key
from api.problems import NOT_FOUND, Problem, invalid, refer
from bot.channels.addresses import NotAnAddress
from bot.channels.channel import Inbound
from bot.house import House
from bot.turn import take
from storage import messages

router = APIRouter(prefix="/simulator", tags=["simulator"])

ARRIVED = frozenset({"sent", "delivered"})


class SimulatedText(BaseModel):
    """A text typed on a made-up phone."""

    model_config = {"extra": "forbid"}

    sender: str = Field(
        alias="from",
        min_length=1,
        max_length=40,
        description="A UK mobile number for SMS, a chat id for Telegram. Nobody is reached by it.",
        examples=["07700 900001"],
    )
    text: str = Field(max_length=20_000, description="What is typed; anything at all.", examples=["hello"])
    channel: Literal["sms", "telegram"] = Field(default="sms", description="Which kind of phone it imitates.")


class Reply(BaseModel):
    """A text that came back."""

    text: str = Field(examples=["What lights you up?"])
    choices: list[str] = Field(description="Answers offered: numbered lines on SMS, buttons on Telegram.")


class Replies(BaseModel):
    """Everything that came back at once, in order; empty where silence is the right answer."""

    replies: list[Reply]


@router.post("/messages", summary="Text the line from a simulated phone", responses=refer(400, 404, 422))
async def text_the_line(new: SimulatedText, house: InHouse, key: Key = None) -> Replies:
    """Takes the road of every text: turn, commit, send; then answers with what arrived on the phone.

    The same `Idempotency-Key` from the same phone is the same text again, as when a provider delivers twice.
    """
    taken = await take(house, typed(house, new, key))
    await house.sender.settled(taken.queued)
    return Replies(replies=await asyncio.to_thread(arrived, house, taken.queued))


def typed(house: House, new: SimulatedText, key: str | None) -> Inbound:
    """The text as the simulated phone sends it; raises a 404 or 422 problem."""
    if house.simulator is None:
        raise Problem(NOT_FOUND, "The simulated phone is switched off here: LIGHTLINE_SIMULATOR=1 turns it on.")
    address = f"{new.channel}:{new.sender}"
    try:
        return house.simulator.write(address, new.text, f"{address} {key}" if key else None)
    except NotAnAddress as error:
        raise invalid("body.from", str(error)) from None


def arrived(house: House, ids: tuple[UUID, ...]) -> list[Reply]:
    """Those of our texts that reached the phone."""
    with house.database.read() as tx:
        found = messages.by_ids(tx, ids)
    return [Reply(text=each.text, choices=list(each.choices)) for each in found if each.state in ARRIVED]
