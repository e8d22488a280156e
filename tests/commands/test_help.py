from pathlib import Path

import pytest

from api.commands import COMMANDS
from api.commands.explaining import settings_page
from bot.settings import Settings
from tests.commands.conftest import Lightline
from tests.house.sources import ROOT


def test_help_explains_every_setting(lightline: Lightline) -> None:
    shown = " ".join(lightline("--help").stdout.split())
    for field in Settings.model_fields.values():
        assert f"{field.alias} {' '.join(str(field.description).split())}" in shown


def test_help_gives_the_defaults(lightline: Lightline) -> None:
    shown = " ".join(lightline("--help").stdout.split())
    assert "[default: 19:00-09:00]" in shown
    assert "[default: Europe/London]" in shown
    assert "[default: sqlite:///var/lightline.db]" in shown


def test_the_page_of_settings_is_in_step() -> None:
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert written == settings_page(), "run `make docs`"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(command: str, lightline: Lightline) -> None:
    result = lightline(command, "--help")
    assert result.exit_code == 0, result.output
    assert "Usage" in result.stdout


def test_every_command_has_a_file_of_its_name() -> None:
    files = {path.stem for path in Path(ROOT, "api", "commands").glob("*.py")}
    assert set(COMMANDS) <= files


def test_an_unknown_command_is_refused(lightline: Lightline) -> None:
    result = lightline("sing")
    assert result.exit_code == 2
    assert "No such command" in result.output
