"""A house on each database, with a clock that stands still and a channel that does as it is told."""

import pytest

from bot.house import House, build
from bot.settings import load_settings
from storage.database import Database
from tests.bot.houses import Clock, Phone, Scripted


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sms() -> Scripted:
    return Scripted()


@pytest.fixture
def house(database: Database, clock: Clock, sms: Scripted) -> House:
    settings = load_settings(None)
    return build(settings, clock=clock, database=database, channels={"sms": sms})


@pytest.fixture
def ann(house: House) -> Phone:
    return Phone(house)
