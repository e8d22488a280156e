"""An agenda to read, print or paste: Markdown in which people's words stay words, whatever they typed."""

import re
from zoneinfo import ZoneInfo

from api.documents.agenda import AgendaItemOut, AgendaOut
from api.documents.dates import day_and_time
from api.v1.views import ViewOut

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def as_markdown(agenda: AgendaOut, zone: ZoneInfo) -> bytes:
    """The whole agenda with a heading for each item."""
    meeting = agenda.meeting
    lines = [
        f"# {plain(meeting.title)}",
        "",
        f"{plain(day_and_time(meeting.starts_at.astimezone(zone)))}  ",
        plain(meeting.place),
        "",
    ]
    for item in agenda.items:
        lines += item_lines(item)
    if agenda.unplaced:
        lines += ["## Also said", "", *(quote(view) for view in agenda.unplaced), ""]
    return "\n".join(lines).encode()


def item_lines(item: AgendaItemOut) -> list[str]:
    """One item: its title, how many it comes from, what they said, what was decided."""
    lines = [f"## {item.position}. {plain(item.title)}", ""]
    if item.views:
        lines += [*(quote(view) for view in item.views), ""]
    if item.voices:
        lines += [from_whom(item), ""]
    if item.outcome:
        lines += [f"**What was decided:** {plain(item.outcome)}", ""]
    return lines


def from_whom(item: AgendaItemOut) -> str:
    """How many people it comes from; nothing where so few would point at somebody."""
    return f"From {item.voices} people." if item.voices else ""


def quote(view: ViewOut) -> str:
    """One view on one line, with a name only if its author wants that."""
    return f"- {plain(view.text)} ({plain(view.attribution)})" if view.attribution else f"- {plain(view.text)}"


def plain(text: str) -> str:
    """Words as words: nothing typed becomes a heading, a link, a picture or a new line."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
