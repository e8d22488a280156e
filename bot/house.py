"""The one place where all is wired: from settings to a line that takes texts and sends them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.channel import Channel
from bot.channels.simulator import SimulatorChannel
from bot.channels.sms import SmsChannel
from bot.channels.telegram import TelegramChannel
from bot.hours import Hours
from bot.measuring import Measures
from bot.sending import Sender
from bot.settings import A_NEW_KEY, Settings, SettingsError
from bot.watching import Standing
from conversations.library import Flows, load_flows
from conversations.line import LineFacts, load_line
from storage import flows as published
from storage.database import Database
from storage.sealing import KeyRing

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a real line."""
    return datetime.now(UTC)


@dataclass
class House:
    """Everything that a turn, a send or a page needs. Tests build one with their own clock and channels."""

    settings: Settings
    database: Database
    flows: Flows
    line: LineFacts
    channels: Mapping[str, Channel]
    clock: Clock
    sender: Sender
    measures: Measures

    @property
    def sms(self) -> SmsChannel | None:
        """The SMS channel, where it is on."""
        return channel if isinstance(channel := self.channels.get("sms"), SmsChannel) else None

    @property
    def telegram(self) -> TelegramChannel | None:
        """The Telegram channel, where it is on."""
        return channel if isinstance(channel := self.channels.get("telegram"), TelegramChannel) else None

    @property
    def simulator(self) -> SimulatorChannel | None:
        """The simulated phones, where they are on."""
        return channel if isinstance(channel := self.channels.get("simulator"), SimulatorChannel) else None

    def spoken_on(self, channel: str, address: str) -> str:
        """The channel as the person sees it: a simulated phone imitates another."""
        return address.partition(":")[0] if channel == "simulator" else channel


def build(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    database: Database | None = None,
    flows: Flows | None = None,
    channels: Mapping[str, Channel] | None = None,
) -> House:
    """Wire a house; what is passed in takes the place of what the settings would give.

    Raises SettingsError, FlowError or a storage error that says what to do; touches no network.
    """
    database = database or Database(settings.database_url, key_ring(settings))
    flows = flows or load_flows()
    publish(database, flows, clock())
    channels = channels_from(settings) if channels is None else channels
    hours = Hours(settings.quiet_hours, settings.quiet_days, settings.zone)
    measures = Measures()
    measures.registry.register(Standing(database, clock))
    sender = Sender(database, channels, clock, hours, settings.weekly_ration, measures)
    return House(settings, database, flows, load_line(), channels, clock, sender, measures)


def key_ring(settings: Settings) -> KeyRing:
    """The keys that seal what people said; raises SettingsError without one."""
    if not settings.secret_keys:
        raise SettingsError(
            f"LIGHTLINE_SECRET_KEY is missing. Texts are never kept unsealed. Make a key with: {A_NEW_KEY}"
        )
    return KeyRing([key.get_secret_value() for key in settings.secret_keys])


def channels_from(settings: Settings) -> dict[str, Channel]:
    """The channels whose settings are there."""
    channels: dict[str, Channel] = {}
    if settings.twilio_account_sid and settings.twilio_auth_token and settings.public_url:
        channels["sms"] = SmsChannel(
            account_sid=settings.twilio_account_sid,
            auth_token=settings.twilio_auth_token.get_secret_value(),
            sender=settings.twilio_from,
            messaging_service=settings.twilio_messaging_service_sid,
            base_url=settings.twilio_base_url,
            public_url=settings.public_url,
            segments_a_second=settings.twilio_rate,
        )
    if settings.telegram_token:
        secret = settings.telegram_secret
        channels["telegram"] = TelegramChannel(
            token=settings.telegram_token.get_secret_value(),
            webhook_secret=secret.get_secret_value() if secret else None,
            base_url=settings.telegram_base_url,
            texts_a_second=settings.telegram_rate,
        )
    if settings.simulator:
        channels["simulator"] = SimulatorChannel()
    return channels


def publish(database: Database, flows: Flows, now: datetime) -> None:
    """Keep every flow as it is now, so that sessions can stay on the version they began with."""
    with database.begin() as tx:
        for flow in flows:
            source = flow.source
            published.publish(tx, source.name, source.version, source.yaml, source.words, now)
