"""/v1/broadcasts: one text to many people, once. Written, looked at, sent, held, called off, and what came of it."""

from collections.abc import Callable, Iterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.accept import preferred
from api.access import Caller, InHouse, allowed, scope
from api.documents.csv import CSV, table
from api.idempotency import Done, Write, writing
from api.paging import MOST, Listing, Page, every
from api.problems import NOT_ACCEPTABLE, NOT_NOW, Problem, invalid, not_found, refer
from api.text import Slug
from api.v1.broadcast_shapes import BroadcastChange, BroadcastOut, NewBroadcast, PreviewOut, RecipientOut, seen
from bot import broadcasting
from bot.broadcasting import NotNow, Refused
from bot.scheduling import BadEnd, BadTime
from storage import broadcasts, recipients
from storage.broadcasts import Broadcast
from storage.database import Transaction

router = APIRouter(prefix="/broadcasts", tags=["broadcasts"])
Reads = Annotated[Caller, Depends(allowed("read broadcasts"))]
Writes = Annotated[Write, Depends(writing("write broadcasts"))]
JSON = "application/json"


class Sending(BaseModel):
    """What whoever sends it has looked at."""

    model_config = {"extra": "forbid"}

    version: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="If it was changed since, it is not sent.", examples=[1]
    )


class Tried(BaseModel):
    """The text that went to your own phone."""

    text: str


def the_broadcast(tx: Transaction, caller: Caller, broadcast_id: UUID) -> Broadcast:
    """The broadcast, if the caller may know of it; raises a 404 problem."""
    if found := seen(tx, caller, broadcast_id):
        return found
    raise not_found("broadcast")


def plainly(work: Callable[[], Broadcast]) -> Broadcast:
    """Do it; what speaks against it becomes a problem document."""
    try:
        return work()
    except Refused as refused:
        first = refused.findings[0]
        raise invalid(f"body.{first.where}", first.what) from None
    except BadTime as wrong:
        raise invalid("body.until" if isinstance(wrong, BadEnd) else "body.at", str(wrong)) from None
    except NotNow as wrong:
        raise Problem(NOT_NOW, str(wrong)) from None


@router.get("", summary="List broadcasts", responses=refer(401, 403, 404, 422))
def list_broadcasts(
    house: InHouse,
    caller: Reads,
    page: Page,
    network: Annotated[Slug | None, Query(description="Only of this Network.")] = None,
) -> Listing[BroadcastOut]:
    """Those that this token sees, the newest first."""
    with house.database.read() as tx:
        found = broadcasts.page(tx, scope(tx, caller, network), page.limit, page.cursor)
        return Listing(items=[BroadcastOut.seen(tx, each) for each in found.items], next=found.next)


@router.get("/{broadcast_id}", summary="Get a broadcast", responses=refer(401, 403, 404, 422))
def get_broadcast(broadcast_id: UUID, house: InHouse, caller: Reads) -> BroadcastOut:
    """One broadcast, and how far it has got."""
    with house.database.read() as tx:
        return BroadcastOut.seen(tx, the_broadcast(tx, caller, broadcast_id))


@router.post(
    "",
    summary="Write a broadcast",
    status_code=201,
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 422),
)
def create_broadcast(new: NewBroadcast, write: Writes) -> Response:
    """A draft. Look at the preview, try it on your own phone, then send it."""

    def work(tx: Transaction) -> Done:
        words, caller = new.words(tx, write.caller), write.caller
        made = plainly(lambda: broadcasting.draft(write.house, tx, caller.network_id, words, caller.signature))
        return Done(201, BroadcastOut.seen(tx, made))

    return write.once(work)


@router.patch(
    "/{broadcast_id}",
    summary="Change a draft",
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def change_broadcast(broadcast_id: UUID, change: BroadcastChange, write: Writes) -> Response:
    """Only a draft, and only if nobody has changed it since the version you looked at."""

    def work(tx: Transaction) -> Done:
        before = the_broadcast(tx, write.caller, broadcast_id)
        words, by = change.applied(tx, before.words).words(tx, write.caller), write.caller.signature
        after = plainly(lambda: broadcasting.edit(write.house, tx, before.id, change.version, words, by))
        return Done(200, BroadcastOut.seen(tx, after))

    return write.once(work)


@router.get("/{broadcast_id}/preview", summary="What would come of it", responses=refer(401, 403, 404, 409, 422))
def preview(broadcast_id: UUID, house: InHouse, caller: Reads) -> PreviewOut:
    """Who would get it, who not and why, three texts as people will see them, and what it costs."""
    with house.database.read() as tx:
        broadcast = the_broadcast(tx, caller, broadcast_id)
        begins = broadcasting.begins(house, broadcast)
        return PreviewOut.of(house, broadcasting.preview(house, tx, broadcast), begins)


@router.post(
    "/{broadcast_id}/test",
    summary="Try it on your own phone",
    response_model=Tried,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def try_out(broadcast_id: UUID, write: Writes) -> Response:
    """Sends it to the phone of whoever holds this token, and to nobody else."""

    def work(tx: Transaction) -> Done:
        broadcast = the_broadcast(tx, write.caller, broadcast_id)
        try:
            text = broadcasting.try_out(write.house, tx, broadcast, write.caller.staff_id)
        except NotNow as wrong:
            raise Problem(NOT_NOW, str(wrong)) from None
        return Done(200, Tried(text=text))

    return waking(write, work)


@router.post(
    "/{broadcast_id}/send",
    summary="Send it",
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def send(broadcast_id: UUID, write: Writes, sending: Sending | None = None) -> Response:
    """Once: sending it again changes nothing. Each person gets one text, at a decent hour, if they agreed to it.

    If it is meant for many, somebody who did not write it has to send it.
    """
    version = sending.version if sending else None
    return doing(
        write,
        broadcast_id,
        lambda tx, found: broadcasting.send(write.house, tx, found.id, write.caller.signature, version),
    )


@router.post(
    "/{broadcast_id}/pause",
    summary="Hold it",
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def pause(broadcast_id: UUID, write: Writes) -> Response:
    """Nothing more goes until it goes on."""
    return doing(write, broadcast_id, lambda tx, found: broadcasting.pause(tx, found.id, write.house.clock()))


@router.post(
    "/{broadcast_id}/resume",
    summary="Let it go on",
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def resume(broadcast_id: UUID, write: Writes) -> Response:
    """What was held goes now."""
    return doing(write, broadcast_id, lambda tx, found: broadcasting.go_on(tx, found.id, write.house.clock()))


@router.post(
    "/{broadcast_id}/cancel",
    summary="Call it off",
    response_model=BroadcastOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def cancel(broadcast_id: UUID, write: Writes) -> Response:
    """Nobody else gets it. `progress.gone` says to how many it had gone already."""
    by, clock = write.caller.signature, write.house.clock
    return doing(write, broadcast_id, lambda tx, found: broadcasting.cancel(tx, found.id, by, clock()))


@router.get(
    "/{broadcast_id}/recipients",
    summary="What became of it, person by person",
    response_model=Listing[RecipientOut],
    responses={200: {"content": {CSV: {"schema": {"type": "string"}}}}, **refer(401, 403, 404, 406, 422)},
)
def list_recipients(broadcast_id: UUID, request: Request, house: InHouse, caller: Reads, page: Page) -> Response:
    """One line a person, with the reason where there is one. With `Accept: text/csv` all of them as a table."""
    wish = preferred(request.headers.get("accept"), (JSON, CSV))
    if wish is None:
        raise Problem(NOT_ACCEPTABLE, "Ask for application/json or text/csv.")
    with house.database.read() as tx:
        broadcast = the_broadcast(tx, caller, broadcast_id)
        if wish == CSV:
            return Response(table(RecipientOut, everyone(tx, broadcast.id)), media_type=CSV)
        found = recipients.page(tx, broadcast.id, page.limit, page.cursor)
        listing = Listing[RecipientOut](items=[RecipientOut.of(each) for each in found.items], next=found.next)
        return Response(listing.model_dump_json(), media_type=JSON)


def everyone(tx: Transaction, broadcast_id: UUID) -> Iterator[RecipientOut]:
    """All of them."""
    return map(RecipientOut.of, every(lambda cursor: recipients.page(tx, broadcast_id, MOST, cursor)))


def doing(write: Write, broadcast_id: UUID, deed: Callable[[Transaction, Broadcast], Broadcast]) -> Response:
    """Do something to a broadcast that the caller sees."""

    def work(tx: Transaction) -> Done:
        found = the_broadcast(tx, write.caller, broadcast_id)
        return Done(200, BroadcastOut.seen(tx, plainly(lambda: deed(tx, found))))

    return waking(write, work)


def waking(write: Write, work: Callable[[Transaction], Done]) -> Response:
    """Write, and wake the sender once it is committed."""
    answered = write.once(work)
    write.house.sender.wake()
    return answered
