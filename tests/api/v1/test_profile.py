"""/v1/contacts/{contact}/profile: seen only with the person's permission, and by nobody else."""

from storage import consents, interests, local_interests
from tests.api.doors import ANN, NOW, Town


def test_what_lights_somebody_up_is_shown_once_they_allow_it(town: Town) -> None:
    ann = town.person(ANN, "Ann", town.leeds)
    worker = town.client("cpsw", town.leeds)
    with town.house.database.begin() as tx:
        interests.keep(tx, ann, "gardening", "my allotment", NOW)
    assert worker.get("/v1/contacts/WY-0001/profile").json() == {
        "contact": "WY-0001",
        "first_name": "Ann",
        "shared": False,
        "interests": [],
    }
    with town.house.database.begin() as tx:
        consents.record(tx, ann, "sharing_profile", True, "w", "sms", "the person", NOW)
    seen = worker.get(f"/v1/contacts/{ann}/profile").json()
    assert seen["interests"] == [{"interest": "gardening", "words": "my allotment"}]
    with town.house.database.begin() as tx:
        consents.record(tx, ann, "sharing_profile", False, "w", "sms", "the person", NOW)
    assert worker.get("/v1/contacts/WY-0001/profile").json()["interests"] == []


def test_an_interest_is_called_as_its_network_calls_it(town: Town) -> None:
    ann = town.person(ANN, "Ann", town.leeds)
    worker = town.client("cpsw")
    named = {"name": "Pigeon racing", "also": ["pigeon club"]}
    assert town.client("admin").put("/v1/networks/leeds/interests/pigeon-racing", json=named).status_code in (200, 201)
    with town.house.database.begin() as tx:
        consents.record(tx, ann, "sharing_profile", True, "w", "sms", "the person", NOW)
        (kept,) = local_interests.of_network(tx, town.leeds.id)
        interests.keep(tx, ann, f"leeds/{kept.slug}", "wednesday pigeon club", NOW)
    assert worker.get("/v1/contacts/WY-0001/profile").json()["interests"][0]["words"] == "Pigeon racing"


def test_others_see_nothing(town: Town) -> None:
    town.person(ANN, "Ann", town.leeds)
    assert town.client("chair").get("/v1/contacts/WY-0001/profile").status_code == 403
    assert town.client("reader").get("/v1/contacts/WY-0001/profile").status_code == 403
    assert town.client("cpsw", town.bradford).get("/v1/contacts/WY-0001/profile").status_code == 404
