"""/v1/contacts/{contact}/messages: the texts between a person and the line, for the workers who answer them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from api.access import Caller, InHouse, allowed
from api.paging import Listing, Page
from api.problems import refer
from api.v1.contacts import Reference, contact_seen
from api.v1.files import MediaOut
from storage import media, messages
from storage.media import Media
from storage.messages import Message, State

router = APIRouter(prefix="/contacts/{contact}/messages", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]


class MessageOut(BaseModel):
    """One text, in or out."""

    id: UUID
    direction: Literal["in", "out"]
    text: str = Field(examples=["the last bus goes at six"])
    choices: list[str] = Field(description="The answers that it offered.")
    channel: str = Field(examples=["sms"])
    state: State = Field(description="What became of it.")
    reason: str | None = Field(description="Why it did not go or has to wait, in plain words.")
    at: datetime = Field(description="When it came, or was written.")
    media: list[MediaOut] = Field(default=[], description="The voice note or picture that came with it.")

    @classmethod
    def of(cls, message: Message, files: Sequence[Media] = ()) -> "MessageOut":
        """As the API shows it."""
        return cls(
            id=message.id,
            direction="in" if message.inbound else "out",
            text=message.text,
            choices=list(message.choices),
            channel=message.channel,
            state=message.state,
            reason=message.reason,
            at=message.created_at,
            media=[MediaOut.of(each) for each in files],
        )


@router.get("", summary="Read the texts with a person", responses=refer(401, 403, 404, 422))
def list_messages(contact: UUID | Reference, house: InHouse, caller: Reads, page: Page) -> Listing[MessageOut]:
    """The newest first. Their number is not in it, unless they wrote it."""
    with house.database.read() as tx:
        found = messages.of_contact(tx, contact_seen(tx, caller, contact).id, page.limit, page.cursor)
        files = media.of_messages(tx, [each.id for each in found.items])
    return Listing(items=[MessageOut.of(each, files.get(each.id, ())) for each in found.items], next=found.next)
