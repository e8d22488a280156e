"""The made-up people: everything they say takes the road of a real text, and telling it twice changes nothing."""

from collections.abc import Iterator

import pytest

from api.commands.demo import settings_for, tell
from api.commands.story.reading import read_story
from bot.channels.addresses import normalise_simulated
from bot.house import key_ring, utc_now
from storage import addresses, agenda, contacts, meetings, networks, views
from storage.database import Database
from storage.migrate import upgrade
from storage.views import View


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    settings = settings_for(tmp_path_factory.mktemp("demo"))
    database = Database(settings.database_url, key_ring(settings))
    upgrade(database)
    tell(settings, database)
    yield database
    database.close()


def said(database: Database) -> tuple[View, ...]:
    with database.read() as tx:
        return tuple(views.feedback(tx, limit=500).items)


def test_it_is_told_once(told: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Agendas, views and people are as they were after a second telling."""
    before = said(told)
    settings = settings_for(tmp_path_factory.mktemp("other")).model_copy()
    tell(settings, told)
    assert said(told) == before


def test_every_page_has_something_on_it(told: Database) -> None:
    with told.read() as tx:
        for network in networks.all_(tx):
            (meeting,) = meetings.upcoming(tx, network.id, utc_now(), 1)
            heard = [each for each in said(told) if each.network == network.slug]
            assert meeting.questions, network.slug
            assert len(heard) >= 4, network.slug
            assert any(each.question for each in heard), f"{network.slug}: nobody answered a question"
        (leeds,) = meetings.upcoming(tx, networks.by_slug(tx, "leeds").id, utc_now(), 1)  # type: ignore[union-attr]
        assert any(item.voices >= 5 for item in agenda.items(tx, leeds.id)), "a count that may be shown"
        assert agenda.unplaced(tx, leeds), "something left to do"


def test_everybody_is_where_they_said(told: Database) -> None:
    """Who answers to `area` is placed, who agrees is named; a no leaves nothing behind."""
    for someone in read_story().people:
        with told.read() as tx:
            address = addresses.find(tx, "simulator", normalise_simulated(someone.phone))
            assert address is not None, someone.phone
            contact = contacts.get(tx, address.contact_id)
        assert (contact.network_slug is not None) == ("area" in someone.answers or "JOIN" in someone.begins), someone
        assert (contact.first_name is not None) == ("name" in someone.answers), someone
        assert (contact.attribution is not None) == ("quoting" in someone.answers), someone


def test_the_numbers_belong_to_nobody() -> None:
    """07700 900000 to 900999 are kept for made-up people (Ofcom)."""
    phones = [someone.phone for someone in read_story().people]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith(("sms:07700900", "telegram:900001")) for phone in phones)
