"""/v1/networks/{slug}/interests: what a Network has named as an interest, beside those that every line knows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed, network_called
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import INVALID, FieldProblem, Problem, invalid, not_found, refer
from api.text import Line, Slug
from bot.knowing import local_interests_of
from conversations.consultation import tidy
from conversations.nameable import refusals
from conversations.reading import local
from storage import local_interests
from storage.database import Transaction
from storage.local_interests import LocalInterest

router = APIRouter(prefix="/networks/{slug}/interests", tags=["networks"])
Reads = Annotated[Caller, Depends(allowed("read networks"))]
Writes = Annotated[Write, Depends(writing("write interests"))]

MOST = 100
"""Interests of one Network: every text of its people is looked through for each name."""
MOST_NAMES = 10


class Naming(BaseModel):
    """What an interest is called."""

    model_config = {"extra": "forbid"}

    name: Line = Field(description="How it is shown to people, in a few words.", examples=["Pigeon racing"])
    also: list[Line] = Field(
        default=[], max_length=MOST_NAMES, description="What else people call it.", examples=[["pigeon club"]]
    )


class LocalInterestOut(BaseModel):
    """An interest that a Network has named."""

    slug: str = Field(description="Its name in addresses.", examples=["pigeon-racing"])
    name: str = Field(examples=["Pigeon racing"])
    also: list[str] = Field(examples=[["pigeon club"]])
    named_at: datetime

    @classmethod
    def of(cls, interest: LocalInterest) -> "LocalInterestOut":
        """As the API shows it."""
        return cls(slug=interest.slug, name=interest.name, also=list(interest.also), named_at=interest.named_at)


@router.get("", summary="List a Network's own interests", responses=refer(401, 403, 404, 422))
def list_interests(slug: Slug, house: InHouse, caller: Reads, page: Page) -> Listing[LocalInterestOut]:
    """Those that the Network has named, in the order in which it did. What every line knows is not listed."""
    with house.database.read() as tx:
        found = local_interests.page(tx, network_called(tx, caller, slug).id, page.limit, page.cursor)
    return Listing(items=[LocalInterestOut.of(each) for each in found.items], next=found.next)


@router.put(
    "/{interest}",
    summary="Name an interest",
    response_model=LocalInterestOut,
    responses=refer(400, 401, 403, 404, 422),
)
def name_interest(slug: Slug, interest: Slug, naming: Naming, write: Writes) -> Response:
    """From the next text on it is heard in what the people of this Network say. The same slug again changes its names.

    Refused is a name that does something else on this line, that is known already, or that no text can show.
    """
    name, also = tidy(naming.name), tuple(map(tidy, naming.also))

    def work(tx: Transaction) -> Done:
        network = network_called(tx, write.caller, slug)
        local_interests.hold(tx, network.id)
        new = local.LocalInterest(f"{slug}/{interest}", name, also)
        refuse(new, [each for each in local_interests_of(tx, network) if each.id != new.id])
        return Done(
            200, LocalInterestOut.of(local_interests.name(tx, network.id, interest, name, also, write.house.clock()))
        )

    return write.once(work)


def refuse(new: local.LocalInterest, others: Sequence[local.LocalInterest]) -> None:
    """Raises a 422 problem that says in plain words why the Network cannot name this beside its others."""
    if len(others) >= MOST:
        raise invalid("path.interest", f"This Network has {MOST} interests of its own already. Take one away first.")
    if found := refusals(new, others):
        errors = tuple(FieldProblem(where=f"body.{each.where}", what=each.why) for each in found)
        raise Problem(INVALID, " ".join(dict.fromkeys(each.why for each in found)), errors=errors)


@router.delete(
    "/{interest}",
    summary="Take a Network's own interest away",
    status_code=204,
    response_class=Response,
    responses=refer(401, 403, 404, 422),
)
def take_interest_away(slug: Slug, interest: Slug, write: Writes) -> Response:
    """It is no longer heard. Whoever has said it keeps it, in their own words."""

    def work(tx: Transaction) -> Done:
        if not local_interests.take_away(tx, network_called(tx, write.caller, slug).id, interest):
            raise not_found("interest")
        return Done(204)

    return write.once(work)
