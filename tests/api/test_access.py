"""Who may do what: every deed by every role, and a Network's things by tokens of another."""

from itertools import product
from typing import get_args
from uuid import uuid4

import pytest

from api.access import EVERYONE, MAY, Caller, Deed
from storage import tokens
from storage.tokens import Role
from tests.api.doors import ANN, NOW, Town, knocking

ROLES = sorted(get_args(Role))
DEEDS = sorted(get_args(Deed))

REFUSED = {
    ("cpsw", "write networks"),
    ("chair", "read contacts"), ("chair", "write contacts"), ("chair", "write networks"),
    ("reader", "read contacts"), ("reader", "write contacts"), ("reader", "write networks"),
    ("chair", "read alerts"), ("chair", "write alerts"), ("reader", "read alerts"), ("reader", "write alerts"),
    ("chair", "read broadcasts"), ("chair", "write broadcasts"), ("reader", "read broadcasts"),
    ("reader", "write broadcasts"), ("reader", "write meetings"), ("reader", "write agenda"),
    ("reader", "write consultations"),
    ("reader", "write interests"),
}  # fmt: skip


@pytest.mark.parametrize(("role", "deed"), list(product(ROLES, DEEDS)))
def test_each_role_may_do_what_it_is_for(role: Role, deed: Deed) -> None:
    assert Caller(uuid4(), role).may(deed) == ((role, deed) not in REFUSED)


def test_every_deed_and_role_is_in_the_table() -> None:
    assert set(MAY) == set(DEEDS)
    assert set(ROLES) == EVERYONE


def test_nobody_without_a_good_token(town: Town) -> None:
    for secret in (None, "ll_made-up", "", "\u00e9"):
        header = {b"Authorization": f"Bearer {secret}".encode()} if secret is not None else {}
        response = knocking(town.app).get("/v1/networks", headers=header)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.headers["content-type"] == "application/problem+json"


def test_a_revoked_token_is_out_at_once(town: Town) -> None:
    secret = town.token("admin")
    client = knocking(town.app, secret)
    assert client.get("/v1/networks").status_code == 200
    with town.house.database.begin() as tx:
        token = tokens.find(tx, secret)
        assert token
        tokens.revoke(tx, token.id, NOW)
    assert client.get("/v1/networks").status_code == 401


def test_another_networks_things_do_not_exist(town: Town) -> None:
    admin = town.client("admin")
    meeting = town.meeting(admin, "Buses?", network="bradford")
    item = admin.post(f"/v1/meetings/{meeting['id']}/agenda/items", json={"title": "Buses"}).json()
    body = {"channel": "sms", "address": ANN, "consents": [{"purpose": "conversation", "wording": "form 1"}]}
    ann = admin.post("/v1/contacts", json={**body, "network": "bradford"}).json()
    worker = town.client("cpsw", town.leeds)
    meeting_in_bradford = {"network": "bradford", "title": "x", "starts_at": NOW.isoformat(), "place": "x"}
    answers = [
        worker.get("/v1/networks/bradford"),
        worker.get("/v1/networks/bradford/interests"),
        worker.put("/v1/networks/bradford/interests/pigeons", json={"name": "Pigeons and hens"}),
        worker.delete("/v1/networks/bradford/interests/pigeons"),
        worker.get(f"/v1/meetings/{meeting['id']}"),
        worker.get("/v1/meetings", params={"network": "bradford"}),
        worker.post("/v1/meetings", json=meeting_in_bradford),
        worker.get(f"/v1/contacts/{ann['id']}"),
        worker.get(f"/v1/contacts/{ann['reference']}"),
        worker.get("/v1/contacts", params={"network": "bradford"}),
        worker.post("/v1/contacts", json={**body, "address": "07700 900009", "network": "bradford"}),
        worker.get("/v1/feedback", params={"network": "bradford"}),
        worker.get("/v1/feedback", params={"meeting": meeting["id"]}),
        worker.get(f"/v1/meetings/{meeting['id']}/agenda"),
        worker.get(f"/v1/meetings/{meeting['id']}/agenda.md"),
        worker.post(f"/v1/meetings/{meeting['id']}/agenda/items", json={"title": "x"}),
        worker.patch(f"/v1/agenda-items/{item['id']}", json={"title": "x"}),
        worker.delete(f"/v1/agenda-items/{item['id']}"),
    ]
    assert {each.status_code for each in answers} == {404}
    assert worker.get("/v1/meetings").json() == {"items": [], "next": None}
    assert worker.get("/v1/contacts").json() == {"items": [], "next": None}
    assert worker.get("/v1/feedback").json() == {"items": [], "next": None}
