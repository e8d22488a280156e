"""A machine on which nothing is set: an empty folder, and only the settings that a test gives."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.commands import app
from bot.settings import Settings
from tests.databases import KEY

Lightline = Callable[..., Result]


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is empty and no setting of this machine is seen; help is as wide as a page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)


@pytest.fixture
def lightline() -> Lightline:
    """Run a command: `lightline("token", "create", "--role", "chair", LIGHTLINE_SECRET_KEY=...)`."""

    def run(*words: str, typed: str | None = None, **settings: str) -> Result:
        return CliRunner().invoke(app, words, input=typed, env=settings)

    return run


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """What a line of one's own needs at least; its database is not made yet."""
    return {"LIGHTLINE_SECRET_KEY": KEY, "LIGHTLINE_DATABASE_URL": f"sqlite:///{tmp_path / 'line.db'}"}
