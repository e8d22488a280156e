"""A write that is sent twice with one key happens once."""

from concurrent.futures import ThreadPoolExecutor

from tests.api.doors import ANN, Town, made

BUSES = {"slug": "calderdale", "name": "Calderdale Network", "locality": "Halifax"}
KEY = {"Idempotency-Key": "5f1c0d2e"}


def test_the_second_time_gets_the_first_answer(town: Town) -> None:
    admin = town.client("admin")
    first = admin.post("/v1/networks", json=BUSES, headers=KEY)
    again = admin.post("/v1/networks", json=BUSES, headers=KEY)
    assert again.json() == made(first)
    assert again.status_code == 201
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"


def test_a_key_is_for_one_request(town: Town) -> None:
    admin = town.client("admin")
    admin.post("/v1/networks", json=BUSES, headers=KEY)
    other = admin.post("/v1/networks", json={**BUSES, "slug": "kirklees"}, headers=KEY)
    assert other.status_code == 422
    assert other.json()["type"] == "/problems#key-reused"


def test_two_callers_may_choose_the_same_key(town: Town) -> None:
    made(town.client("admin").post("/v1/networks", json=BUSES, headers=KEY))
    assert town.client("admin").post("/v1/networks", json=BUSES, headers=KEY).status_code == 409


def test_a_refused_request_may_be_tried_again(town: Town) -> None:
    admin = town.client("admin")
    assert admin.post("/v1/networks", json={**BUSES, "slug": "leeds"}, headers=KEY).status_code == 409
    made(admin.post("/v1/networks", json=BUSES, headers=KEY))


def test_eight_at_once_make_one(town: Town) -> None:
    secret_body = {
        "channel": "sms",
        "address": ANN,
        "consents": [{"purpose": "conversation", "wording": "We may text you."}],
    }
    admin = town.client("admin")

    def post(_: int) -> tuple[int, str]:
        response = admin.post("/v1/contacts", json=secret_body, headers=KEY)
        return response.status_code, response.json()["id"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(post, range(8)))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert len(admin.get("/v1/contacts").json()["items"]) == 1


def test_taking_something_away_twice_is_one_deed(town: Town) -> None:
    admin = town.client("admin")
    meeting = town.meeting(admin)
    item = made(admin.post(f"/v1/meetings/{meeting['id']}/agenda/items", json={"title": "Buses"}))
    for _ in range(2):
        assert admin.delete(f"/v1/agenda-items/{item['id']}", headers=KEY).status_code == 204
    assert admin.delete(f"/v1/agenda-items/{item['id']}").status_code == 404
