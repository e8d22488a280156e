"""/v1/media/{id}: a voice note to play, a picture to see, for those who may read what it belongs to."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.access import Caller, InHouse, allowed
from api.problems import GONE, NOT_YET, Problem, not_found, refer
from api.ranges import part_wanted
from bot.channels.file_types import ENDINGS
from storage import contacts, media, views
from storage.database import Transaction
from storage.media import Media

router = APIRouter(prefix="/media", tags=["feedback"])
Reads = Annotated[Caller, Depends(allowed("read feedback"))]

BYTES = {"content": {mime: {"schema": {"type": "string", "format": "binary"}} for mime in ENDINGS}}


def media_seen(tx: Transaction, caller: Caller, media_id: UUID) -> Media:
    """The file if the caller may read the view that it is part of, or the texts of whoever sent it; else a 404."""
    found = media.get(tx, media_id)
    if found is None or not (reads_view(tx, caller, found) or reads_texts(tx, caller, found)):
        raise not_found("voice note or picture")
    return found


def reads_view(tx: Transaction, caller: Caller, file: Media) -> bool:
    """Whether it is part of a view that they may read."""
    return file.view_id is not None and caller.sees(views.network_of(tx, file.view_id))


def reads_texts(tx: Transaction, caller: Caller, file: Media) -> bool:
    """Whether they may read the texts between this person and the line."""
    return caller.may("read contacts") and caller.sees(contacts.get(tx, file.contact_id).network_id)


@router.get(
    "/{media_id}",
    summary="Play a voice note, see a picture",
    response_class=Response,
    responses={
        200: {"description": "All of it.", **BYTES},
        206: {"description": "The part that `Range` asks for.", **BYTES},
        **refer(401, 403, 404, 409, 410, 422),
    },
)
def get_media(media_id: UUID, request: Request, house: InHouse, caller: Reads) -> Response:
    """Whoever may read a view may have what is part of it; what is part of none is for workers alone.

    It is there a moment after the text that brought it: until then 409, and 410 where it could not be kept.
    """
    with house.database.read() as tx:
        file = media_seen(tx, caller, media_id)
        content = media.content(tx, media_id) if file.state == "kept" else None
    if file.state == "waiting":
        raise Problem(NOT_YET, "It is being fetched. Ask again in a while.", headers={"Retry-After": "10"})
    if content is None:
        raise Problem(GONE, "It could not be kept, or the person did not want it kept.")
    return served(file, content, request.headers.get("range"))


def served(file: Media, content: bytes, range_header: str | None) -> Response:
    """The bytes as what they are and nothing else: never run, never shown as a page, kept in no cache."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.kind}-{file.id}.{ENDINGS[file.mime]}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Accept-Ranges": "bytes",
    }
    part = part_wanted(range_header, len(content))
    if part is None:
        return Response(content, headers=headers, media_type=file.mime)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(content[part.start : part.stop], 206, headers, file.mime)
