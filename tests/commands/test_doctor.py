from pathlib import Path

import pytest

from tests.commands.conftest import Lightline

GOOD = {"LIGHTLINE_SIMULATOR": "1"}


def test_all_is_well(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    result = lightline("doctor", "--offline", **settings, **GOOD)
    assert result.exit_code == 0, result.output
    assert "wrong" not in result.stdout


WRONG = [
    ({"LIGHTLINE_SECRET_KEY": "tooshort"}, "LIGHTLINE_SECRET_KEY", "base64.urlsafe_b64encode"),
    ({"LIGHTLINE_SECRET_KEY": ""}, "LIGHTLINE_SECRET_KEY", "base64.urlsafe_b64encode"),
    ({"LIGHTLINE_TIMEZONE": "Leeds"}, "LIGHTLINE_TIMEZONE", "Europe/London"),
    ({"LIGHTLINE_QUIET_HOURS": "late"}, "LIGHTLINE_QUIET_HOURS", "19:00-09:00"),
    ({"LIGHTLINE_PUBLIC_URL": "lightline"}, "LIGHTLINE_PUBLIC_URL", "https://"),
    ({"LIGHTLINE_PUBLIC_URL": "http://lightline.example.org"}, "LIGHTLINE_PUBLIC_URL", "https"),
    ({"LIGHTLINE_PUBLIC_URL": "https://lightline.example.org"}, "LIGHTLINE_SIMULATOR", "Set it to 0"),
    ({"LIGHTLINE_SIMULATOR": "0"}, "channels", "TELEGRAM_BOT_TOKEN"),
    ({"LIGHTLINE_SIMULATOR": "maybe"}, "LIGHTLINE_SIMULATOR", "boolean"),
    ({"LIGHTLINE_DATABASE_URL": "mysql://nobody:hush@nowhere/line"}, "LIGHTLINE_DATABASE_URL", "postgresql://"),
    ({"LIGHTLINE_DATABASE_URL": "sqlite:///missing.db"}, "LIGHTLINE_DATABASE_URL", "lightline migrate"),
    ({"TWILIO_ACCOUNT_SID": "AC" + "0" * 32}, "TWILIO_AUTH_TOKEN", "Copy it"),
    ({"TELEGRAM_WEBHOOK_SECRET": "a b"}, "TELEGRAM_WEBHOOK_SECRET", "1 to 256"),
]


@pytest.mark.parametrize(("changed", "about", "how"), WRONG)
def test_says_which_what_and_how(
    changed: dict[str, str], about: str, how: str, lightline: Lightline, settings: dict[str, str]
) -> None:
    lightline("migrate", **settings)
    result = lightline("doctor", "--offline", **{**settings, **GOOD, **changed})
    assert result.exit_code == 1, result.output
    wrong = [line for line in result.stdout.splitlines() if line.startswith("wrong")]
    assert any(about in line and how in line for line in wrong), result.stdout


def test_never_shows_a_secret(lightline: Lightline, settings: dict[str, str]) -> None:
    secret = "tooshortbutsecret"
    result = lightline("doctor", "--offline", **{**settings, "LIGHTLINE_SECRET_KEY": secret})
    assert secret not in result.output
    assert "hush" not in lightline("doctor", LIGHTLINE_DATABASE_URL="mysql://nobody:hush@nowhere/line").output


def test_changes_nothing(lightline: Lightline, settings: dict[str, str], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    lightline("doctor", "--offline", **settings)
    assert sorted(tmp_path.rglob("*")) == before
