"""Loaded before a process is forked, so that it need not: the commands, the clients, and what the first text loads."""

import api.commands.serve
import api.commands.worker
import bot.channels.telegram_client
import bot.channels.twilio_client
from bot.channels.addresses import is_uk_mobile
from conversations.events import Replied
from conversations.heard import read

__all__ = ["api", "bot"]

read(Replied("hello"))
is_uk_mobile("+447700900001")
