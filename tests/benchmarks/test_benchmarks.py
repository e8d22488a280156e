"""Every benchmark still runs and gives figures. How large they are is no test's business: `make bench` says."""

from datetime import date
from math import isfinite
from pathlib import Path

import pytest

from benchmarks import ALL
from benchmarks.page import page, table
from benchmarks.rows import AtLeast, AtMost, Row

TINY = 0.001


@pytest.mark.parametrize("name", ALL)
def test_it_runs(name: str, tmp_path: Path) -> None:
    rows = ALL[name].measure(tmp_path, TINY)
    assert rows
    assert all(isfinite(row.value) and row.value >= 0 for row in rows)


def test_a_target_is_held_or_missed() -> None:
    assert [Row("a", 1.2, "x", AtMost(1.2)).held, Row("a", 1.3, "x", AtMost(1.2)).held] == [True, False]
    assert [Row("a", 10, "x", AtLeast(10)).held, Row("a", 9.9, "x", AtLeast(10)).held] == [True, False]
    assert Row("a", 1, "x").held is None


def test_the_page_says_what_is_compared_and_what_was_missed() -> None:
    rows = [Row("slow", 2.5, "x", AtMost(1.2)), Row("many", 12345.6, "texts a second")]
    written = page({ALL["turns"]: rows}, date(2026, 11, 24))
    assert "24 November 2026" in written
    assert "## A durable turn, against two others\n\nA turn here is" in written
    assert "| slow | 2.5 x | <= 1.2 | **no** |" in written
    assert "| many | 12,346 texts a second |  |  |" in written
    assert "12,346 texts a second" in table(rows)
