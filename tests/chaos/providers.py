"""The providers' stand-ins, which outlive every process and keep their own book of who handed them what, and when.

Each process knows them by an address of its own, and each call is held open for a moment before and after the text is
taken, so that a process can die in between.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from time import time

from tests.chaos.books import Ask, Books
from tests.chaos.moments import Moments
from tests.standins.loopback import Call, Reply
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

HELD = 0.02
"""Seconds on average that a call is held open, before and after the text is taken."""
SENDS = ("/Messages.json", "/sendMessage")


@dataclass
class Desk:
    """Where calls arrive: notes them and takes its time."""

    books: Books
    moments: Moments
    chance: Random = field(default_factory=lambda: Random(1))
    _pause: threading.Event = field(default_factory=threading.Event)

    def serve(self, channel: str, call: Call, take: Callable[[Call], tuple[Reply, str]]) -> Reply:
        """Pass a call on to the stand-in behind, as somebody who cannot know whether the caller still lives."""
        asker, path = parted(call.path)
        call = replace(call, path=path)
        if call.method != "POST" or not path.endswith(SENDS):
            return take(call)[0]
        address, body = (call.form.get(name, "") for name in ADDRESSED[channel])
        ask = Ask(channel, asker, address, body, time())
        self.books.asks.append(ask)
        self.moments.announce("asked", asker)
        self.hold()
        reply, ask.name = take(call)
        ask.taken = time() if ask.name else None
        self.moments.announce("taken", asker)
        self.hold()
        ask.answered = time()
        self.moments.announce("answered", asker)
        return reply

    def hold(self) -> None:
        """Let a moment pass."""
        self._pause.wait(min(self.chance.expovariate(1 / HELD), 10 * HELD))


ADDRESSED = {"sms": ("To", "Body"), "telegram": ("chat_id", "text")}
"""Where a call says to whom and what."""


def parted(path: str) -> tuple[str, str]:
    """The name of the process that calls, and the path without it."""
    _, asker, rest = path.split("/", 2)
    return asker, f"/{rest}"


class SlowTwilio(TwilioStandIn):
    """Twilio with a desk; tells `took` the name of each text that it takes."""

    def __init__(self, desk: Desk, took: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.took = desk, took
        self.lock = threading.Lock()

    def _handle(self, call: Call) -> Reply:
        return self.desk.serve("sms", call, self.take)

    def take(self, call: Call) -> tuple[Reply, str]:
        """The answer, and the name of the text if one was taken."""
        with self.lock:
            before = len(self.sent)
            reply = super()._handle(call)
            name = self.sent[-1].sid if len(self.sent) > before else ""
        if name:
            self.took(name)
        return reply, name


class SlowTelegram(TelegramStandIn):
    """Telegram with a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lock = threading.Lock()

    def _handle(self, call: Call) -> Reply:
        return self.desk.serve("telegram", call, self.take)

    def take(self, call: Call) -> tuple[Reply, str]:
        """The answer, and the number of the text if one was taken."""
        with self.lock:
            before = len(self.sent)
            reply = super()._handle(call)
            name = str(self.sent[-1].message_id) if len(self.sent) > before else ""
        return reply, name
