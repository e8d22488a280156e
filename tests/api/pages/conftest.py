"""Pages ask storage only what the API asks too, so one kind of database is enough for them."""

from collections.abc import Iterator

import pytest

from tests.databases import SqliteDatabases


@pytest.fixture
def database_url(sqlite: SqliteDatabases) -> Iterator[str]:
    url = sqlite.new()
    yield url
    sqlite.drop(url)
