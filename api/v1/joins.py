"""/v1/contacts/{contact}/join: two entries on the line that are one person, and who said so."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed
from api.idempotency import Done, Write, writing
from api.problems import invalid, not_found, refer
from api.v1.contacts import ContactOut, Reference, contact_seen
from storage import joining, joins
from storage.contacts import reference_of
from storage.database import Transaction
from storage.errors import NotThere
from storage.joins import Joined

router = APIRouter(prefix="/contacts/{contact}", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]
Writes = Annotated[Write, Depends(writing("write contacts"))]


class Other(BaseModel):
    """Who they are as well."""

    model_config = {"extra": "forbid"}

    other: UUID | Reference = Field(
        alias="with", description="The id or the reference of their other entry.", examples=["WY-0043"]
    )


class JoinOut(BaseModel):
    """An entry that went into this person's."""

    reference: str = Field(description="What it was called; it still finds the person.", examples=["WY-0043"])
    joined_at: datetime
    joined_by: str = Field(description="Who said so: the person, with a code, or a worker.", examples=["the person"])

    @classmethod
    def of(cls, joined: Joined) -> "JoinOut":
        """As the API shows it."""
        return cls(reference=reference_of(joined.gone_number), joined_at=joined.joined_at, joined_by=joined.joined_by)


class JoinsOut(BaseModel):
    """All entries that went into this person's, the first one first."""

    items: list[JoinOut]


@router.get("/joins", summary="Which entries became this person's", responses=refer(401, 403, 404, 422))
def list_joins(contact: UUID | Reference, house: InHouse, caller: Reads) -> JoinsOut:
    """Who was joined with them, when, and who said so."""
    with house.database.read() as tx:
        found = joins.of_contact(tx, contact_seen(tx, caller, contact).id)
        return JoinsOut(items=[JoinOut.of(each) for each in found])


@router.post(
    "/join",
    summary="Join two entries that are one person",
    response_model=ContactOut,
    responses=refer(400, 401, 403, 404, 422),
)
def join(contact: UUID | Reference, body: Other, write: Writes) -> Response:
    """The older entry stays, with all that is in the newer; both ids and references find it. Nothing is sent.

    A no, a stop, a break or an unsafe phone of either counts for both. A yes stays with the number that it was given
    for. Joining the same two again changes nothing.
    """

    def work(tx: Transaction) -> Done:
        one, other = contact_seen(tx, write.caller, contact), contact_seen(tx, write.caller, body.other)
        if body.other in (one.id, one.reference) and contact in (one.id, one.reference):
            raise invalid("body.with", "This is the same entry. Name the other one.")
        now = write.house.clock()
        try:
            both = joining.join(tx, one.id, other.id, write.caller.signature, now)
        except NotThere:
            raise not_found("person") from None
        return Done(200, ContactOut.of(tx, both, now))

    return write.once(work)
