"""Lists in pages: a cursor says where the next page begins, and means nothing to whoever holds it."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from storage.errors import BadCursor

T = TypeVar("T")
NOT_OURS = "this cursor is not one of ours: leave it out to begin at the first page"
LARGEST = 2**63 - 1
"""The largest number that a database holds."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor of the page after them (None: this was the last)."""

    items: tuple[T, ...]
    next: str | None = None


def page_of(found: Sequence[T], limit: int, mark: Callable[[T], UUID | int]) -> Page[T]:
    """Make a page of `limit + 1` rows looked for: the one too many says that there is a next page."""
    items = tuple(found[:limit])
    return Page(items, cursor_at(mark(items[-1])) if len(found) > limit else None)


def cursor_at(mark: UUID | int) -> str:
    """A cursor that continues behind this id or number."""
    return base64.urlsafe_b64encode(str(mark).encode()).decode().rstrip("=")


def id_behind(cursor: str | None) -> UUID | None:
    """The id in a cursor; raises BadCursor."""
    try:
        return UUID(text_in(cursor)) if cursor else None
    except ValueError:
        raise BadCursor(NOT_OURS) from None


def number_behind(cursor: str | None) -> int | None:
    """The number in a cursor; raises BadCursor."""
    try:
        number = int(text_in(cursor)) if cursor else None
    except ValueError:
        raise BadCursor(NOT_OURS) from None
    if number is not None and not 0 < number <= LARGEST:
        raise BadCursor(NOT_OURS)
    return number


def text_in(cursor: str) -> str:
    """Undo `cursor_at`; raises ValueError (which binascii's and Unicode's errors are)."""
    return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
