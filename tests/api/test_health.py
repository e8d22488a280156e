"""/healthz and /readyz."""

from fastapi import FastAPI

from api.app import create_app
from conversations.library import Flows
from storage.database import Database
from storage.sealing import KeyRing
from tests.api.doors import knocking, simulated
from tests.databases import KEY


def test_alive_and_ready(app: FastAPI) -> None:
    for path in ("/healthz", "/readyz"):
        response = knocking(app).get(path)
        assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_alive_but_not_ready_without_a_database(database: Database, flows: Flows) -> None:
    house = simulated(database, flows)
    house.database = Database("sqlite:////nowhere/at/all.db", KeyRing([KEY]))
    client = knocking(create_app(house))
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert "doctor" in response.json()["detail"]
    house.database.close()
