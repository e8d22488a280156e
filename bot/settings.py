"""Every setting, read once from the environment or `.env`; each field carries its own help."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

KEY_BYTES = 32
A_NEW_KEY = "python3 -c 'import base64,os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"


class SettingsError(Exception):
    """One or more settings are missing or wrong; the message says which, what is wrong and how to set it."""


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As `date.weekday` counts them."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Wall-clock hours in which the bot starts no conversation; `starts` may be after `ends` (over midnight)."""

    starts: time
    ends: time


def quiet_hours_from(value: object) -> object:
    """Turn "19:00-09:00" into QuietHours and "" into None; raises ValueError."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        starts, ends = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        raise ValueError(f"{value!r} is not two times. Write it like 19:00-09:00, or leave it empty for none") from None
    if starts == ends:
        raise ValueError("the two times are the same. Leave it empty for no quiet hours")
    return QuietHours(starts, ends)


def quiet_days_from(value: object) -> object:
    """Turn "saturday,sunday" into their numbers and "" into none; raises ValueError."""
    if not isinstance(value, str):
        return value
    names = [part.strip().lower() for part in value.split(",") if part.strip()]
    if not set(names) <= set(DAYS):
        raise ValueError(f"{value!r} is not a list of days. Write it like sunday or saturday,sunday, or leave it empty")
    if set(names) == set(DAYS):
        raise ValueError("these are all days of the week, so nothing could ever be sent")
    return frozenset(map(DAYS.index, names))


def keys_from(value: object) -> object:
    """Split a comma-separated list of keys and check each; raises ValueError without repeating the secret."""
    if not isinstance(value, str):
        return value
    keys = [part.strip() for part in value.split(",") if part.strip()]
    for key in keys:
        try:
            long_enough = len(base64.urlsafe_b64decode(key)) == KEY_BYTES
        except (binascii.Error, ValueError):
            long_enough = False
        if not long_enough:
            raise ValueError(f"a key must be {KEY_BYTES} bytes in urlsafe base64. Make one with: {A_NEW_KEY}")
    return keys


def zone_from(name: str) -> str:
    """Check that the name is a time zone; raises ValueError."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{name!r} is not a time zone. Write it like Europe/London") from None
    return name


def web_address(value: str | None) -> str | None:
    """Check an http(s) address and drop its last slash; raises ValueError."""
    if not value:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise ValueError(f"{value!r} is not a web address. Write it like https://lightline.example.org")
    return value.rstrip("/")


WebAddress = Annotated[str | None, AfterValidator(web_address)]


class Settings(BaseSettings):
    """What a Lightline is told from outside. Unset means the default below."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", populate_by_name=True)

    database_url: str = Field(
        "sqlite:///var/lightline.db",
        alias="LIGHTLINE_DATABASE_URL",
        description="Where everything is kept: sqlite:///FILE, or postgresql://user:password@host/name.",
    )
    secret_keys: Annotated[list[SecretStr], NoDecode, BeforeValidator(keys_from)] = Field(
        default_factory=list,
        alias="LIGHTLINE_SECRET_KEY",
        description=(
            "Seals texts, names and numbers in the database: 32 bytes in urlsafe base64. To change it, put the new key"
            " first and keep the old one after a comma until `lightline migrate --rekey` has run. Lose it and the"
            " texts are lost."
        ),
    )
    public_url: WebAddress = Field(
        None,
        alias="LIGHTLINE_PUBLIC_URL",
        description="How the world reaches this server, like https://lightline.example.org. Needed for webhooks.",
    )
    timezone: Annotated[str, AfterValidator(zone_from)] = Field(
        "Europe/London", alias="LIGHTLINE_TIMEZONE", description="The time zone of meetings and quiet hours."
    )
    quiet_hours: Annotated[QuietHours | None, NoDecode, BeforeValidator(quiet_hours_from)] = Field(
        QuietHours(time(19), time(9)),
        alias="LIGHTLINE_QUIET_HOURS",
        description="Hours in which the bot starts no conversation, like 19:00-09:00; empty: none. Answers still go.",
    )
    quiet_days: Annotated[frozenset[int], NoDecode, BeforeValidator(quiet_days_from)] = Field(
        frozenset({DAYS.index("sunday")}),
        alias="LIGHTLINE_QUIET_DAYS",
        description=(
            "Days on which the bot starts no conversation, like saturday,sunday; empty: none. A person's own hours"
            " and days go before these."
        ),
    )
    weekly_ration: int = Field(
        3,
        alias="LIGHTLINE_WEEKLY_RATION",
        ge=0,
        le=50,
        description=(
            "How many texts that they did not ask for one person gets in seven days, from all senders together;"
            " answers are free. A Network may have a ration of its own."
        ),
    )
    broadcast_alone: int = Field(
        50,
        alias="LIGHTLINE_BROADCAST_ALONE",
        ge=0,
        description=(
            "How many people one person alone may send a broadcast to. If it is meant for more, somebody who did not"
            " write it has to look at it and send it."
        ),
    )
    pence_a_segment: Decimal = Field(
        Decimal("4.0"),
        alias="LIGHTLINE_PENCE_PER_SEGMENT",
        ge=0,
        le=100,
        description="What one SMS segment costs you, in pence; the preview of a broadcast reckons with it.",
    )
    simulator: bool = Field(
        False,
        alias="LIGHTLINE_SIMULATOR",
        description="1 turns on the simulated phone at /phone. Never on a server that the world can reach.",
    )
    log_format: Annotated[Literal["json", "text"] | None, BeforeValidator(lambda value: value or None)] = Field(
        None,
        alias="LIGHTLINE_LOG_FORMAT",
        description="json: one JSON object a line; text: for people. Unset: text at a terminal, json elsewhere.",
    )
    metrics_token: SecretStr | None = Field(
        None,
        alias="LIGHTLINE_METRICS_TOKEN",
        description=(
            "Whoever fetches /metrics shows it (`Authorization: Bearer ...`). Unset: only this machine itself may, and"
            " not through a web server in front."
        ),
    )
    media_megabytes: int = Field(
        20,
        alias="LIGHTLINE_MEDIA_MB",
        ge=1,
        le=50,
        description="The largest voice note or picture to keep, in MB, 1 to 50. Telegram hands bots no more than 20.",
    )
    telegram_token: SecretStr | None = Field(
        None, alias="TELEGRAM_BOT_TOKEN", description="The bot's token from @BotFather; turns Telegram on."
    )
    telegram_secret: SecretStr | None = Field(
        None,
        alias="TELEGRAM_WEBHOOK_SECRET",
        description="1-256 of A-Z a-z 0-9 _ -: Telegram shows it with every webhook. Without it the bot polls.",
    )
    telegram_base_url: WebAddress = Field(
        None,
        alias="TELEGRAM_API_BASE_URL",
        description="A local Bot API server or stand-in, like http://127.0.0.1:8081.",
    )
    telegram_rate: float = Field(
        30.0,
        alias="TELEGRAM_TEXTS_PER_SECOND",
        gt=0,
        le=1000,
        description="How many texts the bot may send in a second to all chats together. All processes share it.",
    )
    twilio_account_sid: str | None = Field(
        None, alias="TWILIO_ACCOUNT_SID", description="AC... from the Twilio console; turns SMS on."
    )
    twilio_auth_token: SecretStr | None = Field(
        None, alias="TWILIO_AUTH_TOKEN", description="The auth token that belongs to the account; signs the webhooks."
    )
    twilio_from: str | None = Field(
        None, alias="TWILIO_FROM", description="The number that texts come from, like +447700900000."
    )
    twilio_messaging_service_sid: str | None = Field(
        None, alias="TWILIO_MESSAGING_SERVICE_SID", description="MG...: a messaging service instead of one number."
    )
    twilio_rate: float = Field(
        1.0,
        alias="TWILIO_SEGMENTS_PER_SECOND",
        gt=0,
        le=1000,
        description=(
            "How many SMS segments your number may send in a second, as agreed with Twilio; for a messaging service,"
            " the sum over its numbers. All processes share it."
        ),
    )
    twilio_base_url: WebAddress = Field(
        None, alias="TWILIO_API_BASE_URL", description="A proxy or stand-in in place of Twilio's API."
    )

    @model_validator(mode="after")
    def together(self) -> "Settings":
        """Settings that only make sense with others."""
        if self.twilio_account_sid:
            if self.twilio_auth_token is None:
                raise ValueError("TWILIO_AUTH_TOKEN is missing. Copy it from the page where TWILIO_ACCOUNT_SID is")
            if not (self.twilio_from or self.twilio_messaging_service_sid):
                raise ValueError("set TWILIO_FROM to your number or TWILIO_MESSAGING_SERVICE_SID to your service")
            if self.public_url is None:
                raise ValueError(
                    "LIGHTLINE_PUBLIC_URL is missing. Twilio signs its calls with that address; without it no text"
                    " can be believed. Set it to the https address that Twilio calls"
                )
        secret = self.telegram_secret
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("TELEGRAM_WEBHOOK_SECRET may only hold 1 to 256 of A-Z a-z 0-9 _ -")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.timezone)

    @property
    def largest_file(self) -> int:
        """The largest voice note or picture to keep, in bytes."""
        return self.media_megabytes * 2**20

    @property
    def telegram_webhook(self) -> bool:
        """Whether Telegram knocks at our door; if not, we fetch (polling)."""
        return self.public_url is not None and self.telegram_secret is not None


def load_settings(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """Read the settings; `given` (by setting name) goes before the environment. Raises SettingsError."""
    try:
        return Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise SettingsError("\n".join(problem(dict(each)) for each in error.errors())) from None


def problem(error: dict[str, Any]) -> str:
    """One wrong setting in one line, without its value (it may be a secret)."""
    name = ".".join(str(part) for part in error["loc"][:1])
    words = str(error["msg"]).removeprefix("Value error, ")
    return f"{name}: {words}." if name else f"{words}."
