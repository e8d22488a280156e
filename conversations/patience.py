"""Lengths of time as people write them in a flow: "2 days", "1 hour"."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_LENGTH = re.compile(r"^(\d{1,3}) (minute|hour|day|week)s?$")


def read_length(written: object) -> timedelta:
    """The length of time. Raises ValueError that says how to write one."""
    if isinstance(written, timedelta):
        return written
    found = _LENGTH.match(str(written))
    if not found:
        raise ValueError(f"{written!r} is not a length of time. Write it like 20 minutes, 2 hours, 3 days or 1 week.")
    return int(found[1]) * _UNITS[found[2]]


Length = Annotated[timedelta, BeforeValidator(read_length)]
