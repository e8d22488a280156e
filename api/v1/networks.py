"""/v1/networks: the groups that hold meetings. People belong to one; what they say is for it to hear."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed, network_called
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import ALREADY_THERE, NOT_ALLOWED, Problem, refer
from api.text import Line, Slug
from storage import networks
from storage.database import Transaction
from storage.errors import AlreadyThere
from storage.networks import Network

router = APIRouter(prefix="/networks", tags=["networks"])
Reads = Annotated[Caller, Depends(allowed("read networks"))]
Writes = Annotated[Write, Depends(writing("write networks"))]


Ration = Annotated[int, Field(ge=0, le=50)] | None
RATION = (
    "How many texts that they did not ask for each of its people gets in seven days, from all senders together; "
    "null: as the line has it."
)


class NewNetwork(BaseModel):
    """A Network to set up."""

    model_config = {"extra": "forbid"}

    slug: Slug = Field(description="A short name for addresses, for ever.", examples=["leeds"])
    name: Line = Field(description="What people call it.", examples=["Leeds Network"])
    locality: Line = Field(description="The place it is for.", examples=["Leeds"])
    weekly_ration: Ration = Field(default=None, description=RATION, examples=[2])


class NetworkChange(BaseModel):
    """What to change about a Network."""

    model_config = {"extra": "forbid"}

    weekly_ration: Ration = Field(description=RATION, examples=[2])


class NetworkOut(BaseModel):
    """A Network."""

    id: UUID
    slug: str = Field(examples=["leeds"])
    name: str = Field(examples=["Leeds Network"])
    locality: str = Field(examples=["Leeds"])
    weekly_ration: int | None = Field(description=RATION, examples=[2])
    created_at: datetime

    @classmethod
    def of(cls, network: Network) -> "NetworkOut":
        """As the API shows it."""
        return cls(
            id=network.id,
            slug=network.slug,
            name=network.name,
            locality=network.locality,
            weekly_ration=network.weekly_ration,
            created_at=network.created_at,
        )


@router.get("", summary="List Networks", responses=refer(401, 403, 422))
def list_networks(house: InHouse, caller: Reads, page: Page) -> Listing[NetworkOut]:
    """All Networks that this token sees."""
    with house.database.read() as tx:
        if caller.network_id:
            own = networks.by_id(tx, caller.network_id)
            return Listing(items=[NetworkOut.of(own)] if own else [], next=None)
        found = networks.page(tx, page.limit, page.cursor)
    return Listing(items=[NetworkOut.of(each) for each in found.items], next=found.next)


@router.get("/{slug}", summary="Get a Network", responses=refer(401, 403, 404, 422))
def get_network(slug: Slug, house: InHouse, caller: Reads) -> NetworkOut:
    """One Network by its slug."""
    with house.database.read() as tx:
        return NetworkOut.of(network_called(tx, caller, slug))


@router.post(
    "",
    summary="Set up a Network",
    status_code=201,
    response_model=NetworkOut,
    responses=refer(400, 401, 403, 409, 422),
)
def create_network(new: NewNetwork, write: Writes) -> Response:
    """From now on people can text `JOIN` and its locality. A token that is bound to a Network may not do this."""
    if write.caller.network_id:
        raise Problem(NOT_ALLOWED, "This token belongs to one Network and cannot set up another.")

    def work(tx: Transaction) -> Done:
        try:
            now = write.house.clock()
            made = networks.create(tx, new.slug, new.name, new.locality, now, new.weekly_ration)
        except AlreadyThere:
            raise Problem(ALREADY_THERE, "There is a Network with this slug. Choose another.") from None
        return Done(201, NetworkOut.of(made))

    return write.once(work)


@router.patch(
    "/{slug}",
    summary="Change a Network's ration",
    response_model=NetworkOut,
    responses=refer(400, 401, 403, 404, 422),
)
def change_network(slug: Slug, change: NetworkChange, write: Writes) -> Response:
    """It counts from the next text on, also for those that wait already."""

    def work(tx: Transaction) -> Done:
        network = network_called(tx, write.caller, slug)
        networks.ration(tx, network.id, change.weekly_ration)
        return Done(200, NetworkOut.of(network_called(tx, write.caller, slug)))

    return write.once(work)
