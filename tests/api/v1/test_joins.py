"""/v1/contacts/{contact}/join and /addresses: one person of two, a new number, an old one that is passed on."""

from typing import Any
from uuid import UUID

import pytest

from storage import addresses, contacts, erasure, views
from tests.api.doors import ANN, BOB, NOW, Town, made
from tests.api.v1.test_contacts import AGREED

NEW = {"channel": "sms", "address": "07700 900123"}


@pytest.fixture
def both(town: Town) -> tuple[UUID, UUID]:
    """Ann in Leeds, twice."""
    return town.person(ANN, "Ann", town.leeds), town.person(BOB, None, town.leeds)


def test_two_entries_become_one_and_both_names_find_it(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("cpsw", town.leeds)
    town.says(both[1], "more benches")
    joined = worker.post("/v1/contacts/WY-0001/join", json={"with": "WY-0002"})
    assert joined.status_code == 200
    ann = joined.json()
    assert (ann["id"], ann["reference"], ann["first_name"]) == (str(both[0]), "WY-0001", "Ann")
    for name in ("WY-0001", "WY-0002", *both):
        assert worker.get(f"/v1/contacts/{name}").json() == ann
    (entry,) = worker.get("/v1/contacts/WY-0002/joins").json()["items"]
    assert (entry["reference"], entry["joined_at"]) == ("WY-0002", "2026-11-24T12:00:00Z")
    assert entry["joined_by"].startswith("token ")
    assert len(worker.get("/v1/contacts").json()["items"]) == 1


def test_joining_again_changes_nothing(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("cpsw", town.leeds)
    key = {"Idempotency-Key": "k"}
    first = worker.post("/v1/contacts/WY-0001/join", json={"with": str(both[1])}, headers=key)
    again = worker.post("/v1/contacts/WY-0001/join", json={"with": str(both[1])}, headers=key)
    anew = worker.post("/v1/contacts/WY-0001/join", json={"with": "WY-0002"})
    assert first.json() == again.json() == anew.json()
    assert len(worker.get("/v1/contacts/WY-0001/joins").json()["items"]) == 1


def test_nobody_is_joined_with_themselves_or_with_nobody(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("admin")
    for name in ("WY-0001", str(both[0])):
        refused = worker.post("/v1/contacts/WY-0001/join", json={"with": name})
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "body.with")
    assert worker.post("/v1/contacts/WY-0001/join", json={"with": "WY-0009"}).status_code == 404


def test_only_workers_who_see_both_join_them(town: Town, both: tuple[UUID, UUID]) -> None:
    with town.house.database.begin() as tx:
        contacts.place(tx, both[1], town.bradford.id)
    for client, status in (
        (town.client("chair"), 403),
        (town.client("reader"), 403),
        (town.client("cpsw", town.leeds), 404),
        (town.client("cpsw", town.bradford), 404),
        (town.client("cpsw"), 200),
    ):
        assert client.post("/v1/contacts/WY-0001/join", json={"with": "WY-0002"}).status_code == status


def test_a_new_number_is_told_apart_without_a_digit_of_it(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("cpsw", town.leeds)
    added = made(worker.post("/v1/contacts/WY-0001/addresses", json={**NEW, "consents": AGREED}))
    assert added == {
        "id": added["id"], "channel": "sms", "reachable": True, "last_used_at": None,
        "consents": {"conversation": True},
    }  # fmt: skip
    answers = worker.get("/v1/contacts/WY-0001/addresses")
    assert len(answers.json()["items"]) == 2
    assert "900" not in answers.text.replace(added["id"], "")


def test_what_was_agreed_to_elsewhere_opens_nothing_on_a_new_number(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("cpsw", town.leeds)
    consent = {"purpose": "conversation", "wording": "w"}
    made(worker.post("/v1/contacts/WY-0001/consents", json=consent))
    added = made(worker.post("/v1/contacts/WY-0001/addresses", json=NEW))
    assert added["consents"] == {}
    shown = worker.get("/v1/contacts/WY-0001/addresses").json()["items"]
    assert [each["consents"] for each in shown if each["id"] != added["id"]] == [{"conversation": True}]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"channel": "sms", "address": BOB}, 409),
        ({"channel": "sms", "address": ANN}, 409),
        ({"channel": "sms", "address": "0113 496 0123"}, 422),
        ({"channel": "pigeon", "address": "coo"}, 422),
        ({"channel": "sms"}, 422),
    ],
)
def test_a_number_that_cannot_be_theirs_is_refused(
    town: Town, both: tuple[UUID, UUID], body: dict[str, Any], status: int
) -> None:
    worker = town.client("cpsw", town.leeds)
    refused = worker.post("/v1/contacts/WY-0001/addresses", json=body)
    assert refused.status_code == status
    assert "900" not in refused.text


def test_the_number_of_somebody_who_was_erased_is_refused(town: Town, both: tuple[UUID, UUID]) -> None:
    with town.house.database.begin() as tx:
        erasure.erase(tx, both[1], False, NOW)
        erasure.finish(tx, both[1], NOW)
    refused = town.client("cpsw").post("/v1/contacts/WY-0001/addresses", json={"channel": "sms", "address": BOB})
    assert refused.status_code == 409
    assert "erased" in refused.json()["detail"]


def test_an_old_number_is_taken_out(town: Town, both: tuple[UUID, UUID]) -> None:
    worker = town.client("cpsw", town.leeds)
    town.says(both[0], "more benches")
    (old,) = worker.get("/v1/contacts/WY-0001/addresses").json()["items"]
    where = f"/v1/contacts/WY-0001/addresses/{old['id']}"
    assert town.client("cpsw", town.bradford).delete(where).status_code == 404
    assert worker.delete(where.replace("WY-0001", "WY-0002")).status_code == 404
    assert worker.delete(where).status_code == 204
    assert worker.delete(where).status_code == 404
    shown = worker.get("/v1/contacts/WY-0001").json()
    assert (shown["channels"], shown["reachable"]) == ([], False)
    with town.house.database.begin() as tx:
        assert addresses.find(tx, "sms", ANN) is None
        assert contacts.reach(tx, "sms", ANN, NOW).new
        assert len(views.feedback(tx).items) == 1


def test_chairs_learn_nothing(town: Town, both: tuple[UUID, UUID]) -> None:
    chair = town.client("chair", town.leeds)
    for path in ("addresses", "joins"):
        assert chair.get(f"/v1/contacts/WY-0001/{path}").status_code == 403
    assert chair.post("/v1/contacts/WY-0001/addresses", json=NEW).status_code == 403
