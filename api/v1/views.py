"""A view as the API shows it: what somebody said, and their first name only if they want to be quoted by it."""

import re
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.v1.files import MediaOut, in_place_of_words
from storage.views import View

NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){8,}")
"""Nine digits or more in a row, however they are spaced: a phone number, never a date or a bus."""


def without_numbers(text: str) -> str:
    """What somebody said, without a phone number that they put into it: those who read it see none."""
    return NUMBER.sub("(number left out)", text)


class ViewOut(BaseModel):
    """Something a person said for their Network to hear."""

    id: UUID
    text: str = Field(
        description=(
            "Their own words; a phone number in them is left out. Without any: `(a voice note)`, `(a picture)`."
        ),
        examples=["The last bus goes at six."],
    )
    question: str | None = Field(description="The question it answers; null: said unasked.")
    theme: str | None = Field(description="What it is about, from the code book.", examples=["transport_access"])
    network: str | None = Field(description="The slug of the Network it is for.", examples=["leeds"])
    meeting: UUID | None = Field(description="The meeting whose question it answers.")
    attribution: str | None = Field(
        description="The first name to quote it by; null: by no name at all. Follows their present wish.",
        examples=["Parveen"],
    )
    said_at: datetime
    agenda_item: UUID | None = Field(description="The agenda item that holds it; null: not on an agenda yet.")
    media: list[MediaOut] = Field(default=[], description="The voice notes and pictures that are part of it.")

    @classmethod
    def of(cls, view: View) -> "ViewOut":
        """As the API shows it."""
        return cls(
            id=view.id,
            text=without_numbers(view.text) or in_place_of_words(view.media),
            question=view.question,
            theme=view.theme,
            network=view.network,
            meeting=view.meeting_id,
            attribution=view.attribution,
            said_at=view.said_at,
            agenda_item=view.agenda_item_id,
            media=[MediaOut.of(each) for each in view.media],
        )
