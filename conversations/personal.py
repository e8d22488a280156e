"""Personal words in a text that many people get: `{first_name}`, `{worker}`, `{network}`.

A name that we do not know leaves no hole: "Hi {first_name}, ..." becomes "Hi, ...", "{first_name}, ..." begins with the
next word, and `{first_name|friend}` says what to write instead.
"""

import re
from collections.abc import Mapping

NAMES = ("first_name", "worker", "network")
"""What may stand in braces."""
LONGEST: Mapping[str, str] = {
    "first_name": "Alexandra",
    "worker": "Christopher Featherstone",
    "network": "Calderdale Women's Network",
}
"""As long as names get, for telling how long a text can become."""

_HOLE = re.compile(r"(?:,?[ \t]*)?\{[ \t]*(?P<name>\w+)[ \t]*(?:\|(?P<instead>[^{}|]*))?\}(?P<after>,?[ \t]*)")
"""A name in braces, with the comma and the blanks on both sides of it."""


def written(text: str, values: Mapping[str, str | None]) -> str:
    """The text for one person; `values` says what each name stands for, None where we do not know."""
    told = _HOLE.sub(lambda hole: _filled(hole, values), text)
    first = _HOLE.match(text)
    closed = first is not None and _filled(first, values) == ""
    return (told[:1].upper() + told[1:] if closed else told).rstrip()


def _filled(hole: re.Match[str], values: Mapping[str, str | None]) -> str:
    """What comes in place of a name and what stands round it."""
    value = values.get(hole["name"]) or hole["instead"]
    if value is not None:
        start, end = hole[0].index("{"), hole[0].rindex("}") + 1
        return f"{hole[0][:start]}{value}{hole[0][end:]}"
    return "" if hole.start() == 0 else hole["after"]


def unknown(text: str) -> list[str]:
    """What stands in braces and is no name of ours, and braces that do not close."""
    named = [hole[0].strip(" ,\t") for hole in _HOLE.finditer(text) if hole["name"] not in NAMES]
    return named + sorted(set(re.findall(r"[{}]", _HOLE.sub("", text))))
