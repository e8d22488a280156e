"""/v1/networks."""

import httpx

from tests.api.doors import Town, made

HALIFAX = {"slug": "calderdale", "name": "Calderdale Network", "locality": "Halifax"}


def test_a_network_is_set_up_and_found_again(town: Town) -> None:
    admin = town.client("admin")
    network = made(admin.post("/v1/networks", json=HALIFAX))
    assert network | HALIFAX == network
    assert admin.get("/v1/networks/calderdale").json() == network
    assert [each["slug"] for each in admin.get("/v1/networks").json()["items"]] == ["leeds", "bradford", "calderdale"]


def test_a_slug_is_given_once(town: Town) -> None:
    response = town.client("admin").post("/v1/networks", json={**HALIFAX, "slug": "leeds"})
    assert response.status_code == 409
    assert response.json()["type"] == "/problems#already-there"


def test_a_bound_token_sees_its_own_network_only(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    assert [each["slug"] for each in chair.get("/v1/networks").json()["items"]] == ["leeds"]
    assert chair.get("/v1/networks/leeds").status_code == 200
    assert chair.get("/v1/networks/bradford").json() == chair.get("/v1/networks/nowhere").json()


def test_chairs_readers_and_bound_workers_set_up_no_network(town: Town) -> None:
    for client in (town.client("chair"), town.client("reader"), town.client("cpsw", town.leeds)):
        assert client.post("/v1/networks", json=HALIFAX).status_code == 403


def test_what_cannot_be_used_is_named_without_repeating_it(town: Town) -> None:
    body = {"slug": "Not A Slug", "name": "\x00", "locality": "Leeds", "more": "secret words"}
    response = town.client("admin").post("/v1/networks", json=body)
    assert response.status_code == 422
    assert {each["where"] for each in response.json()["errors"]} == {"body.slug", "body.name", "body.more"}
    assert "secret words" not in response.text
    assert "Not A Slug" not in response.text


def test_lists_come_a_page_at_a_time(town: Town) -> None:
    admin = town.client("admin")
    first = admin.get("/v1/networks", params={"limit": 1}).json()
    second = admin.get("/v1/networks", params={"limit": 1, "cursor": first["next"]}).json()
    assert [each["slug"] for each in first["items"] + second["items"]] == ["leeds", "bradford"]
    assert second["next"] is None


def test_a_made_up_cursor_is_refused(town: Town) -> None:
    response: httpx.Response = town.client("admin").get("/v1/networks", params={"cursor": "made up"})
    assert response.status_code == 422


def test_a_network_may_have_a_ration_of_its_own(town: Town) -> None:
    admin = town.client("admin")
    assert admin.get("/v1/networks/leeds").json()["weekly_ration"] is None
    assert admin.patch("/v1/networks/leeds", json={"weekly_ration": 1}).json()["weekly_ration"] == 1
    assert admin.get("/v1/networks/leeds").json()["weekly_ration"] == 1
    assert admin.patch("/v1/networks/leeds", json={"weekly_ration": None}).json()["weekly_ration"] is None
    for wrong in ({"weekly_ration": -1}, {"weekly_ration": 51}, {}, {"weekly_ration": 1, "slug": "x-y"}):
        assert admin.patch("/v1/networks/leeds", json=wrong).status_code == 422
    assert town.client("cpsw").patch("/v1/networks/leeds", json={"weekly_ration": 9}).status_code == 403
    new = {"slug": "kirklees", "name": "Kirklees Network", "locality": "Kirklees", "weekly_ration": 0}
    assert made(admin.post("/v1/networks", json=new))["weekly_ration"] == 0
