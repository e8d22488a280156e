"""Ways to reach people. A new one is a file here, a line in this registry, and a rig in tests/contracts/rigs.py."""

from collections.abc import Mapping

from bot.channels.channel import Channel
from bot.channels.simulator import SimulatorChannel

CHANNELS: Mapping[str, type[Channel]] = {
    "simulator": SimulatorChannel,
}
"""Channel name -> its class."""
