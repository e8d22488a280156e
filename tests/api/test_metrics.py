"""/metrics: what it says, and to whom."""

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from bot.channels.channel import Inbound
from bot.house import House
from bot.settings import load_settings
from bot.turn import take_now
from tests.api.doors import ANN, BOB, knocking

Found = dict[tuple[str, ...], float]


def fetched(app: FastAPI) -> Found:
    """Every sample of ours: its name and labels -> its value."""
    answer = knocking(app).get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.text)
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


def texts(house: House, number: str, words: str) -> None:
    """Somebody texts, and nothing is sent."""
    take_now(house, Inbound("simulator", f"sms:{number}", words, f"SM-{words}"), house.clock())


def test_what_came_in_what_waits_and_who_must_look(app: FastAPI, house: House) -> None:
    assert fetched(app)["lightline_alerts_open", "danger"] == 0
    texts(house, ANN, "hello")
    texts(house, BOB, "i want to die")
    found = fetched(app)
    assert found["lightline_inbound_total", "simulator", "kept"] == 2
    assert found["lightline_turn_seconds_count",] == 2
    assert found["lightline_queued", "simulator", "urgent"] == 1
    assert found["lightline_alerts_open", "danger"] == 1
    assert found["lightline_database_readable",] == 1


def test_nothing_in_it_tells_of_anybody(app: FastAPI, house: House) -> None:
    texts(house, ANN, "My name is Zebedee, i live at 7 Elm Road and my number is 07700900001")
    said = knocking(app).get("/metrics").text
    for secret in ("Zebedee", "Elm", "900001", "WY-"):
        assert secret not in said


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Via", "Forwarded"])
def test_without_a_token_only_this_machine_itself_may_fetch(app: FastAPI, header: str) -> None:
    answer = knocking(app).get("/metrics", headers={header: "192.0.2.1"})
    assert answer.status_code == 403
    assert "LIGHTLINE_METRICS_TOKEN" in answer.json()["detail"]


def test_with_a_token_only_who_shows_it_may_fetch(house: House) -> None:
    house.settings = load_settings(None, metrics_token="a long secret")
    client = knocking(create_app(house))
    assert client.get("/metrics").status_code == 401
    for shown in ("Bearer a long secre", "Bearer ", "a long secret", "Bearer a long secrét"):
        assert client.get("/metrics", headers={b"Authorization": shown.encode()}).status_code == 401, shown
    right = {"Authorization": "Bearer a long secret", "X-Forwarded-For": "192.0.2.1"}
    assert client.get("/metrics", headers=right).status_code == 200
