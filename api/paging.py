"""Lists a page at a time: `?limit=&cursor=` in, `{"items": [...], "next": cursor or null}` out."""

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

T = TypeVar("T")

USUAL = 50
MOST = 200


class Listing(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="What is on this page.")
    next: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last one.")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for."""

    limit: int
    cursor: str | None


def paging(
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = USUAL,
    cursor: Annotated[
        str | None, Query(max_length=200, description="`next` of the page before; leave it out for the first page.")
    ] = None,
) -> Paging:
    """Read the two query parameters that every list takes."""
    return Paging(limit, cursor)


Page = Annotated[Paging, Depends(paging)]
"""What an endpoint that lists things asks for."""
