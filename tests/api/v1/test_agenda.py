"""/v1/meetings/{id}/agenda and /v1/agenda-items: from what people said to what is talked about."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api.documents import FORMATS
from tests.api.doors import ANN, BOB, PARVEEN, Town, made


@dataclass
class Round:
    """A meeting in Leeds that three people have said something for."""

    town: Town
    chair: httpx.Client
    meeting: dict[str, Any]
    views: list[str]

    @property
    def address(self) -> str:
        return f"/v1/meetings/{self.meeting['id']}/agenda"

    def add(self, title: str, *views: str, **more: Any) -> dict[str, Any]:
        return made(self.chair.post(f"{self.address}/items", json={"title": title, "views": list(views), **more}))

    def agenda(self) -> dict[str, Any]:
        return dict(self.chair.get(self.address).json())

    def titles(self) -> list[str]:
        items = self.agenda()["items"]
        assert [each["position"] for each in items] == list(range(1, len(items) + 1))
        return [each["title"] for each in items]

    def unplaced(self) -> list[str]:
        return [each["id"] for each in self.agenda()["unplaced"]]


@pytest.fixture
def round_(town: Town) -> Round:
    chair = town.client("chair", town.leeds)
    meeting = town.meeting(chair, "What about the buses?")
    parveen = town.person(PARVEEN, "Parveen", town.leeds, "first_name")
    said = [
        town.says(parveen, "last bus goes at six"),
        town.says(town.person(ANN, "Ann", town.leeds, "anonymous"), "the fares"),
        town.says(town.person(BOB, "Bob", town.leeds), "saturdays"),
    ]
    town.says(town.person("+447700900004", "Cath", town.bradford), "bradford words", network=town.bradford)
    return Round(town, chair, meeting, said)


def test_an_agenda_is_made_from_views(round_: Round) -> None:
    assert round_.unplaced() == round_.views
    item = round_.add("Buses in the evening", *round_.views[:2], theme="transport_access")
    assert item["theme"] == "transport_access"
    assert item["outcome"] is None
    agenda = round_.agenda()
    assert agenda["meeting"] == round_.meeting
    assert agenda["items"] == [item]
    assert [each["text"] for each in item["views"]] == ["last bus goes at six", "the fares"]
    assert [each["attribution"] for each in item["views"]] == ["Parveen", None]
    assert {each["agenda_item"] for each in item["views"]} == {item["id"]}
    assert round_.unplaced() == round_.views[2:]


def test_few_voices_are_not_counted(round_: Round) -> None:
    assert round_.add("Buses", *round_.views)["voices"] is None


def test_five_voices_are_counted_as_people_not_as_views(round_: Round) -> None:
    town = round_.town
    people = [town.person(f"+44770090001{n}", None, town.leeds) for n in range(5)]
    said = [town.says(person, words) for person in people for words in ("benches", "more benches")]
    item = round_.add("Benches", *said)
    assert item["voices"] == 5
    fewer = round_.chair.patch(f"/v1/agenda-items/{item['id']}", json={"views": said[2:]}).json()
    assert len(fewer["views"]) == 8
    assert fewer["voices"] is None


def test_items_keep_an_order_without_gaps(round_: Round) -> None:
    first = round_.add("one")
    round_.add("two")
    round_.add("zero", position=1)
    assert round_.titles() == ["zero", "one", "two"]
    round_.chair.patch(f"/v1/agenda-items/{first['id']}", json={"position": 1000})
    assert round_.titles() == ["zero", "two", "one"]
    round_.chair.patch(f"/v1/agenda-items/{first['id']}", json={"position": 1})
    assert round_.titles() == ["one", "zero", "two"]
    assert round_.chair.delete(f"/v1/agenda-items/{first['id']}").status_code == 204
    assert round_.titles() == ["zero", "two"]


def test_only_what_is_sent_changes(round_: Round) -> None:
    item = round_.add("Buses", *round_.views[:2], theme="transport_access")
    address = f"/v1/agenda-items/{item['id']}"
    assert round_.chair.patch(address, json={}).json() == item
    assert round_.chair.patch(address, json={"title": "Fares"}).json() == {**item, "title": "Fares"}
    assert round_.chair.patch(address, json={"theme": None}).json()["theme"] is None
    assert round_.chair.patch(address, json={"title": None}).status_code == 422
    changed = round_.chair.patch(address, json={"views": round_.views[1:]}).json()
    assert [each["id"] for each in changed["views"]] == round_.views[1:]
    assert round_.unplaced() == round_.views[:1]


def test_no_view_is_lost_with_its_item(round_: Round) -> None:
    item = round_.add("Buses", *round_.views)
    assert round_.unplaced() == []
    round_.chair.delete(f"/v1/agenda-items/{item['id']}")
    assert round_.unplaced() == round_.views


def test_a_view_is_on_one_item_at_most(round_: Round) -> None:
    round_.add("Buses", *round_.views)
    round_.chair.post(f"{round_.address}/items", json={"title": "Fares", "views": round_.views[:1]})
    held = [view["id"] for item in round_.agenda()["items"] for view in item["views"]]
    assert sorted(held) == sorted(round_.views)


def test_views_of_others_are_not_for_this_agenda(round_: Round) -> None:
    (cath,) = round_.town.client("admin").get("/v1/feedback", params={"network": "bradford"}).json()["items"]
    for view in (cath["id"], str(uuid4())):
        response = round_.chair.post(f"{round_.address}/items", json={"title": "x", "views": [view]})
        assert response.status_code == 422
        assert response.json()["errors"][0]["where"] == "body.views"
    assert round_.agenda()["items"] == []


def test_nothing_on_an_agenda_that_is_not_there(round_: Round) -> None:
    assert round_.chair.post(f"/v1/meetings/{uuid4()}/agenda/items", json={"title": "x"}).status_code == 404
    assert round_.chair.patch(f"/v1/agenda-items/{uuid4()}", json={"title": "x"}).status_code == 404
    assert round_.chair.get(f"/v1/meetings/{uuid4()}/agenda.json").status_code == 404


def test_a_reader_changes_nothing(round_: Round) -> None:
    item = round_.add("Buses")
    reader = round_.town.client("reader")
    assert reader.get(round_.address).status_code == 200
    assert reader.post(f"{round_.address}/items", json={"title": "x"}).status_code == 403
    assert reader.patch(f"/v1/agenda-items/{item['id']}", json={"title": "x"}).status_code == 403
    assert reader.delete(f"/v1/agenda-items/{item['id']}").status_code == 403


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_by_accept_and_by_name(round_: Round, suffix: str) -> None:
    round_.add("Buses in the evening", *round_.views)
    media_type = FORMATS[suffix].media_type
    by_accept = round_.chair.get(round_.address, headers={"Accept": media_type})
    by_name = round_.chair.get(f"{round_.address}.{suffix}")
    assert by_accept.text == by_name.text
    assert by_name.headers["content-type"].startswith(media_type)
    for words in ("Buses in the evening", "last bus goes at six", "Parveen", "saturdays"):
        assert words in by_name.text
    for hidden in ("Ann", "Bob", "900001"):
        assert hidden not in by_name.text


def test_formats_that_are_not_there(round_: Round) -> None:
    assert round_.chair.get(round_.address, headers={"Accept": "application/pdf"}).status_code == 406
    assert round_.chair.get(f"{round_.address}.exe").status_code == 422
