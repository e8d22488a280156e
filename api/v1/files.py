"""A voice note or a picture as the API tells of it, beside what somebody said."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from pydantic import BaseModel, Field

from storage.media import Kind, Media, State

CALLED: Mapping[Kind, str] = {"voice": "a voice note", "picture": "a picture"}


class MediaOut(BaseModel):
    """A voice note or a picture that is part of what somebody said."""

    id: UUID
    kind: Kind = Field(description="voice: a voice note, a sound or a round video. picture: a picture.")
    state: State = Field(
        description="kept: `href` has it. waiting: not here yet. refused, gone: it never will be.", examples=["kept"]
    )
    seconds: int | None = Field(description="How long it plays, where that is known.", examples=[12])
    href: str = Field(description="Where to get it.", examples=["/v1/media/0193b2a0-6a5e-7c3b-9d53-0e1f2a3b4c5d"])

    @classmethod
    def of(cls, media: Media) -> "MediaOut":
        """As the API shows it."""
        return cls(id=media.id, kind=media.kind, state=media.state, seconds=media.seconds, href=f"/v1/media/{media.id}")


def in_place_of_words(media: Iterable[Media]) -> str:
    """What is read where nothing was written: "(a voice note)"."""
    return ", ".join(f"({CALLED[each.kind]}{'' if each.state in ('kept', 'waiting') else ', lost'})" for each in media)
