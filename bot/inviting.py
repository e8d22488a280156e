"""Inviting somebody to a meeting: the flow `rsvp`, told what it must know about the meeting."""

import asyncio
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.house import House
from bot.turn import Taken, start_flow
from conversations.session import Json
from storage import meetings
from storage.errors import NotThere
from storage.meetings import Meeting

FLOW = "rsvp"


async def invite(house: House, contact_id: UUID, meeting_id: UUID) -> Taken:
    """Send somebody an invitation; raises NotThere when there is no such meeting."""
    meeting = await asyncio.to_thread(_meeting, house, meeting_id)
    return await start_flow(house, contact_id, FLOW, invitation(meeting, house.settings.zone))


def invitation(meeting: Meeting, zone: ZoneInfo) -> dict[str, Json]:
    """What the flow is told: the meeting in local time."""
    return {
        "invited_to": str(meeting.id),
        "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(zone).isoformat(),
        "place": meeting.place,
    }


def _meeting(house: House, meeting_id: UUID) -> Meeting:
    with house.database.read() as tx:
        found = meetings.get(tx, meeting_id)
    if found is None:
        raise NotThere("there is no such meeting")
    return found
