"""A few kills on each database, in seconds; `make chaos` is the long run."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.chaos.chaos import Plan, run
from tests.chaos.judge import judge
from tests.chaos.phases import IDLE, phases
from tests.databases import Databases

KILLS = 4


@pytest.mark.parametrize(
    ("kind", "commands"), [("sqlite", ["serve"]), ("postgresql", ["serve", "serve", "worker"])], ids=str
)
def test_nothing_is_lost_or_counted_twice(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, commands: Sequence[str]
) -> None:
    databases: Databases = request.getfixturevalue(kind)
    plan = Plan(commands, KILLS, people=12, think=0.5, asked=8, crowd=30, patient=False)
    books = run(databases.new(), tmp_path, plan)
    assert judge(books) == []
    assert len(books.kills) == KILLS + len(commands), "at the end each process is killed once more"
    assert len(books.letters) > len(books.kills)
    assert phases(books)[IDLE] < len(books.kills), "some fell where it matters"
