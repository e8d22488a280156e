"""/v1/contacts/{contact}/profile: the things that light somebody up, for those whom they let see them."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import InHouse
from api.problems import refer
from api.v1.contacts import Reads, Reference, contact_seen
from storage import consents, interests, local_interests
from storage.contacts import Contact
from storage.database import Transaction
from storage.interests import Interest

router = APIRouter(prefix="/contacts", tags=["contacts"])


class InterestOut(BaseModel):
    """A thing that lights somebody up."""

    interest: str | None = Field(description="Its id, where it has one.", examples=["gardening"])
    words: str = Field(description="In their own words.", examples=["my allotment"])


class ProfileOut(BaseModel):
    """What lights somebody up."""

    contact: str = Field(examples=["WY-0042"])
    first_name: str | None = Field(examples=["Parveen"])
    shared: bool = Field(description="Whether they let workers see it. If not, nothing is shown.")
    interests: list[InterestOut]


@router.get("/{contact}/profile", summary="What lights a person up", responses=refer(401, 403, 404, 422))
def get_profile(contact: UUID | Reference, house: InHouse, caller: Reads) -> ProfileOut:
    """Only if the person has said that their worker may see it; they can take that back at any time."""
    with house.database.read() as tx:
        found = contact_seen(tx, caller, contact)
        shared = consents.current(tx, found.id).get("sharing_profile", False)
        kept = interests.of_contact(tx, found.id) if shared else ()
        return ProfileOut(
            contact=found.reference,
            first_name=found.first_name,
            shared=shared,
            interests=[InterestOut(interest=each.interest, words=shown(tx, found, each)) for each in kept],
        )


def shown(tx: Transaction, contact: Contact, kept: Interest) -> str:
    """What an interest is called: by their Network's name as long as it has one, else in their words."""
    if contact.network_id is None or kept.interest is None:
        return kept.words
    named = {
        f"{contact.network_slug}/{each.slug}": each.name for each in local_interests.of_network(tx, contact.network_id)
    }
    return named.get(kept.interest, kept.words)
