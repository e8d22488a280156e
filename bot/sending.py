"""Sends what was committed, and marks each message with what came of it.

The messages table is the queue: due rows are claimed under a lease in one short transaction, sent with no
transaction open, and recorded in another. A process that dies in the middle loses its lease; another takes over.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from bot.channels.channel import Channel, Lookup, Outgoing, Sent
from bot.channels.errors import Moved, OptedOut, OursToFix, SendError, TryLater, Uncertain, Unreachable
from bot.consequences import act_on
from bot.gate import Defer, Facts, Go, Skip, may_go
from bot.logs import where
from bot.settings import QuietHours
from storage import addresses, alerts, messages
from storage.database import Database, Transaction
from storage.errors import AlreadyThere, DatabaseBusy
from storage.messages import Claimed

log = structlog.get_logger()

LEASE = timedelta(seconds=90)
"""Longer than any call to a provider may take, so a living process never loses its claim."""
LANES = 4
"""Texts in flight at once on a channel whose provider can be asked afterwards what it took. On any other it is one:
a crash then repeats one text at most."""
BUSY_PAUSE = 1.0
"""Seconds between two tries to write down what came of a text, while the database is held by somebody else."""
WAITS = tuple(timedelta(seconds=s) for s in (2, 10, 30, 120, 600, 1800, 3600, 4 * 3600))
"""How long to wait after each transient failure; after the last one the message has failed (about 7 hours)."""
HOLD = timedelta(minutes=5)
"""How long a channel rests after an error that is ours to fix, so that one wrong setting fails one message, not all."""
LONGEST_HOLD = timedelta(days=1)
"""A text that waited this long for us to mend something has failed: an answer a day late only confuses."""


@dataclass
class Sender:
    """One a process. `wake` is called after every commit that queued something."""

    database: Database
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    quiet: QuietHours | None
    zone: ZoneInfo
    held: dict[str, datetime] = field(default_factory=dict)
    """Channel -> until when it rests."""
    _woken: list[asyncio.Event] = field(default_factory=list)
    _recorded: asyncio.Condition = field(default_factory=asyncio.Condition)

    def wake(self) -> None:
        """There may be something to send."""
        for lane in self._woken:
            lane.set()

    async def run(self) -> None:
        """Send for ever; cancel to stop. A slow channel holds up no other."""
        async with asyncio.TaskGroup() as lanes:
            for name, channel in self.channels.items():
                for _ in range(LANES if isinstance(channel, Lookup) else 1):
                    lanes.create_task(self.lane(name))

    async def lane(self, channel: str) -> None:
        """One text after the other on one channel. Nothing that goes wrong with one ends it."""
        woken = asyncio.Event()
        self._woken.append(woken)
        while True:
            woken.clear()
            try:
                while await self.send_next(channel):
                    pass
            except Exception as error:
                log.error("sending stumbled; trying again at the next tick", error=where(error))
            await woken.wait()

    async def send_due(self) -> int:
        """One text on each channel that has one due; how many there were."""
        return sum([await self.send_next(channel) for channel in self.channels])

    async def send_next(self, channel: str) -> bool:
        """Claim the next text of a channel and deal with it; False when there is none to send now.

        Claimed one at a time, right before it goes: what the gate looks at is as new as can be, and whoever is in
        danger waits behind nobody.
        """
        claimed = await asyncio.to_thread(self.claim, channel)
        if claimed is None:
            return False
        await self.deal_with(claimed)
        async with self._recorded:
            self._recorded.notify_all()
        return True

    def claim(self, channel: str) -> Claimed | None:
        """Take the next text that is due on a channel, unless it is resting."""
        now = self.clock()
        if self.held.get(channel, now) > now:
            return None
        with self.database.begin() as tx:
            return next(iter(messages.claim(tx, now, LEASE, 1, [channel])), None)

    async def deal_with(self, claimed: Claimed) -> None:
        """Ask the gate, send, record."""
        now = self.clock()
        match may_go(facts_of(claimed), now, self.quiet, self.zone):
            case Skip(reason):
                await self.record(lambda tx: messages.skip(tx, claimed.id, reason, now))
            case Defer(until, reason):
                await self.record(lambda tx: messages.defer(tx, claimed.id, until, reason))
            case Go():
                await self.send(claimed, now)

    async def send(self, claimed: Claimed, now: datetime) -> None:
        """One message to its channel; whatever comes of it is written down."""
        channel = self.channels[claimed.channel]
        try:
            sent = await already_sent(channel, claimed, now) or await channel.send(outgoing(claimed, now))
        except SendError as refusal:
            await self.record(partial(self.failed, claimed, refusal))
        except Exception as bug:
            # A bug in a channel must not eat a text: treat it as a broken call, it is retried and it ends.
            log.error("a channel broke its word", channel=claimed.channel, error=where(bug))
            await self.record(partial(self.failed, claimed, Uncertain("the channel failed unexpectedly")))
        else:
            await self.record(partial(self.went, claimed, sent))

    async def record(self, write: Callable[[Transaction], object]) -> None:
        """One short transaction in a worker thread. What was sent must be written down, however long it takes."""
        while True:
            try:
                return await asyncio.to_thread(self.write_down, write)
            except DatabaseBusy:
                log.warning("the database is held by somebody else; writing down a moment later")
                await asyncio.sleep(BUSY_PAUSE)

    def write_down(self, write: Callable[[Transaction], object]) -> None:
        """One short transaction in this thread."""
        with self.database.begin() as tx:
            write(tx)

    def went(self, claimed: Claimed, sent: Sent, tx: Transaction) -> None:
        """The provider took it."""
        messages.sent(tx, claimed.id, sent.provider_id, sent.delivered, self.clock())

    def failed(self, claimed: Claimed, error: SendError, tx: Transaction) -> None:
        """Do what the error says: the whole catalogue of channels/errors.py in one place."""
        now = self.clock()
        match error:
            case TryLater(after=after):
                wait = timedelta(seconds=after) if after is not None else None
                self.again(tx, claimed, error, wait, uncertain=False)
            case Uncertain():
                self.again(tx, claimed, error, None, uncertain=True)
            case Moved(new_address=new_address):
                self.follow(tx, claimed, error, new_address)
            case OursToFix() if now - claimed.queued_at < LONGEST_HOLD:
                self.hold(tx, claimed, now)
                messages.defer(tx, claimed.id, now + HOLD, error.reason)
            case OptedOut() | Unreachable():
                act_on(tx, claimed.contact_id, claimed.address_id, error, now)
                messages.fail(tx, claimed.id, error.reason, error.code, now)
            case _:
                alerts.raise_(tx, claimed.contact_id, "refused", error.code, claimed.id, now)
                messages.fail(tx, claimed.id, error.reason, error.code, now)
        log.warning("not sent", channel=claimed.channel, kind=type(error).__name__, code=error.code)

    def again(
        self, tx: Transaction, claimed: Claimed, error: SendError, wait: timedelta | None, *, uncertain: bool
    ) -> None:
        """Try again after a while, or give up after the last wait."""
        now = self.clock()
        if claimed.attempts >= len(WAITS):
            reason = f"gave up after {claimed.attempts + 1} tries: {error.reason}"
            messages.fail(tx, claimed.id, reason, error.code, now)
            return
        due = now + (wait or WAITS[claimed.attempts])
        messages.retry(tx, claimed.id, due, error.reason, uncertain=uncertain)

    def follow(self, tx: Transaction, claimed: Claimed, error: SendError, new_address: str) -> None:
        """Send it where the chat is now, unless that is known as somebody else's."""
        now = self.clock()
        try:
            addresses.move(tx, claimed.address_id, new_address, now)
        except AlreadyThere:
            reason = "the chat moved to an address that another contact has"
            messages.fail(tx, claimed.id, reason, error.code, now)
        else:
            messages.retry(tx, claimed.id, now, error.reason)

    def hold(self, tx: Transaction, claimed: Claimed, now: datetime) -> None:
        """Rest the channel and tell staff, once a rest."""
        if self.held.get(claimed.channel, now) <= now:
            alerts.raise_(tx, None, "channel", claimed.channel, None, now)
        self.held[claimed.channel] = now + HOLD

    async def settled(self, ids: Iterable[UUID], within: float = 5.0) -> bool:
        """Wait until these messages need no more sending (also: skipped, failed); False if it took too long."""
        wanted = list(ids)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    async with self._recorded:
                        if await asyncio.to_thread(self.finished, wanted):
                            return True
                        await self._recorded.wait()
        return False

    def finished(self, ids: list[UUID]) -> bool:
        """Whether every one of these has an end recorded."""
        with self.database.read() as tx:
            return all(each.state not in UNFINISHED for each in messages.by_ids(tx, ids))


UNFINISHED = frozenset({"queued", "sending"})


def facts_of(claimed: Claimed) -> Facts:
    """What the gate looks at."""
    return Facts(
        kind=claimed.kind,
        stopped=claimed.stopped,
        paused=claimed.paused,
        agreed=claimed.consents.get("conversation", False),
        unreachable=claimed.unreachable_reason,
        deadline=claimed.deadline,
    )


def outgoing(claimed: Claimed, now: datetime) -> Outgoing:
    """The message as a channel takes it."""
    left = int((claimed.deadline - now).total_seconds()) if claimed.deadline else None
    return Outgoing(
        claimed.id, claimed.address, claimed.text, claimed.choices, claimed.deadline, left, claimed.language
    )


async def already_sent(channel: Channel, claimed: Claimed, now: datetime) -> Sent | None:
    """After a try whose end we do not know, ask the provider first, where it can be asked."""
    if not (claimed.uncertain and isinstance(channel, Lookup)):
        return None
    return await channel.find_sent(outgoing(claimed, now), claimed.queued_at)
