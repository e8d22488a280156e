"""The providers' stand-ins, and the page that says how far the line has come."""

from collections.abc import Iterator

import pytest

from tests.acceptance import table
from tests.acceptance.dialogues import read_dialogues
from tests.acceptance.line import World, a_world


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture(scope="session")
def rows(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The lines of docs/dialogues.md by title. With --rewrite what the tests put there is written down at the end."""
    page = table.FILE.read_text(encoding="utf-8") if table.FILE.exists() else ""
    rows = table.rows_in(page)
    yield rows
    if request.config.getoption("--rewrite"):
        known = [rows[each.title] for each in read_dialogues() if each.title in rows]
        table.FILE.write_text(table.page_of(known), encoding="utf-8")
