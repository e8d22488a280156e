"""The formats that an agenda can be had in. A new one is a file here, a line below, a test."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.documents.agenda import AgendaOut
from api.documents.json import as_json
from api.documents.markdown import as_markdown


@dataclass(frozen=True, slots=True)
class Format:
    """How an agenda is written: its media type, and the function from the agenda (and the line's time zone)."""

    media_type: str
    write: Callable[[AgendaOut, ZoneInfo], bytes]


FORMATS: dict[str, Format] = {
    "json": Format("application/json", as_json),
    "md": Format("text/markdown", as_markdown),
}
"""By the suffix of the address; the first is given where nothing is asked for."""
