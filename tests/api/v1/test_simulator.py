"""/v1/simulator: texting the line without a phone."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.house import build
from bot.settings import load_settings
from conversations.library import Flows
from storage.database import Database
from tests.api.doors import Town, knocking, serving


@pytest.fixture
def running(app: FastAPI, town: Town) -> Iterator[httpx.Client]:
    with serving(app) as served, httpx.Client(base_url=served.url) as client:
        yield client


def text(client: httpx.Client, words: str, channel: str = "sms", **headers: str) -> list[dict[str, object]]:
    sender = "07700 900001" if channel == "sms" else "12345"
    body = {"from": sender, "text": words, "channel": channel}
    response = client.post("/v1/simulator/messages", json=body, headers=headers)
    assert response.status_code == 200, response.text
    return list(response.json()["replies"])


def test_a_text_gets_its_replies(running: httpx.Client) -> None:
    replies = text(running, "hello")
    assert "Lightline" in str(replies[0]["text"])
    assert replies[-1]["choices"]


def test_both_looks_are_two_people(running: httpx.Client) -> None:
    assert text(running, "hello") == text(running, "hello", channel="telegram")


def test_the_same_text_again_is_taken_once(running: httpx.Client) -> None:
    key = {"Idempotency-Key": "one"}
    assert text(running, "hello", **key)
    assert text(running, "hello", **key) == []
    assert text(running, "hello", "telegram", **key)


def test_after_stop_there_is_silence(running: httpx.Client) -> None:
    text(running, "hello")
    assert text(running, "STOP") == []
    assert text(running, "are you there") == []


@pytest.mark.parametrize(("sender", "channel"), [("0113 496 0123", "sms"), ("ann", "telegram"), ("-5", "telegram")])
def test_phones_that_cannot_be(running: httpx.Client, sender: str, channel: str) -> None:
    body = {"from": sender, "text": "hello", "channel": channel}
    response = running.post("/v1/simulator/messages", json=body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["where"] == "body.from"


def test_only_where_it_is_on(database: Database, flows: Flows) -> None:
    client = knocking(create_app(build(load_settings(None), database=database, flows=flows)))
    body = {"from": "07700900001", "text": "hello"}
    assert client.post("/v1/simulator/messages", json=body).status_code == 404
    assert client.get("/phone").status_code == 404
    assert client.get("/phone/live", params={"phone": "sms:07700900001"}).status_code == 404
