"""Until when: "in a month", "2 weeks", "till monday", "tomorrow". A time that nobody could name is None."""

import re
from datetime import datetime, timedelta

from conversations.reading.words import plain

_NUMBERS = {"a": 1, "one": 1, "an": 1, "couple": 2, "two": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "month": timedelta(days=30),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {
    "tomorrow": timedelta(days=1),
    "tomoz": timedelta(days=1),
    "tmrw": timedelta(days=1),
    "next week": timedelta(weeks=1),
    "next month": timedelta(days=30),
}
_LENGTH = re.compile(rf" (\d{{1,2}}|{'|'.join(_NUMBERS)})(?: of)? ({'|'.join(_UNITS)})s?(?= |$)")
_DAY = re.compile(rf" ({'|'.join(_DAYS)})(?= |$)")


def read_span(text: str, now: datetime) -> datetime | None:
    """The moment until which a text asks for something; None if it names none ("till im out of hospital")."""
    line = plain(text)
    if found := _LENGTH.search(line):
        number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
        return now + number * _UNITS[found[2]]
    if found := _DAY.search(line):
        return now + timedelta(days=(_DAYS.index(found[1]) - now.weekday() - 1) % 7 + 1)
    return next((now + length for name, length in _NAMED.items() if f" {name} " in f"{line} "), None)
