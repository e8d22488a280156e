"""`lightline read`: run a reader over JSON Lines, to see and to measure what it makes of texts; needs no settings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from api.commands.front import Said
from conversations.reading.control import read_control
from conversations.reading.interests import interests_of_answer
from conversations.reading.risk import read_risk
from conversations.reading.rsvp import read_rsvp
from conversations.reading.theme import theme_of_view


@dataclass(frozen=True, slots=True)
class Line:
    """A text to read; `context` is the question or the invitation that it answers, if that is known."""

    id: str | int
    text: str
    context: str | None = None


def _control(line: Line) -> dict[str, Any]:
    return {"intent": read_control(line.text).intent}


def _risk(line: Line) -> dict[str, Any]:
    risk = read_risk(line.text)
    return {"risk": risk.level, "category": risk.category}


def _rsvp(line: Line) -> dict[str, Any]:
    rsvp = read_rsvp(line.text, line.context)
    return {"answer": rsvp.answer, "barriers": sorted(rsvp.barriers)}


def _interests(line: Line) -> dict[str, Any]:
    return {"interests": list(interests_of_answer(line.text).ids)}


def _views(line: Line) -> dict[str, Any]:
    return {"theme": theme_of_view(line.text) or "none"}


READERS: Mapping[str, Callable[[Line], dict[str, Any]]] = {
    "control": _control,
    "risk": _risk,
    "rsvp": _rsvp,
    "interests": _interests,
    "views": _views,
}
"""Kind -> what its reader makes of a line, by the names that files of labelled texts use."""

Kind = Annotated[str, typer.Argument(help=f"Which reader: {', '.join(READERS)}.")]


def read(kind: Kind) -> None:
    """Read texts: JSON Lines with id, text and perhaps context come in, id and got go out, in the same order."""
    if kind not in READERS:
        raise Said(f"There is no reader {kind!r}. There are: {', '.join(READERS)}.")
    for number, raw in enumerate(typer.get_binary_stream("stdin"), start=1):
        if raw.strip():
            line = parsed(raw, number)
            typer.echo(json.dumps({"id": line.id, "got": READERS[kind](line)}))


def parsed(raw: bytes, number: int) -> Line:
    """One line that came in; raises Said with its number and what is wrong, never with what it says."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        raise Said(f'Line {number} is not JSON. Write one line a text: {{"id": "1", "text": "..."}}') from None
    if not isinstance(given, dict):
        raise Said(f'Line {number} is not an object. Write one line a text: {{"id": "1", "text": "..."}}')
    if not isinstance(given.get("id"), str | int):
        raise Said(f'Line {number} has no "id": give each text a name or a number.')
    if not isinstance(given.get("text"), str):
        raise Said(f'Line {number} has no "text", or it is not a string.')
    return Line(given["id"], given["text"], _context(given.get("context"), number))


def _context(context: object, number: int) -> str | None:
    """The words of a context, given alone or as the "text" of an object."""
    words = context.get("text") if isinstance(context, dict) else context
    if words is None or isinstance(words, str):
        return words
    raise Said(f'Line {number}: "context" must be a string, or an object with a "text".')
