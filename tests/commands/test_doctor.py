from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import Lightline
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

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


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn() as twilio:
        yield twilio


@pytest.fixture
def telegram() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as telegram:
        yield telegram


def accounts(twilio: TwilioStandIn, telegram: TelegramStandIn) -> dict[str, str]:
    """Settings that both providers would know."""
    return {
        "LIGHTLINE_PUBLIC_URL": twilio.public_url,
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_FROM": twilio.number,
        "TWILIO_API_BASE_URL": twilio.base_url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_BASE_URL": telegram.base_url,
    }


def test_asks_the_providers_and_sends_nothing(
    lightline: Lightline, settings: dict[str, str], twilio: TwilioStandIn, telegram: TelegramStandIn
) -> None:
    lightline("migrate", **settings)
    result = lightline("doctor", **settings, **accounts(twilio, telegram))
    assert result.exit_code == 0, result.output
    assert [line for line in result.stdout.splitlines() if line.startswith("ok") and "sms: " in line]
    assert [line for line in result.stdout.splitlines() if line.startswith("ok") and "telegram: " in line]
    assert (twilio.sent, telegram.sent) == ([], [])


@pytest.mark.parametrize(
    ("changed", "about"),
    [({"TWILIO_AUTH_TOKEN": "not-the-token"}, "sms"), ({"TELEGRAM_BOT_TOKEN": "1234567:not-the-token"}, "telegram")],
)
def test_says_which_provider_does_not_know_us(
    changed: dict[str, str], about: str, lightline: Lightline, settings: dict[str, str],
    twilio: TwilioStandIn, telegram: TelegramStandIn,
) -> None:  # fmt: skip
    lightline("migrate", **settings)
    result = lightline("doctor", **{**settings, **accounts(twilio, telegram), **changed})
    assert result.exit_code == 1, result.output
    assert any(line.startswith("wrong") and f"{about}: " in line for line in result.stdout.splitlines()), result.stdout
    assert "not-the-token" not in result.output
