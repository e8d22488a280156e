"""What every test may ask for: a database of each kind (tests/databases.py)."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.sealing import KeyRing
from tests.databases import KEY, Databases, PostgresDatabases, SqliteDatabases, postgres_databases


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what is said now into the transcripts and tables")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresDatabases]:
    with postgres_databases() as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh database, once of each kind."""
    databases: Databases = request.getfixturevalue(request.param)
    url = databases.new()
    yield url
    databases.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database, migrated and empty."""
    database = Database(database_url, KeyRing([KEY]))
    yield database
    database.close()
