"""Phones that exist only in memory, for trying the line out and for tests: the twin of the real channels.

A simulated phone imitates SMS or Telegram, refusals included: who texts STOP by "SMS" is blocked by the simulated
carrier until START, who blocks the bot on "Telegram" cannot be reached.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from bot.channels.addresses import NotAnAddress, normalise_simulated
from bot.channels.channel import Inbound, Outgoing, Sent
from bot.channels.errors import OptedOut, Refused, SendError, Unreachable
from bot.channels.looks import keyboard, numbered
from bot.channels.readable import well_formed
from bot.channels.segments import plain

Looks = Literal["sms", "telegram"]

PHONES = 1000
"""How many phones are remembered; the one unused for longest goes first."""
SHOWN = 100
"""How many texts a phone keeps on its screen."""
LONGEST = {"sms": 1600, "telegram": 4096}
"""Letters that the imitated providers take in one message."""
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
START_WORDS = frozenset({"start", "unstop", "yes"})
"""What the carrier itself obeys when it is the whole text, in any case."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text on a simulated screen. On SMS the choices are numbered lines in `text`; on Telegram they are rows."""

    text: str
    choices: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Phone:
    """One simulated phone."""

    screen: deque[Shown] = field(default_factory=lambda: deque(maxlen=SHOWN))
    stopped: bool = False
    blocked: bool = False


def imitates(address: str) -> Looks:
    """Which channel the phone of this address imitates; raises NotAnAddress."""
    return "sms" if normalise_simulated(address).startswith("sms:") else "telegram"


def show(looks: Looks, text: str, choices: tuple[str, ...], language: str = "en") -> Shown:
    """How a message looks on a phone of this kind."""
    if looks == "sms":
        return Shown(plain(numbered(text, choices)), choices)
    return Shown(text, choices, keyboard(choices, language))


class SimulatorChannel:
    """All simulated phones of this process."""

    name = "simulator"

    def __init__(self) -> None:
        self._phones: OrderedDict[str, Phone] = OrderedDict()
        self._failures: deque[SendError] = deque()

    async def open(self) -> None:
        """Nothing to make ready."""

    async def close(self) -> None:
        """Nothing to let go of."""

    async def send(self, message: Outgoing) -> Sent:
        """Show the message on its phone; raises SendError as the imitated provider would."""
        if self._failures:
            raise self._failures.popleft()
        try:
            looks, phone = imitates(message.address), self._phone(message.address)
        except NotAnAddress as error:
            raise Unreachable(str(error)) from None
        refuse(looks, phone, message.text)
        phone.screen.append(show(looks, message.text, message.choices, message.language))
        return Sent(provider_id=f"sim-{message.id.hex}", delivered=True)

    def write(self, address: str, text: str, provider_id: str | None = None) -> Inbound:
        """A text typed on a phone, ready to be taken. The same `provider_id` is the same text again.

        Raises NotAnAddress for anything but "sms:<UK mobile>" or "telegram:<chat id>".
        """
        address = normalise_simulated(address)
        phone = self._phone(address)
        if imitates(address) == "sms":
            self._obey_carrier_word(phone, text)
        return Inbound(self.name, address, well_formed(text), provider_id or f"sim-{uuid4().hex}")

    def block(self, address: str) -> Inbound:
        """The person blocks the bot, as on Telegram."""
        self._phone(address).blocked = True
        return Inbound(self.name, normalise_simulated(address), "", f"sim-{uuid4().hex}", blocked=True)

    def unblock(self, address: str) -> None:
        """The person lets the bot back in."""
        self._phone(address).blocked = False

    def fail_next(self, error: SendError) -> None:
        """Let the next send fail like this, to see what the line makes of it."""
        self._failures.append(error)

    def screen(self, address: str) -> tuple[Shown, ...]:
        """What the phone shows, oldest first."""
        return tuple(self._phone(address).screen)

    def _phone(self, address: str) -> Phone:
        address = normalise_simulated(address)
        phone = self._phones.setdefault(address, Phone())
        self._phones.move_to_end(address)
        if len(self._phones) > PHONES:
            self._phones.popitem(last=False)
        return phone

    def _obey_carrier_word(self, phone: Phone, text: str) -> None:
        word = text.strip().casefold()
        phone.stopped = word in STOP_WORDS or (phone.stopped and word not in START_WORDS)


def refuse(looks: Looks, phone: Phone, text: str) -> None:
    """Raise what the imitated provider would say to a text that it cannot carry."""
    if not text.strip():
        raise Refused("The text is empty.")
    if len(text) > LONGEST[looks]:
        raise Refused("The text is too long to send.")
    if phone.stopped:
        raise OptedOut("The person texted STOP. Only START from them opens the line again.", "21610")
    if phone.blocked:
        raise Unreachable("The person blocked the bot.", "403")
