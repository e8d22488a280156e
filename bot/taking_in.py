"""Takes a voice note or a picture in with the text that brought it: a row now, its bytes later (fetching.py)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.channels.catalogue import too_big
from storage import media
from storage.database import Transaction
from storage.media import Coming


@dataclass(frozen=True, slots=True)
class File:
    """What came with a text. `joined`: it belongs to an album of which another was there before."""

    id: UUID
    too_big: bool = False
    joined: bool = False


def take_in(
    tx: Transaction, contact_id: UUID, message_id: UUID, channel: str, coming: Coming, most: int, now: datetime
) -> File:
    """Write down that it is to be fetched, unless it says itself that it is too big."""
    media_id = media.expect(tx, contact_id, message_id, channel, coming, now)
    if coming.size is not None and coming.size > most:
        media.refuse(tx, media_id, too_big(most).reason, now)
        return File(media_id, too_big=True)
    return File(media_id, joined=bool(coming.album) and media.join_album(tx, contact_id, media_id, coming.album or ""))
