"""/v1/meetings/{id}/agenda and /v1/agenda-items: from what people said to what a meeting talks about."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.accept import preferred
from api.access import Caller, InHouse, allowed
from api.documents import FORMATS, Format
from api.documents.agenda import AgendaItemOut, AgendaOut, agenda_of
from api.idempotency import Done, Write, writing
from api.problems import NOT_ACCEPTABLE, Problem, invalid, not_found, refer
from api.text import Line
from api.v1.meetings import meeting_seen
from bot.house import House
from storage import agenda
from storage.agenda import AgendaItem
from storage.database import Transaction
from storage.errors import NotThere

router = APIRouter(tags=["agenda"])
Reads = Annotated[Caller, Depends(allowed("read agenda"))]
Writes = Annotated[Write, Depends(writing("write agenda"))]
Suffix = Annotated[str, Path(pattern=f"^({'|'.join(FORMATS)})$", description="The format that is wanted.")]
Theme = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=40)]
Views = Annotated[list[UUID], Field(max_length=500)]
Position = Annotated[int, Field(ge=1, le=1000)]

IN_EVERY_FORMAT = {
    "content": {each.media_type: {"schema": {"type": "string"}} for each in list(FORMATS.values())[1:]},
}


def no_default(schema: dict[str, Any]) -> None:
    """What is left out of a change stays as it is: it has no default that could be told."""
    schema.pop("default", None)


class NewAgendaItem(BaseModel):
    """A thing to talk about, made from what people said."""

    model_config = {"extra": "forbid"}

    title: Line = Field(description="What it is about, in plain words.", examples=["The last bus"])
    theme: Theme | None = Field(default=None, examples=["transport_access"])
    views: Views = Field(default=[], description="Ids of the views it is made from. A view is on one item at most.")
    position: Position | None = Field(
        default=None, description="Its place on the agenda; the rest move down. Left out: last."
    )


class AgendaItemChange(BaseModel):
    """What to change; anything left out stays as it is."""

    model_config = {"extra": "forbid"}

    title: Line = Field(
        default="", description="A new title.", examples=["Buses in the evening"], json_schema_extra=no_default
    )
    theme: Theme | None = Field(
        default=None, description="A new theme; null takes it away.", json_schema_extra=no_default
    )
    views: Views = Field(
        default=[], description="All the views that it is to hold from now on.", json_schema_extra=no_default
    )
    position: Position = Field(
        default=1,
        description="Its new place; the rest close up. Beyond the end means last.",
        json_schema_extra=no_default,
    )


@router.get(
    "/meetings/{meeting_id}/agenda",
    summary="A meeting's agenda",
    response_model=AgendaOut,
    responses={200: IN_EVERY_FORMAT, **refer(401, 403, 404, 406, 422)},
)
def get_agenda(meeting_id: UUID, request: Request, house: InHouse, caller: Reads) -> Response:
    """In the format that `Accept` asks for (JSON by itself); `/agenda.json` and `/agenda.md` do the same by name."""
    offers = {each.media_type: each for each in FORMATS.values()}
    wish = preferred(request.headers.get("accept"), list(offers))
    if wish is None:
        raise Problem(NOT_ACCEPTABLE, f"Ask for one of: {', '.join(offers)}.")
    return agenda_as(offers[wish], meeting_id, house, caller)


@router.get(
    "/meetings/{meeting_id}/agenda.{suffix}",
    summary="A meeting's agenda, in a format by name",
    response_model=AgendaOut,
    responses={200: IN_EVERY_FORMAT, **refer(401, 403, 404, 422)},
)
def get_agenda_by_name(meeting_id: UUID, suffix: Suffix, house: InHouse, caller: Reads) -> Response:
    """The same agenda, for links and downloads."""
    return agenda_as(FORMATS[suffix], meeting_id, house, caller)


def agenda_as(wanted: Format, meeting_id: UUID, house: House, caller: Caller) -> Response:
    """The agenda of a meeting that the caller sees, written in one format."""
    with house.database.read() as tx:
        document = agenda_of(tx, meeting_seen(tx, caller, meeting_id))
    return Response(wanted.write(document, house.settings.zone), media_type=wanted.media_type)


def item_seen(tx: Transaction, caller: Caller, item_id: UUID) -> AgendaItem:
    """The item if the caller may know of its meeting; raises a 404 problem."""
    item = agenda.get(tx, item_id)
    if item is None:
        raise not_found("agenda item")
    meeting_seen(tx, caller, item.meeting_id)
    return item


def not_for_this() -> Problem:
    """Views that cannot be on the item."""
    words = "One of these views is not there, is for another meeting or Network, or is on the agenda already."
    return invalid("body.views", words)


@router.post(
    "/meetings/{meeting_id}/agenda/items",
    summary="Put something on the agenda",
    status_code=201,
    response_model=AgendaItemOut,
    responses=refer(400, 401, 403, 404, 422),
)
def create_item(meeting_id: UUID, new: NewAgendaItem, write: Writes) -> Response:
    """Made from views, or from nothing. Only views said for this meeting, or unasked for its Network, can be on it."""

    def work(tx: Transaction) -> Done:
        meeting = meeting_seen(tx, write.caller, meeting_id)
        try:
            made = agenda.add(tx, meeting.id, new.title, new.theme, list(dict.fromkeys(new.views)), new.position)
        except NotThere:
            raise not_for_this() from None
        return Done(201, AgendaItemOut.of(made))

    return write.once(work)


@router.patch(
    "/agenda-items/{item_id}",
    summary="Change, move or refill an item",
    response_model=AgendaItemOut,
    responses=refer(400, 401, 403, 404, 422),
)
def change_item(item_id: UUID, change: AgendaItemChange, write: Writes) -> Response:
    """Changes only what is sent. Views that are taken off an item are unplaced again; none is ever lost."""
    wanted = change.model_dump(include=change.model_fields_set)
    if "views" in wanted:
        wanted["view_ids"] = list(dict.fromkeys(wanted.pop("views")))

    def work(tx: Transaction) -> Done:
        item = item_seen(tx, write.caller, item_id)
        try:
            changed = agenda.edit(tx, item.id, **wanted)
        except NotThere:
            raise not_for_this() from None
        return Done(200, AgendaItemOut.of(changed))

    return write.once(work)


@router.delete(
    "/agenda-items/{item_id}",
    summary="Take something off the agenda",
    status_code=204,
    response_class=Response,
    responses=refer(401, 403, 404, 422),
)
def remove_item(item_id: UUID, write: Writes) -> Response:
    """Its views are unplaced again, and the items below it move up."""

    def work(tx: Transaction) -> Done:
        agenda.remove(tx, item_seen(tx, write.caller, item_id).id)
        return Done(204)

    return write.once(work)
