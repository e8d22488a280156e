"""A wrong setting is named, explained, and never repeated back."""

from datetime import time

import pytest

from bot.settings import QuietHours, Settings, SettingsError, load_settings

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY="
TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "secret", "TWILIO_FROM": "+447700900000"}


def load(**given: object) -> Settings:
    return load_settings(None, **given)


def test_everything_has_a_default() -> None:
    settings = load()
    assert settings.database_url == "sqlite:///var/lightline.db"
    assert settings.quiet_hours == QuietHours(time(19), time(9))
    assert settings.zone.key == "Europe/London"
    assert not settings.simulator


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIGHTLINE_QUIET_HOURS", "")
    monkeypatch.setenv("LIGHTLINE_SECRET_KEY", f"{KEY}, {KEY}")
    monkeypatch.setenv("LIGHTLINE_SIMULATOR", "1")
    settings = load()
    assert settings.quiet_hours is None
    assert [key.get_secret_value() for key in settings.secret_keys] == [KEY, KEY]
    assert settings.simulator


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"LIGHTLINE_QUIET_HOURS": "nine to five"}, ["LIGHTLINE_QUIET_HOURS", "19:00-09:00"]),
        ({"LIGHTLINE_QUIET_HOURS": "09:00-09:00"}, ["LIGHTLINE_QUIET_HOURS", "the same"]),
        ({"LIGHTLINE_TIMEZONE": "Yorkshire"}, ["LIGHTLINE_TIMEZONE", "Europe/London"]),
        ({"LIGHTLINE_SECRET_KEY": "hunter2"}, ["LIGHTLINE_SECRET_KEY", "32 bytes", "python3 -c"]),
        ({"LIGHTLINE_PUBLIC_URL": "lightline.example.org"}, ["LIGHTLINE_PUBLIC_URL", "https://"]),
        ({"TELEGRAM_WEBHOOK_SECRET": "not allowed!"}, ["TELEGRAM_WEBHOOK_SECRET", "1 to 256"]),
        (TWILIO, ["LIGHTLINE_PUBLIC_URL", "signs"]),
        ({"TWILIO_ACCOUNT_SID": "AC1"}, ["TWILIO_AUTH_TOKEN"]),
        ({"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "x"}, ["TWILIO_FROM"]),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, object], says: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load(**given)
    for word in says:
        assert word in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_several_wrong_settings_are_all_named() -> None:
    with pytest.raises(SettingsError, match=r"(?s)LIGHTLINE_TIMEZONE.*LIGHTLINE_QUIET_HOURS"):
        load(LIGHTLINE_TIMEZONE="Mars", LIGHTLINE_QUIET_HOURS="x")


@pytest.mark.parametrize(("public_url", "secret", "knocks"), [(None, "s", False), ("https://x.example", None, False),
                                                              ("https://x.example/", "s", True)])  # fmt: skip
def test_telegram_knocks_only_where_it_can(public_url: str | None, secret: str | None, knocks: bool) -> None:
    given = {"LIGHTLINE_PUBLIC_URL": public_url, "TELEGRAM_WEBHOOK_SECRET": secret}
    assert load(**given).telegram_webhook is knocks


def test_every_setting_carries_its_help() -> None:
    for name, field in Settings.model_fields.items():
        assert field.alias and field.alias.isupper(), name
        assert field.description and len(field.description) > 20, name
