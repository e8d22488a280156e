"""Kinds of text that requests may hold. None may hold NUL, which PostgreSQL cannot keep."""

from typing import Annotated

from pydantic import StringConstraints

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
