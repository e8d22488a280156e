"""The API does what it says of itself: schemathesis asks it whatever the description allows."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from conversations.library import Flows
from storage.database import Database
from storage.sealing import KeyRing
from tests.api.doors import ANN, knocking, made, serving, simulated, two_networks
from tests.databases import KEY, SqliteDatabases

ROUNDS = hypothesis.settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(hypothesis.HealthCheck)
)

BEYOND_A_SCHEMA: list[CheckFunction] = [positive_data_acceptance]
"""No schema can say which cursor is ours, which digits are a mobile, which year a meeting can be in."""


@pytest.fixture(scope="module")
def described(sqlite: SqliteDatabases, flows: Flows) -> Iterator[schemathesis.BaseSchema]:
    """The description of a served line, with somebody on it and a token that may do everything."""
    database = Database(sqlite.new(), KeyRing([KEY]))
    house = simulated(database, flows)
    app = create_app(house)
    town = two_networks(house, app)
    town.says(town.person(ANN, "Ann", town.leeds), "more benches")
    secret = town.token("admin")
    made(knocking(app, secret).post("/v1/meetings", json=MEETING))
    with serving(app) as served:
        config = schemathesis.Config.from_dict({"auth": {"openapi": {"token": {"bearer": secret}}}})
        yield schemathesis.openapi.from_url(f"{served.url}/openapi.json", config=config)


MEETING = {"network": "leeds", "title": "December", "starts_at": "2026-12-03T14:00:00Z", "place": "Library"}


def test_it_does_what_it_says(described: schemathesis.BaseSchema) -> None:
    found = [
        each.ok() for each in described.exclude(path_regex="^/webhooks").get_all_operations() if isinstance(each, Ok)
    ]
    asked = [ask(each) for each in found]
    assert len(asked) > 15


def ask(operation: schemathesis.APIOperation[Any, Any, Any, Any]) -> str:
    """Knock at one door in whatever ways its description allows, and in some that it does not."""

    @ROUNDS
    @hypothesis.given(case=operation.as_strategy())
    def knock(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=BEYOND_A_SCHEMA)

    knock()
    return operation.label


def test_webhooks_are_described_but_take_only_signed_calls(app: FastAPI) -> None:
    paths = knocking(app).get("/openapi.json").json()["paths"]
    assert {"/webhooks/twilio/messages", "/webhooks/twilio/status", "/webhooks/telegram"} <= set(paths)


def test_every_door_is_explained(app: FastAPI) -> None:
    schema = knocking(app).get("/openapi.json").json()
    for path, methods in schema["paths"].items():
        for told in methods.values():
            assert told["summary"], path
            assert len(told["description"]) > 20, path
            assert all(each.get("description") for each in told.get("parameters", []) if each["in"] == "query"), path
    assert "HTTPValidationError" not in schema["components"]["schemas"]
