"""A worker invites somebody, who answers by text; the last word counts."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.house import House
from bot.inviting import invite
from storage import meetings, networks, rsvps
from storage.errors import NotThere
from storage.rsvps import Rsvp
from tests.bot.houses import Phone, Scripted, send_all
from tests.bot.test_turn import agreed


def a_meeting(house: House) -> UUID:
    """A week from now, at two in the afternoon."""
    now = house.clock()
    with house.database.begin() as tx:
        town = networks.create(tx, "leeds", "Leeds Mini Network", "Leeds", now)
        starts = now + timedelta(days=7, hours=2)
        return meetings.create(tx, town.id, "Tea and a chat", starts, "The library", [], now).id


def said(house: House, meeting: UUID) -> list[Rsvp]:
    with house.database.read() as tx:
        return list(rsvps.of_meeting(tx, meeting))


def test_an_invitation_says_what_when_and_where_and_the_last_word_counts(
    ann: Phone, house: House, sms: Scripted
) -> None:
    meeting = a_meeting(house)

    async def story() -> None:
        await agreed(ann)
        await invite(house, ann.contact().id, meeting)
        await send_all(house)
        await ann.text("maybe if i can get a lift")
        await ann.text("yes ill come")

    asyncio.run(story())
    (asked,) = [each.text for each in sms.sent if "You are invited" in each.text]
    assert "Tea and a chat: 2pm Tuesday 1 December, The library." in asked
    (last,) = said(house, meeting)
    assert (last.contact_id, last.answer) == (ann.contact().id, "yes")
    assert last.barriers == frozenset({"travel"})


def test_nobody_is_invited_to_what_is_not_there(ann: Phone, house: House) -> None:
    with pytest.raises(NotThere):
        asyncio.run(invite(house, ann.contact().id, uuid4()))


def test_an_invitation_to_what_is_over_does_not_go_out(ann: Phone, house: House, sms: Scripted) -> None:
    meeting = a_meeting(house)

    async def story() -> None:
        await agreed(ann)
        house.clock.pass_(days=8)  # type: ignore[attr-defined]
        sms.sent.clear()
        await invite(house, ann.contact().id, meeting)
        await send_all(house)

    asyncio.run(story())
    assert sms.sent == []
