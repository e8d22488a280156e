"""/v1/meetings: what a Network comes together for, and the questions put to people before it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed, network_called, scope
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import not_found, refer
from api.text import Line, Moment, Paragraph, Slug
from storage import meetings, networks
from storage.database import Transaction
from storage.meetings import Meeting

router = APIRouter(prefix="/meetings", tags=["meetings"])
Reads = Annotated[Caller, Depends(allowed("read meetings"))]
Writes = Annotated[Write, Depends(writing("write meetings"))]

MOST_QUESTIONS = 10


class NewMeeting(BaseModel):
    """A meeting to plan. Its questions are asked by text of everybody in the Network who says `HAVE YOUR SAY`."""

    model_config = {"extra": "forbid"}

    network: Slug = Field(description="The slug of its Network.", examples=["leeds"])
    title: Line = Field(description="What people call it.", examples=["December meeting"])
    starts_at: Moment = Field(
        description="When it starts, RFC 3339 with its offset.", examples=["2026-12-03T14:00:00+00:00"]
    )
    place: Line = Field(description="Where it is.", examples=["Leeds Central Library, room 2"])
    questions: list[Paragraph] = Field(
        default=[],
        max_length=MOST_QUESTIONS,
        description="What the Network wants to hear about, in plain words, one question each.",
        examples=[["What would make the buses work for you?"]],
    )


class QuestionOut(BaseModel):
    """One question put to people before a meeting."""

    id: UUID
    position: int = Field(description="Its place in the order in which they are asked, from 1.", examples=[1])
    text: str = Field(examples=["What would make the buses work for you?"])


class MeetingOut(BaseModel):
    """A meeting."""

    id: UUID
    network: str = Field(description="The slug of its Network.", examples=["leeds"])
    title: str = Field(examples=["December meeting"])
    starts_at: datetime
    place: str = Field(examples=["Leeds Central Library, room 2"])
    questions: list[QuestionOut]
    created_at: datetime

    @classmethod
    def of(cls, tx: Transaction, meeting: Meeting) -> "MeetingOut":
        """As the API shows it."""
        network = networks.by_id(tx, meeting.network_id)
        return cls(
            id=meeting.id,
            network=network.slug if network else "",
            title=meeting.title,
            starts_at=meeting.starts_at,
            place=meeting.place,
            questions=[QuestionOut(id=each.id, position=each.position, text=each.text) for each in meeting.questions],
            created_at=meeting.created_at,
        )


def meeting_seen(tx: Transaction, caller: Caller, meeting_id: UUID) -> Meeting:
    """The meeting if the caller may know of it; raises a 404 problem."""
    meeting = meetings.get(tx, meeting_id)
    if meeting is None or not caller.sees(meeting.network_id):
        raise not_found("meeting")
    return meeting


@router.get("", summary="List meetings", responses=refer(401, 403, 404, 422))
def list_meetings(
    house: InHouse,
    caller: Reads,
    page: Page,
    network: Annotated[Slug | None, Query(description="Only of this Network.")] = None,
) -> Listing[MeetingOut]:
    """Meetings that this token sees, the latest planned first."""
    with house.database.read() as tx:
        found = meetings.page(tx, scope(tx, caller, network), page.limit, page.cursor)
        return Listing(items=[MeetingOut.of(tx, each) for each in found.items], next=found.next)


@router.get("/{meeting_id}", summary="Get a meeting", responses=refer(401, 403, 404, 422))
def get_meeting(meeting_id: UUID, house: InHouse, caller: Reads) -> MeetingOut:
    """One meeting with its questions."""
    with house.database.read() as tx:
        return MeetingOut.of(tx, meeting_seen(tx, caller, meeting_id))


@router.post(
    "", summary="Plan a meeting", status_code=201, response_model=MeetingOut, responses=refer(400, 401, 403, 404, 422)
)
def create_meeting(new: NewMeeting, write: Writes) -> Response:
    """Until it starts, the bot asks its questions of people who want to have their say."""

    def work(tx: Transaction) -> Done:
        network = network_called(tx, write.caller, new.network)
        now = write.house.clock()
        made = meetings.create(tx, network.id, new.title, new.starts_at, new.place, new.questions, now)
        return Done(201, MeetingOut.of(tx, made))

    return write.once(work)
