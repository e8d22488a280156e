"""The beginning of an agenda, as a chair would make it: what many speak of becomes an item, the rest waits."""

from collections import defaultdict

from bot.house import House
from storage import agenda, meetings, networks
from storage.views import View

ENOUGH = 3
"""Views that make a theme an item."""
ITEMS = 2
"""Items to begin with, so that there is still something to do."""
TITLES = {
    "activities": "Places to be and things to do",
    "health_services": "Getting to see a doctor",
    "housing": "Homes that are warm and dry",
    "money": "Making ends meet",
    "staff_communication": "Workers who stay and listen",
    "transport_access": "Getting there: buses, lifts and fares",
}


def begin_agendas(house: House) -> None:
    """An agenda for the next meeting of each Network that has none yet and of which enough was said."""
    with house.database.begin() as tx:
        for network in networks.all_(tx):
            for meeting in meetings.upcoming(tx, network.id, house.clock(), 1):
                if not agenda.items(tx, meeting.id):
                    for theme, views in themes(agenda.unplaced(tx, meeting)):
                        title = TITLES.get(theme, theme.replace("_", " ").capitalize())
                        agenda.add(tx, meeting.id, title, theme, [view.id for view in views])


def themes(views: tuple[View, ...]) -> list[tuple[str, list[View]]]:
    """The themes that most views speak of, with their views."""
    found: dict[str, list[View]] = defaultdict(list)
    for view in views:
        if view.theme:
            found[view.theme].append(view)
    common = [(theme, those) for theme, those in found.items() if len(those) >= ENOUGH]
    return sorted(common, key=lambda each: -len(each[1]))[:ITEMS]
