"""The Networks of the story and their next meetings; what is there already stays as it is."""

from datetime import datetime, timedelta

from api.commands.story.reading import Place, read_story
from bot.house import House
from storage import meetings, networks


def found_networks(house: House) -> None:
    """Every Network of the story that is not there yet."""
    with house.database.begin() as tx:
        for place in read_story().places:
            if networks.by_slug(tx, place.slug) is None:
                networks.create(tx, place.slug, place.name, place.locality, house.clock())


def plan_meetings(house: House) -> None:
    """A next meeting with its questions for each Network of the story that has none."""
    now = house.clock()
    with house.database.begin() as tx:
        for place in read_story().places:
            network = networks.by_slug(tx, place.slug)
            if network and not meetings.upcoming(tx, network.id, now, 1):
                starts_at = start(house, place, now)
                meetings.create(tx, network.id, place.meeting, starts_at, place.place, place.questions, now)


def start(house: House, place: Place, now: datetime) -> datetime:
    """So many days from now at a full hour of the wall clock there, never on a Sunday."""
    there = now.astimezone(house.settings.zone) + timedelta(days=place.in_days)
    there += timedelta(days=there.isoweekday() == 7)
    return there.replace(hour=place.hour, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
