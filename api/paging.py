"""Lists a page at a time: `?limit=&cursor=` in, `{"items": [...], "next": cursor or null}` out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

T = TypeVar("T")

USUAL = 50
MOST = 200


class Listing(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="What is on this page.")
    next: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last one.")


Item = TypeVar("Item", covariant=True)


class OnePage(Protocol[Item]):
    """One page of anything: of the API or of storage."""

    @property
    def items(self) -> Sequence[Item]:
        """What is on it."""

    @property
    def next(self) -> str | None:
        """Where the next begins."""


def every(page: Callable[[str | None], OnePage[T]]) -> Iterator[T]:
    """All there is, page after page; `page` gives the one that begins at a cursor."""
    found = page(None)
    yield from found.items
    while found.next is not None:
        found = page(found.next)
        yield from found.items


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
