"""Golden conversations. `pytest tests/transcripts --rewrite` writes down what is said today; read the difference."""

from pathlib import Path

import pytest

from conversations.transcript import replayed
from tests.conversations.playing import Play

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_is_said_as_written(path: Path, pytestconfig: pytest.Config) -> None:
    written = path.read_text(encoding="utf-8")
    today = replayed(written, Play())
    if pytestconfig.getoption("--rewrite"):
        path.write_text(today, encoding="utf-8")
    assert pytestconfig.getoption("--rewrite") or today == written


def test_there_are_some() -> None:
    assert len(TRANSCRIPTS) >= 15
