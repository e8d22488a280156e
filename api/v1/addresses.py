"""/v1/contacts/{contact}/addresses: the ways to reach a person. A number or chat id goes in and never comes out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed
from api.idempotency import Done, Write, writing
from api.problems import ALREADY_THERE, Problem, not_found, refer
from api.v1.contacts import Channel, NewConsent, Reference, TheirAddress, contact_seen, proper_address
from storage import addresses, consents, contacts
from storage.addresses import Address
from storage.database import Transaction
from storage.errors import AlreadyThere, Erased

router = APIRouter(prefix="/contacts/{contact}/addresses", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]
Writes = Annotated[Write, Depends(writing("write contacts"))]

TAKEN = "Somebody has this address already. If it is this person, join the two with /v1/contacts/{contact}/join."


class NewAddress(BaseModel):
    """Another way to reach somebody, and what they agreed to for it."""

    model_config = {"extra": "forbid"}

    channel: Channel
    address: TheirAddress
    consents: list[NewConsent] = Field(
        default=[],
        max_length=5,
        description="What they agreed to for this address. What they agreed to elsewhere opens nothing here: without "
        "a consent the bot only answers.",
    )


class AddressOut(BaseModel):
    """One way to reach a person, without the number."""

    id: UUID
    channel: str = Field(examples=["sms"])
    reachable: bool = Field(description="Whether texts still arrive there.")
    last_used_at: datetime | None = Field(description="When they last wrote from there.")
    consents: dict[str, bool] = Field(
        description="What stands for this address: a yes that was given there, a no that was said anywhere.",
        examples=[{"conversation": True}],
    )

    @classmethod
    def of(cls, tx: Transaction, address: Address) -> "AddressOut":
        """As the API shows it."""
        return cls(
            id=address.id,
            channel=address.channel,
            reachable=address.unreachable_reason is None,
            last_used_at=address.last_used_at,
            consents=consents.at(tx, address.contact_id, address.id),
        )


class AddressesOut(BaseModel):
    """All ways to reach a person, the one that they wrote from last first."""

    items: list[AddressOut]


@router.get("", summary="List the ways to reach a person", responses=refer(401, 403, 404, 422))
def list_addresses(contact: UUID | Reference, house: InHouse, caller: Reads) -> AddressesOut:
    """Told apart by channel and by when they were last used: no digit of a number is shown."""
    with house.database.read() as tx:
        theirs = addresses.of_contact(tx, contact_seen(tx, caller, contact).id)
        return AddressesOut(items=[AddressOut.of(tx, each) for each in theirs])


@router.post(
    "",
    summary="Give a person a new number",
    status_code=201,
    response_model=AddressOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def add_address(contact: UUID | Reference, new: NewAddress, write: Writes) -> Response:
    """A new number, or another channel. Nothing is sent by this."""
    address = proper_address(write.house, new.channel, new.address)

    def work(tx: Transaction) -> Done:
        found = contacts.lock(tx, contact_seen(tx, write.caller, contact).id)
        if found.erased_at:
            raise not_found("person")
        given = [(each.purpose, each.wording, each.given_by, write.caller.signature) for each in new.consents]
        try:
            added = contacts.add_address(tx, found.id, new.channel, address, given, write.house.clock())
        except Erased:
            raise Problem(ALREADY_THERE, "Whoever has this address asked to be erased.") from None
        except AlreadyThere:
            raise Problem(ALREADY_THERE, TAKEN) from None
        return Done(201, AddressOut.of(tx, added))

    return write.once(work)


@router.delete(
    "/{address}",
    summary="Take out a number that is not theirs any more",
    status_code=204,
    response_class=Response,
    responses=refer(400, 401, 403, 404, 422),
)
def remove_address(contact: UUID | Reference, address: UUID, write: Writes) -> Response:
    """Nothing goes there any more, and whoever writes from it is somebody new. What was said there stays.

    This is how a joining of two phones is undone, too.
    """

    def work(tx: Transaction) -> Done:
        found = contacts.lock(tx, contact_seen(tx, write.caller, contact).id)
        if address not in {each.id for each in addresses.of_contact(tx, found.id)}:
            raise not_found("address")
        addresses.remove(tx, address, write.house.clock())
        return Done(204)

    return write.once(work)
