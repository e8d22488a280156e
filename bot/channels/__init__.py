"""Ways to reach people. A new one is a file here, a line in this registry, and a rig in tests/contracts/rigs.py."""

from collections.abc import Mapping

from bot.channels.channel import Channel
from bot.channels.simulator import SimulatorChannel
from bot.channels.sms import SmsChannel
from bot.channels.telegram import TelegramChannel

CHANNELS: Mapping[str, type[Channel]] = {
    "sms": SmsChannel,
    "telegram": TelegramChannel,
    "simulator": SimulatorChannel,
}
"""Channel name -> its class."""
