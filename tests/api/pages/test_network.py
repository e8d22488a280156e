"""The page of a Network."""

from uuid import UUID

import httpx
import pytest

from storage import meetings
from tests.api.doors import ANN, BOB, NOW, PARVEEN, Town, knocking, made


@pytest.fixture
def chair(town: Town) -> httpx.Client:
    client = knocking(town.app)
    client.post("/sign-in", data={"token": town.token("chair", town.leeds)})
    return client


def test_before_anything_is_planned(town: Town, chair: httpx.Client) -> None:
    town.says(town.person(ANN, "Ann", town.leeds, "first_name"), "more benches")
    page = chair.get("/networks/leeds").text
    assert "No meeting is planned yet" in page
    assert "more benches" in page


def test_the_next_meeting_with_what_was_said(town: Town, chair: httpx.Client) -> None:
    admin = town.client("admin")
    planned = town.meeting(admin, "What about the buses?")
    with town.house.database.read() as tx:
        meeting = meetings.get(tx, UUID(planned["id"]))
    parveen = town.person(PARVEEN, "Parveen", town.leeds, "first_name")
    bob = town.person(BOB, "Bob", town.leeds, "anonymous")
    placed = town.says(parveen, "last bus goes at six", meeting=meeting)
    town.says(bob, "the fares <b>", meeting=meeting, theme="transport_access")
    town.says(town.person(ANN, "Ann", town.bradford), "bradford words", network=town.bradford)
    made(admin.post(f"/v1/meetings/{planned['id']}/agenda/items", json={"title": "Buses at night", "views": [placed]}))
    page = chair.get("/networks/leeds").text
    for words in ("December meeting", "12pm Thursday 3 December 2026", "Central Library", "What about the buses?"):
        assert words in page
    for words in ("Buses at night", "last bus goes at six", "Parveen", "the fares &lt;b&gt;", "Transport access"):
        assert words in page
    for hidden in ("Bob", "bradford words", "900002", "7700", "people."):
        assert hidden not in page


def test_a_meeting_that_is_over_is_not_next(town: Town, chair: httpx.Client) -> None:
    with town.house.database.begin() as tx:
        meetings.create(tx, town.leeds.id, "Last week", NOW, "Library", [], NOW)
    assert "Last week" not in chair.get("/networks/leeds").text


def test_another_network_is_not_there(chair: httpx.Client) -> None:
    response = chair.get("/networks/bradford")
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert chair.get("/networks/nowhere").text.split() == response.text.split()


def test_the_list_holds_what_the_visitor_sees(town: Town, chair: httpx.Client) -> None:
    page = chair.get("/networks").text
    assert "Leeds Network" in page
    assert "Bradford Network" not in page
