"""/v1/contacts: a number goes in and never comes out."""

from typing import Any
from uuid import UUID

import pytest

from storage import consents, contacts
from tests.api.doors import NOW, Town, made

AGREED = [{"purpose": "conversation", "wording": "We may text you. You can stop at any time.", "given_by": "paper"}]


def body(**more: Any) -> dict[str, Any]:
    return {"channel": "sms", "address": "07700 900123", "consents": AGREED, **more}


def test_a_person_is_put_on_the_line_with_their_consent(town: Town) -> None:
    worker = town.client("cpsw", town.leeds)
    parveen = made(worker.post("/v1/contacts", json=body(first_name="Parveen")))
    assert parveen["reference"] == "WY-0001"
    assert parveen["network"] == "leeds"
    assert parveen["consents"] == {"conversation": True}
    assert parveen["channels"] == ["sms"]
    assert parveen["reachable"]
    with town.house.database.read() as tx:
        (entry,) = consents.ledger(tx, UUID(parveen["id"]))
    assert (entry.wording, entry.channel, entry.recorded_at) == (AGREED[0]["wording"], "paper", NOW)
    assert entry.recorded_by.startswith("token ")


def test_a_person_is_found_by_id_and_by_reference(town: Town) -> None:
    worker = town.client("cpsw")
    parveen = made(worker.post("/v1/contacts", json=body(first_name="Parveen", network="leeds")))
    assert worker.get(f"/v1/contacts/{parveen['id']}").json() == parveen
    assert worker.get("/v1/contacts/WY-0001").json() == parveen
    assert worker.get("/v1/contacts").json() == {"items": [parveen], "next": None}
    assert worker.get("/v1/contacts/WY-0002").status_code == 404
    assert worker.get("/v1/contacts/07700900123").status_code == 422


def test_no_number_ever_comes_out(town: Town) -> None:
    worker = town.client("cpsw")
    answers = [
        worker.post("/v1/contacts", json=body()),
        worker.post("/v1/contacts", json=body()),
        worker.post("/v1/contacts", json=body(channel="telegram", address="700900123")),
        worker.post("/v1/contacts", json=body(address="0113 496 0123")),
        worker.get("/v1/contacts"),
        worker.get("/v1/contacts/WY-0001"),
    ]
    assert [each.status_code for each in answers] == [201, 409, 201, 422, 200, 200]
    for answer in answers:
        assert "900123" not in answer.text
        assert "4960123" not in answer.text.replace(" ", "")


def test_only_uk_mobiles_are_texted(town: Town) -> None:
    worker = town.client("cpsw")
    for address in ("0113 496 0123", "+1 202 555 0123", "070 1234 5678", "hello", "12", "\x00"):
        response = worker.post("/v1/contacts", json=body(address=address))
        assert response.status_code == 422, address
        assert response.json()["errors"][0]["where"] == "body.address"


def test_nobody_without_a_consent(town: Town) -> None:
    worker = town.client("cpsw")
    assert worker.post("/v1/contacts", json=body(consents=[])).status_code == 422
    assert worker.post("/v1/contacts", json={"channel": "sms", "address": "07700 900123"}).status_code == 422


def test_a_stop_is_shown_and_a_break_ends(town: Town) -> None:
    worker = town.client("cpsw")
    ann = made(worker.post("/v1/contacts", json=body()))
    with town.house.database.begin() as tx:
        contacts.pause(tx, UUID(ann["id"]), NOW, NOW)
        contacts.stop(tx, UUID(ann["id"]), NOW)
    shown = worker.get("/v1/contacts/WY-0001").json()
    assert shown["stopped_at"] == "2026-11-24T12:00:00Z"
    assert not shown["paused"]


def test_chairs_see_nobody(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    assert chair.get("/v1/contacts").status_code == 403
    assert chair.post("/v1/contacts", json=body()).status_code == 403


def test_how_somebody_wants_to_be_written_to_is_kept_and_changed(town: Town) -> None:
    worker = town.client("cpsw")
    parveen = made(worker.post("/v1/contacts", json=body(quiet_hours="21:00-11:00", timezone="Asia/Karachi")))
    assert (parveen["quiet_hours"], parveen["quiet_days"], parveen["timezone"], parveen["phone"]) == (
        "21:00-11:00", None, "Asia/Karachi", "unknown")  # fmt: skip
    changed = worker.patch("/v1/contacts/WY-0001", json={"quiet_days": "saturday", "phone": "unsafe"}).json()
    assert changed == {**parveen, "quiet_days": "saturday", "phone": "unsafe"}
    young = worker.patch("/v1/contacts/WY-0001", json={"underage": True, "quiet_hours": None}).json()
    assert young == {**changed, "underage": True, "quiet_hours": None}
    assert worker.get("/v1/contacts/WY-0001").json() == young
    assert not worker.patch("/v1/contacts/WY-0001", json={"underage": False}).json()["underage"]


@pytest.mark.parametrize(
    "change",
    [
        {"quiet_hours": "late"},
        {"quiet_hours": "09:00-09:00"},
        {"quiet_days": "someday"},
        {"quiet_days": "monday,tuesday,wednesday,thursday,friday,saturday,sunday"},
        {"timezone": "Yorkshire"},
        {"phone": "mine"},
        {"underage": None},
        {"stopped_at": None},
    ],
)
def test_hours_that_make_no_sense_are_refused(town: Town, change: dict[str, Any]) -> None:
    worker = town.client("cpsw")
    made(worker.post("/v1/contacts", json=body()))
    before = worker.get("/v1/contacts/WY-0001").json()
    assert worker.patch("/v1/contacts/WY-0001", json=change).status_code == 422
    assert worker.get("/v1/contacts/WY-0001").json() == before


def test_only_workers_who_know_them_change_it(town: Town) -> None:
    made(town.client("cpsw", town.leeds).post("/v1/contacts", json=body()))
    for client, status in ((town.client("chair"), 403), (town.client("cpsw", town.bradford), 404)):
        assert client.patch("/v1/contacts/WY-0001", json={"phone": "unsafe"}).status_code == status
