"""An application on each database, with a clock that stands still and simulated phones."""

import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.channels.simulator import SimulatorChannel
from bot.house import House, build
from bot.settings import load_settings
from storage.database import Database
from tests.api.doors import NOW, Town, two_networks


@pytest.fixture
def house(database: Database) -> House:
    return build(load_settings(None), clock=lambda: NOW, database=database, channels={"simulator": SimulatorChannel()})


@pytest.fixture
def app(house: House) -> FastAPI:
    return create_app(house)


@pytest.fixture
def town(house: House, app: FastAPI) -> Town:
    return two_networks(house, app)
