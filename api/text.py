"""Kinds of text and time that requests may hold. No text may hold NUL, which PostgreSQL cannot keep."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, StringConstraints

PRINTABLE = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
"""One line with something on it."""

WORDED = r"^[^\x00]*[^\x00-\x20\x7f][^\x00]*$"
"""Any number of lines with something on them."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=PRINTABLE)]
"""A name or a title: one line of at most 120 characters."""

Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=WORDED)]
"""A question or a wording: at most 500 characters."""

Slug = Annotated[str, StringConstraints(min_length=2, max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name for addresses: lower-case letters, digits and single hyphens."""


def in_our_time(moment: datetime) -> datetime:
    """The moment in UTC; raises ValueError for one that nobody here can mean (and that no calendar sum survives)."""
    if not 2000 <= moment.year < 2200:
        raise ValueError("The year should be between 2000 and 2199")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(in_our_time)]
"""A time with an offset, RFC 3339."""
