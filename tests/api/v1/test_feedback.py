"""/v1/feedback: what people said, quoted as they want it."""

import csv
import io
from datetime import timedelta
from uuid import UUID

import pytest

from storage import contacts, meetings
from tests.api.doors import ANN, BOB, NOW, PARVEEN, Town

SHAPE = {
    "id", "text", "question", "theme", "network", "meeting", "attribution", "said_at", "agenda_item", "media",
}  # fmt: skip


def test_a_view_has_its_question_and_the_name_its_author_wants(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    planned = town.meeting(chair, "What would make the buses work?")
    with town.house.database.read() as tx:
        meeting = meetings.get(tx, UUID(planned["id"]))
    parveen = town.person(PARVEEN, "Parveen", town.leeds, "first_name")
    town.says(parveen, "last bus goes at six", meeting=meeting, theme="transport_access")
    (view,) = chair.get("/v1/feedback").json()["items"]
    assert set(view) == SHAPE
    assert view["question"] == "What would make the buses work?"
    assert view["meeting"] == planned["id"]
    assert (view["network"], view["theme"], view["attribution"]) == ("leeds", "transport_access", "Parveen")
    assert view["agenda_item"] is None


def test_a_change_of_mind_reaches_what_was_said_before(town: Town) -> None:
    reader = town.client("reader")
    parveen = town.person(PARVEEN, "Parveen", town.leeds, "first_name")
    town.says(parveen, "more benches")
    with town.house.database.begin() as tx:
        contacts.quote_as(tx, parveen, "anonymous")
    assert reader.get("/v1/feedback").json()["items"][0]["attribution"] is None


def test_a_name_is_not_shown_before_its_owner_was_asked(town: Town) -> None:
    town.says(town.person(ANN, "Ann", town.leeds), "more benches")
    assert "Ann" not in town.client("reader").get("/v1/feedback").text


def test_narrowed_by_network_theme_and_time(town: Town) -> None:
    reader = town.client("reader")
    ann, bob = town.person(ANN, "Ann", town.leeds), town.person(BOB, "Bob", town.bradford)
    old = town.says(ann, "benches", theme="activities", at=NOW - timedelta(days=8))
    new = town.says(ann, "buses", theme="transport_access")
    far = town.says(bob, "a kettle", network=town.bradford, theme="activities")

    def found(**by: str) -> list[str]:
        return [each["id"] for each in reader.get("/v1/feedback", params=by).json()["items"]]

    assert found() == [far, new, old]
    assert found(network="leeds") == [new, old]
    assert found(theme="activities") == [far, old]
    assert found(since=(NOW - timedelta(days=1)).isoformat(), network="leeds") == [new]
    assert found(limit="1") == [far]


def test_a_plus_that_became_a_blank_is_mended(town: Town) -> None:
    reader = town.client("reader")
    assert reader.get("/v1/feedback?since=2026-11-24T12:00:00+00:00").status_code == 200
    assert reader.get("/v1/feedback?since=yesterday").status_code == 422


def test_as_a_table_all_at_once(town: Town) -> None:
    ann = town.person(ANN, "Ann", town.leeds)
    for number in range(203):
        town.says(ann, f"view {number}")
    response = town.client("reader").get("/v1/feedback", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert set(rows[0]) == SHAPE
    assert {row["text"] for row in rows} == {f"view {number}" for number in range(203)}


def test_no_cell_is_a_formula(town: Town) -> None:
    formulas = ["=1+1", "+44 rings", "-1", "@SUM(A1)", "\t=1", "\uff1d1", '=HYPERLINK("http://x")', "\n=1"]
    ann = town.person(ANN, "=Ann", town.leeds, "first_name")
    for words in formulas:
        town.says(ann, words)
    response = town.client("reader").get("/v1/feedback", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(response.text, newline="")))
    assert {row["text"] for row in rows} == {f"'{words}" for words in formulas}
    assert {row["attribution"] for row in rows} == {"'=Ann"}


def test_a_format_that_is_not_there(town: Town) -> None:
    response = town.client("reader").get("/v1/feedback", headers={"Accept": "application/pdf"})
    assert response.status_code == 406


@pytest.mark.parametrize("number", ["07700 900123", "+447700900123", "0113 496-0123", "(0113) 496 0123", "07700900123"])
def test_a_number_in_what_was_said_is_left_out_everywhere(town: Town, number: str) -> None:
    chair = town.client("chair", town.leeds)
    meeting = town.meeting(chair, "What about buses?")
    town.says(town.person(PARVEEN, "Parveen", town.leeds, "anonymous"), f"ring me on {number} about the 49 at 10.15")
    answers = [
        chair.get("/v1/feedback").text,
        chair.get("/v1/feedback", headers={"Accept": "text/csv"}).text,
        chair.get(f"/v1/meetings/{meeting['id']}/agenda").text,
        chair.get(f"/v1/meetings/{meeting['id']}/agenda.md").text,
    ]
    for answer in answers:
        assert number not in answer
        assert "(number left out) about the 49 at 10.15" in answer.replace("\\", "")


def test_dates_and_buses_are_no_numbers(town: Town) -> None:
    said = "the 49 on 2026-12-03 at 18:10 and the 508, 24/12/2026 too"
    town.says(town.person(PARVEEN, "Parveen", town.leeds, "anonymous"), said)
    assert town.client("reader").get("/v1/feedback").json()["items"][0]["text"] == said
