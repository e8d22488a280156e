"""A meeting's agenda as a document: the value that every format is written from."""

from uuid import UUID

from pydantic import BaseModel, Field

from api.counting import safe_count
from api.v1.meetings import MeetingOut
from api.v1.views import ViewOut
from storage import agenda
from storage.agenda import AgendaItem
from storage.database import Transaction
from storage.meetings import Meeting


class AgendaItemOut(BaseModel):
    """One thing to talk about, and what people said about it."""

    id: UUID
    position: int = Field(description="Its place on the agenda, from 1, without gaps.", examples=[1])
    title: str = Field(examples=["The last bus"])
    theme: str | None = Field(examples=["transport_access"])
    voices: int | None = Field(
        description="How many people it comes from; null below five, because in a small group everybody would know who."
    )
    views: list[ViewOut] = Field(description="What they said.")
    outcome: str | None = Field(description="What was decided, once it is.")

    @classmethod
    def of(cls, item: AgendaItem) -> "AgendaItemOut":
        """As the API shows it."""
        return cls(
            id=item.id,
            position=item.position,
            title=item.title,
            theme=item.theme,
            voices=safe_count(item.voices),
            views=[ViewOut.of(each) for each in item.views],
            outcome=item.outcome,
        )


class AgendaOut(BaseModel):
    """What a meeting will talk about, and what was said that is not on it yet."""

    meeting: MeetingOut
    items: list[AgendaItemOut]
    unplaced: list[ViewOut] = Field(description="Said for this meeting or this Network, and on no agenda yet.")


def agenda_of(tx: Transaction, meeting: Meeting) -> AgendaOut:
    """The agenda as it stands."""
    return AgendaOut(
        meeting=MeetingOut.of(tx, meeting),
        items=[AgendaItemOut.of(each) for each in agenda.items(tx, meeting.id)],
        unplaced=[ViewOut.of(each) for each in agenda.unplaced(tx, meeting)],
    )
