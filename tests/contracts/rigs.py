"""One rig a channel: how to stand at both ends of it. The contract suite asks nothing else of a channel."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from bot.channels.channel import Channel, Inbound, Knock, Mail
from bot.channels.errors import OursToFix, TryLater, Uncertain
from bot.channels.simulator import SimulatorChannel
from bot.channels.sms import SmsChannel
from bot.channels.telegram import TelegramChannel
from tests.standins.letter import Letter
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

SOON = 0.3
"""Seconds after which a channel under test gives up on a provider that does not answer."""


class Receiver(Protocol):
    """A channel whose provider knocks at our door."""

    def receive_texts(self, knock: Knock) -> Mail:
        """The texts in a knock."""


def no_letter(text: str) -> Letter:
    raise AssertionError("nobody knocks at this channel's door")


@dataclass
class Rig:
    """A channel with Ann's phone at the other end."""

    channel: Channel
    ann: str
    """Her address in normal form."""
    write: Callable[[str, str | None], Inbound]
    """She writes; the same second argument is the same text delivered again."""
    screen: Callable[[], list[str]]
    """What her phone shows, a text with all its buttons at a time."""
    goes_away: Callable[[], object]
    """She stops or blocks us, in the way of this channel."""
    busy: Callable[[], object]
    """The provider asks us to slow down at the next send."""
    breaks_off: Callable[[], object]
    """The next call breaks off after the provider took the text."""
    locked_out: AbstractContextManager[Channel]
    """The same channel with a wrong token."""
    receiver: Receiver | None = None
    letter: Callable[[str], Letter] = field(default=no_letter)
    """A genuine webhook call with a text of Ann's, where there are webhooks."""
    proof: str = ""
    """The header that proves who calls."""
    secrets: tuple[str, ...] = field(default=())
    """What must never be logged or shown."""


def first(mail: Mail) -> Inbound:
    (text,) = mail.texts
    return text


@contextmanager
def sms() -> Iterator[Rig]:
    ann = "+447700900001"
    with TwilioStandIn() as twilio:

        def channel(token: str) -> SmsChannel:
            return SmsChannel(
                account_sid=twilio.account_sid,
                auth_token=token,
                public_url=twilio.public_url,
                sender=twilio.number,
                base_url=twilio.base_url,
                timeout=SOON,
            )

        @contextmanager
        def locked_out() -> Iterator[Channel]:
            yield channel("wrong")

        ours = channel(twilio.auth_token)
        yield Rig(
            channel=ours,
            ann=ann,
            write=lambda text, sid: first(ours.receive_texts(twilio.text(ann, text, sid).knock)),
            screen=lambda: [each.body for each in twilio.sent],
            goes_away=lambda: twilio.text(ann, "STOP"),
            busy=lambda: twilio.refuse_next(20429),
            breaks_off=lambda: twilio.break_next(after_taking=True),
            locked_out=locked_out(),
            receiver=ours,
            letter=lambda text: twilio.text(ann, text),
            proof="X-Twilio-Signature",
            secrets=(ann, twilio.auth_token),
        )


@contextmanager
def telegram() -> Iterator[Rig]:
    ann = 5_000_000_001
    with TelegramStandIn() as server:

        def channel(token: str) -> TelegramChannel:
            return TelegramChannel(token=token, webhook_secret=server.secret, base_url=server.base_url, timeout=SOON)

        @contextmanager
        def locked_out() -> Iterator[Channel]:
            yield channel("7654321:wrong")

        ours = channel(server.token)
        letters: dict[str, Letter] = {}

        def write(text: str, again: str | None) -> Inbound:
            letter = letters.setdefault(again, server.text(ann, text)) if again else server.text(ann, text)
            return first(ours.receive_texts(letter.knock))

        server.text(ann, "/start")
        yield Rig(
            channel=ours,
            ann=str(ann),
            write=write,
            screen=lambda: ["\n".join([each.text, *chain(*each.rows)]) for each in server.sent],
            goes_away=lambda: server.block(ann),
            busy=lambda: server.flood_next(7),
            breaks_off=lambda: server.break_next(after_taking=True),
            locked_out=locked_out(),
            receiver=ours,
            letter=lambda text: server.text(ann, text),
            proof="X-Telegram-Bot-Api-Secret-Token",
            secrets=(str(ann), server.token, server.secret),
        )


@contextmanager
def simulator() -> Iterator[Rig]:
    ann = "sms:+447700900001"
    ours = SimulatorChannel()

    @contextmanager
    def locked_out() -> Iterator[Channel]:
        ours.fail_next(OursToFix("The token is wrong."))
        yield ours

    def broken() -> None:
        ours.fail_next(Uncertain("The call broke off."))

    yield Rig(
        channel=ours,
        ann=ann,
        write=lambda text, again: ours.write(ann, text, again),
        screen=lambda: [each.text for each in ours.screen(ann)],
        goes_away=lambda: ours.write(ann, "STOP"),
        busy=lambda: ours.fail_next(TryLater("Slow down.")),
        breaks_off=broken,
        locked_out=locked_out(),
        secrets=(ann,),
    )


RIGS: Mapping[str, Callable[[], AbstractContextManager[Rig]]] = {
    "sms": sms,
    "telegram": telegram,
    "simulator": simulator,
}
"""Channel name -> its rig."""
