"""An application on each database, with a clock that stands still and simulated phones."""

import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.house import House
from conversations.library import Flows, load_flows
from storage.database import Database
from tests.api.doors import Town, simulated, two_networks


@pytest.fixture(scope="session")
def flows() -> Flows:
    """The conversations as they ship; reading them takes longer than most tests."""
    return load_flows()


@pytest.fixture
def house(database: Database, flows: Flows) -> House:
    return simulated(database, flows)


@pytest.fixture
def app(house: House) -> FastAPI:
    return create_app(house)


@pytest.fixture
def town(house: House, app: FastAPI) -> Town:
    return two_networks(house, app)
