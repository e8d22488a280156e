"""/v1/networks/{slug}/interests: what a Network names is heard there, and there alone."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from bot.channels.channel import Inbound
from bot.turn import take_now
from storage import consents, interests, messages
from storage.networks import Network
from tests.api.doors import ANN, BOB, NOW, Town

PIGEONS = {"name": "Pigeon racing", "also": ["pigeon club"]}
WHERE = "/v1/networks/leeds/interests"
SAYING = "I go to the Wednesday pigeon club"
knocks = count()


class Person:
    """Somebody who has agreed, and texts."""

    def __init__(self, town: Town, number: str, name: str, network: Network) -> None:
        self.house, self.number = town.house, number
        self.id = town.person(number, name, network, "first_name")
        with self.house.database.begin() as tx:
            consents.record(tx, self.id, "conversation", True, "a form", "sms", "a worker", NOW)

    def says(self, *texts: str) -> str:
        """What comes back to the last of these texts."""
        taken = [take_now(self.house, Inbound("sms", self.number, each, f"SM{next(knocks)}"), NOW) for each in texts]
        with self.house.database.read() as tx:
            return "\n".join(each.text for each in messages.by_ids(tx, taken[-1].queued))

    @property
    def lit_up_by(self) -> list[tuple[str | None, str]]:
        with self.house.database.read() as tx:
            return [(each.interest, each.words) for each in interests.of_contact(tx, self.id)]


@pytest.fixture
def ann(town: Town) -> Person:
    return Person(town, ANN, "Ann", town.leeds)


@pytest.fixture
def bob(town: Town) -> Person:
    return Person(town, BOB, "Bob", town.bradford)


@pytest.fixture
def chair(town: Town) -> Iterator[httpx.Client]:
    with town.client("chair", town.leeds) as client:
        yield client


def named(client: httpx.Client, slug: str = "pigeon-racing", where: str = WHERE, **naming: Any) -> dict[str, Any]:
    response = client.put(f"{where}/{slug}", json=naming or PIGEONS)
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_what_leeds_names_is_heard_in_leeds_and_kept_in_their_own_words_in_bradford(
    town: Town, chair: httpx.Client, ann: Person, bob: Person
) -> None:
    made = named(chair)
    named(town.client("admin"), "racing-ferrets", "/v1/networks/bradford/interests", name="Racing ferrets")
    assert {**made, **PIGEONS, "slug": "pigeon-racing"} == made
    assert chair.get(WHERE).json() == {"items": [made], "next": None}
    assert ann.says("LIGHT", SAYING) == "Lovely: pigeon racing. What else lights you up? Or text THAT'S IT."
    ann.says("racing ferrets")
    bob.says("LIGHT", SAYING, "racin ferrets")
    assert ann.lit_up_by == [("leeds/pigeon-racing", "wednesday pigeon club"), ("animals", "racing ferrets")]
    assert bob.lit_up_by == [("animals", "wednesday pigeon club"), ("bradford/racing-ferrets", "racin ferrets")]


def test_it_is_shown_by_its_name_as_long_as_it_has_one(chair: httpx.Client, ann: Person) -> None:
    named(chair)
    ann.says("LIGHT", "pidgeon club", "that's it", "no")
    assert "What lights you up: pigeon racing." in ann.says("MY DATA")
    assert "This lights you up: pigeon racing." in ann.says("PROFILE")
    named(chair, name="Homing pigeons", also=["pigeon club"])
    assert "What lights you up: homing pigeons." in ann.says("MY DATA")
    assert chair.delete(f"{WHERE}/pigeon-racing").status_code == 204
    assert chair.get(WHERE).json()["items"] == []
    assert "What lights you up: pidgeon club." in ann.says("MY DATA")
    ann.says("forget pidgeon club")
    assert ann.lit_up_by == []


def test_it_is_taken_off_by_its_name(chair: httpx.Client, ann: Person) -> None:
    named(chair)
    ann.says("LIGHT", SAYING, "that's it", "no", "PROFILE", "2")
    assert ann.says("pigeon racing").startswith("OK, not pigeon racing.")
    assert ann.lit_up_by == []


def test_out_of_the_blue_it_is_heard_too(chair: httpx.Client, ann: Person) -> None:
    named(chair)
    assert ann.says("off to the pidgeon club wi me dad").startswith("Lovely: pigeon racing.")


def test_a_turn_asks_nothing_more_where_the_network_has_named_nothing(
    town: Town, chair: httpx.Client, ann: Person, bob: Person
) -> None:
    asked: list[str] = []
    with town.house.database.begin() as tx:
        event.listen(tx.connection.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    ann.says("thanks")
    before = len(asked)
    named(chair)
    asked.clear()
    bob.says("thanks")
    assert not [each for each in asked if "FROM local_interests" in each and "FROM networks" not in each]
    assert len(asked) == before
    asked.clear()
    ann.says("thanks")
    assert len(asked) == before + 1


@pytest.mark.parametrize(
    ("naming", "where", "what"),
    [
        ({"name": "stop"}, "body.name", "It does something else on this line"),
        ({"name": "Steel pans", "also": ["pans", "skip"]}, "body.also.1", "It does something else on this line"),
        ({"name": "Swimming"}, "body.name", "Every line knows this already, as 'Swimming'."),
        ({"name": "pigeon club"}, "body.name", "Your Network has this already, as 'Pigeon racing'."),
        ({"name": "Call 07700 900123"}, "body.name", "looks like somebody's number"),
        ({"name": "kill myself"}, "body.name", "may be in danger"),
        ({"name": "\u2603 club"}, "body.name", "twice as dear"),
        ({"name": "A very long name for a small thing"}, "body.name", "4 characters too long"),
        ({"name": ""}, "body.name", "at least 1 character"),
        ({"name": "Steel pans", "also": ["pans"] * 11}, "body.also", "at most 10 items"),
        ({"also": []}, "body.name", "required"),
    ],
)
def test_what_cannot_be_named_is_refused_with_the_reason(
    chair: httpx.Client, naming: dict[str, Any], where: str, what: str
) -> None:
    named(chair)
    response = chair.put(f"{WHERE}/new-one", json=naming)
    assert response.status_code == 422
    assert [each["where"] for each in response.json()["errors"]] == [where]
    assert what in response.json()["errors"][0]["what"]
    assert len(chair.get(WHERE).json()["items"]) == 1


def test_what_a_word_processor_makes_of_a_name_is_undone(chair: httpx.Client) -> None:
    assert named(chair, name="Men\u2019s  shed")["name"] == "Men's shed"


def test_the_same_again_is_the_same_and_a_page_is_a_page(chair: httpx.Client) -> None:
    assert named(chair) == named(chair)
    pans = named(chair, "steel-pans", name="Steel pans")
    first = chair.get(WHERE, params={"limit": 1}).json()
    assert chair.get(WHERE, params={"limit": 1, "cursor": first["next"]}).json() == {"items": [pans], "next": None}
    key = {"Idempotency-Key": "one"}
    for _ in range(2):
        assert chair.delete(f"{WHERE}/steel-pans", headers=key).status_code == 204
    assert chair.delete(f"{WHERE}/steel-pans").status_code == 404


def test_a_network_names_a_hundred_and_no_more(chair: httpx.Client) -> None:
    for number in range(100):
        named(chair, f"tables-{number}", name=f"Table {number} football club")
    response = chair.put(f"{WHERE}/pigeon-racing", json=PIGEONS)
    assert response.status_code == 422
    assert "100 interests of its own" in response.json()["detail"]
    named(chair, "tables-7", name="Table seven")


def test_workers_and_the_chair_name_and_readers_read(town: Town) -> None:
    for role in ("admin", "cpsw", "chair"):
        named(town.client(role, town.leeds))
    reader = town.client("reader", town.leeds)
    assert len(reader.get(WHERE).json()["items"]) == 1
    assert reader.put(f"{WHERE}/pigeon-racing", json=PIGEONS).status_code == 403
    assert reader.delete(f"{WHERE}/pigeon-racing").status_code == 403
    other = town.client("chair", town.bradford)
    assert other.put(f"{WHERE}/pigeon-racing", json=PIGEONS).status_code == 404
