"""One plain page a Network: its next meeting, what is on the agenda, what people said."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import Caller, InHouse, network_called
from api.documents.agenda import AgendaItemOut, AgendaOut, agenda_of
from api.documents.dates import day_and_time
from api.documents.markdown import from_whom
from api.pages.rendering import page
from api.pages.sign_in import to_sign_in, visitor
from api.problems import Problem
from api.v1.views import ViewOut
from bot.house import House
from storage import meetings, networks, views
from storage.database import Transaction
from storage.networks import Network

router = APIRouter(include_in_schema=False)

SHOWN = 60
"""How many views a page shows of a Network without a meeting."""
UNASKED = "Said at any time"


@router.get("/networks")
def list_networks(request: Request, house: InHouse) -> Response:
    """The Networks that the visitor may look at."""
    caller = visitor(request, house)
    if caller is None:
        return to_sign_in(request)
    with house.database.read() as tx:
        seen = [each for each in networks.all_(tx) if caller.sees(each.id)]
    return page(request, "networks.html", signed_in=True, networks=seen)


@router.get("/networks/{slug}")
def show_network(slug: str, request: Request, house: InHouse) -> Response:
    """One Network as its chair needs it before a meeting."""
    caller = visitor(request, house)
    if caller is None:
        return to_sign_in(request)
    try:
        return page(request, "network.html", signed_in=True, **seen_by(caller, slug, house))
    except Problem as problem:
        words = "There is no Network here that you can see."
        return page(request, "sorry.html", problem.kind.status, signed_in=True, title="Not here", words=words)


def seen_by(caller: Caller, slug: str, house: House) -> dict[str, Any]:
    """Everything on the page; raises a 404 problem."""
    with house.database.read() as tx:
        network = network_called(tx, caller, slug)
        coming = meetings.upcoming(tx, network.id, house.clock(), 1)
        if not coming:
            said = by_question(newest(tx, network))
            return {"network": network, "meeting": None, "items": [], "said": said, "theme": theme_words}
        agenda = agenda_of(tx, coming[0])
    return {"network": network, "said": by_question(agenda.unplaced), **on_paper(agenda, house.settings.zone)}


def newest(tx: Transaction, network: Network) -> list[ViewOut]:
    """What was said last, for a Network with nothing planned."""
    return [ViewOut.of(each) for each in views.feedback(tx, network.id, limit=SHOWN).items]


def on_paper(agenda: AgendaOut, zone: ZoneInfo) -> dict[str, Any]:
    """A meeting and its agenda with dates and counts as people read them."""
    starts_at = agenda.meeting.starts_at.astimezone(zone)
    meeting = {
        **agenda.meeting.model_dump(),
        "starts_at": starts_at,
        "when": day_and_time(starts_at),
        "month": part(starts_at, "MMM"),
        "day": starts_at.day,
        "weekday": part(starts_at, "EEEE"),
    }
    return {"meeting": meeting, "items": [worded(each) for each in agenda.items], "theme": theme_words}


def worded(item: AgendaItemOut) -> dict[str, Any]:
    """An agenda item with its voices in words."""
    return {**item.model_dump(), "from_whom": from_whom(item)}


def part(moment: datetime, pattern: str) -> str:
    """One part of a date in words."""
    return str(format_date(moment, pattern, locale="en_GB"))


def by_question(said: Iterable[ViewOut]) -> list[tuple[str, list[ViewOut]]]:
    """Views under the question they answer, those said unasked last."""
    groups: dict[str, list[ViewOut]] = {}
    for view in said:
        groups.setdefault(view.question or UNASKED, []).append(view)
    return sorted(groups.items(), key=lambda group: group[0] == UNASKED)


def theme_words(theme: str) -> str:
    """A theme's id as words."""
    return theme.replace("_", " ").capitalize()
