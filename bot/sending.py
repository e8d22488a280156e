"""Sends what was committed, and marks each message with what came of it.

The messages table is the queue: due rows are claimed under a lease in one short transaction, sent with no
transaction open, and recorded in another. A process that dies in the middle loses its lease; another takes over.
The pace of a channel is a row too (storage/paces.py), so that all processes together keep it.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

import structlog

from bot.channels.channel import Channel, Lookup, Outgoing, Paced, Reporting, Sent
from bot.channels.errors import Moved, OptedOut, OursToFix, SendError, TryLater, Uncertain, Unreachable
from bot.consequences import HOLD, act_on, act_on_report, person_looks, rest
from bot.gate import Defer, Facts, Go, Skip, may_go
from bot.hours import Hours
from bot.logs import where
from bot.measuring import Measures, why
from storage import addresses, messages, paces
from storage.database import Database, Transaction
from storage.errors import AlreadyThere, DatabaseBusy
from storage.messages import Claimed, Named
from storage.paces import Pace

log = structlog.get_logger()

T = TypeVar("T")

LEASE = timedelta(seconds=90)
"""Longer than any call to a provider may take, so a living process never loses its claim."""
LANES = 4
"""Texts in flight at once on a channel whose provider can be asked afterwards what it took. On any other it is one:
a crash then repeats one text at most."""
BUSY_PAUSE = 1.0
"""Seconds between two tries to write down what came of a text, while the database is held by somebody else."""
LONGEST_NAP = 1.0
"""Seconds after which a lane looks again although its channel rests: somebody in danger may have written."""
WAITS = tuple(timedelta(seconds=s) for s in (2, 10, 30, 120, 600, 1800, 3600, 4 * 3600))
"""How long to wait after each transient failure; after the last one the message has failed (about 7 hours)."""
LONGEST_REST = timedelta(hours=1)
"""So long at most does a channel rest at one word of its provider; then one text tries whether it may go on."""
LONGEST_HOLD = timedelta(days=1)
"""A text that waited this long for us to mend something has failed: an answer a day late only confuses."""

DOUBT = "it is not known whether an earlier try arrived"
"""Stands behind the reason why a text no longer may go, where a process died or a call broke off in the middle."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The channel may not send before this."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """A text that was due was put off or will never go; there may be another."""

    verdict: Defer | Skip


@dataclass
class Sender:
    """One a process. `wake` is called after every commit that queued something."""

    database: Database
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    hours: Hours
    """When the bot may begin something, where a person has not said it otherwise."""
    ration: int | None = None
    """How many texts a week that they did not ask for, where a person's Network has not said it otherwise."""
    measures: Measures = field(default_factory=Measures)
    _woken: dict[str, asyncio.Event] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop | None = None
    _recorded: asyncio.Condition = field(default_factory=asyncio.Condition)

    def wake(self) -> None:
        """There may be something to send. From any thread; before `run` there is nobody to wake."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for event in self._woken.values():
            event.set()

    async def run(self) -> None:
        """Send for ever; cancel to stop. A slow channel holds up no other."""
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as lanes:
                for name, channel in self.channels.items():
                    self._woken[name] = asyncio.Event()
                    turnstile = asyncio.Lock()
                    for _ in range(LANES if isinstance(channel, Lookup) else 1):
                        lanes.create_task(self.lane(name, turnstile))
        finally:
            self._loop = None

    async def lane(self, channel: str, turnstile: asyncio.Lock) -> None:
        """One text after the other on one channel. Nothing that goes wrong with one ends it.

        One lane at a time looks for the next text; the others are sending, or wait behind it.
        """
        while True:
            try:
                async with turnstile:
                    claimed = await self.next(channel)
                await self.send(claimed, self.clock())
                await self.recorded()
            except Exception as error:
                log.error("sending stumbled; trying again at the next tick", error=where(error))
                self._woken[channel].clear()
                await self._woken[channel].wait()

    async def next(self, channel: str) -> Claimed:
        """The next text of a channel, as soon as there is one and the channel may send it."""
        while True:
            self._woken[channel].clear()
            match await asyncio.to_thread(self.claim, channel):
                case Claimed() as claimed:
                    return claimed
                case Rest(until):
                    await asyncio.sleep(min(max((until - self.clock()).total_seconds(), 0.001), LONGEST_NAP))
                case Settled():
                    await self.recorded()
                case None:
                    await self._woken[channel].wait()

    async def send_due(self) -> int:
        """One text on each channel that has one due; how many there were."""
        return sum([await self.send_next(channel) for channel in self.channels])

    async def send_next(self, channel: str) -> bool:
        """Claim the next text of a channel and deal with it; False when there is none that may be sent now.

        Claimed one at a time, right before it goes: what the gate looks at is as new as can be, and whoever is in
        danger waits behind nobody.
        """
        match await asyncio.to_thread(self.claim, channel):
            case Claimed() as claimed:
                await self.send(claimed, self.clock())
            case Rest() | None:
                return False
        await self.recorded()
        return True

    async def recorded(self) -> None:
        """Something was written down; tell whoever waits for it."""
        async with self._recorded:
            self._recorded.notify_all()

    def claim(self, name: str) -> Claimed | Rest | Settled | None:
        """Take the next text that is due on a channel, if channel and gate let it go now. None: nothing is due."""
        found = self.claim_or_rest(name)
        match found:
            case Settled(Skip(reason)):
                self.measures.skipped.labels(name, why(reason)).inc()
            case Settled(Defer(_, reason)):
                self.measures.deferred.labels(name, why(reason)).inc()
        return found

    def claim_or_rest(self, name: str) -> Claimed | Rest | Settled | None:
        """The same, before it is counted: what is counted is committed."""
        now, channel = self.clock(), self.channels[name]
        with self.database.begin() as tx:
            pace = paces.lock(tx, name)
            ready = ready_at(channel, pace, now)
            if ready > now:
                return Rest(ready)
            for due in messages.due(tx, now, 1, [name]):
                return self.judge(tx, channel, pace, due, now)
        return None

    def judge(self, tx: Transaction, channel: Channel, pace: Pace, due: Claimed, now: datetime) -> Claimed | Settled:
        """Ask the gate about a text that is due, and take it or write down why not."""
        hours = self.hours.of(due.quiet_hours, due.quiet_days, due.timezone)
        ration = self.ration if due.ration is None else due.ration
        verdict = may_go(facts_of(due, ration), now, hours)
        if verdict == Go() and isinstance(channel, Paced) and channel.to_one:
            opens = channel.to_one.opens_at(messages.tries(tx, due, now - channel.to_one.within), now)
            verdict = Defer(opens, "one text after the other to one chat") if opens > now else verdict
        match verdict:
            case Skip(reason):
                messages.skip(tx, due.id, f"{reason}; {DOUBT}" if due.uncertain else reason, now)
                return Settled(verdict)
            case Defer(until, reason):
                messages.put_off(tx, due.id, until, reason)
                return Settled(verdict)
        messages.take(tx, [due.id], now, LEASE)
        if isinstance(channel, Paced):
            paces.move(tx, channel.name, channel.rate.paid_at(pace.free_at, now, channel.units(outgoing(due, now))))
        return due

    async def send(self, claimed: Claimed, now: datetime) -> None:
        """One message to its channel; whatever comes of it is written down."""
        channel = self.channels[claimed.channel]
        try:
            with self.measures.send.labels(channel.name).time():
                sent = await self.already_sent(claimed, now) or await channel.send(outgoing(claimed, now))
        except SendError as refusal:
            await self.refused(claimed, refusal)
        except Exception as bug:
            # A bug in a channel must not eat a text: treat it as a broken call, it is retried and it ends.
            log.error("a channel broke its word", channel=claimed.channel, error=where(bug))
            await self.refused(claimed, Uncertain("the channel failed unexpectedly"))
        else:
            joined = await self.record(partial(self.went, claimed, sent))
            self.measures.went(claimed.channel, delivered=sent.delivered or (joined is not None and joined.arrived))

    async def already_sent(self, claimed: Claimed, now: datetime) -> Sent | None:
        """After a try whose end we do not know, ask the provider first, where it can be asked."""
        channel = self.channels[claimed.channel]
        if not (claimed.uncertain and isinstance(channel, Lookup)):
            return None
        others = await asyncio.to_thread(self.others, claimed)
        return await channel.find_sent(outgoing(claimed, now), claimed.queued_at, others)

    def others(self, claimed: Claimed) -> frozenset[str]:
        """The provider's names for other texts that may have gone to this person since then."""
        with self.database.read() as tx:
            return messages.names(tx, claimed, claimed.queued_at - LEASE)

    async def refused(self, claimed: Claimed, error: SendError) -> None:
        """A message that its channel did not take."""
        ended = await self.record(partial(self.failed, claimed, error))
        self.measures.refused(claimed.channel, error, ended=ended)
        log.warning("not sent", channel=claimed.channel, kind=type(error).__name__, code=error.code, again=not ended)

    async def record(self, write: Callable[[Transaction], T]) -> T:
        """One short transaction in a worker thread. What was sent must be written down, however long it takes."""
        while True:
            try:
                return await asyncio.to_thread(self.write_down, write)
            except DatabaseBusy:
                log.warning("the database is held by somebody else; writing down a moment later")
                await asyncio.sleep(BUSY_PAUSE)

    def write_down(self, write: Callable[[Transaction], T]) -> T:
        """One short transaction in this thread."""
        with self.database.begin() as tx:
            return write(tx)

    def went(self, claimed: Claimed, sent: Sent, tx: Transaction) -> Named | None:
        """The provider took it. What became of it may have been reported before we knew its name; then that."""
        now, channel = self.clock(), self.channels[claimed.channel]
        joined = messages.sent(tx, claimed.id, sent.provider_id, sent.delivered, now)
        if joined and joined.lost and isinstance(channel, Reporting):
            error = channel.meaning(joined.code)
            ended = act_on_report(tx, claimed.channel, joined, error, now)
            self.measures.refused(claimed.channel, error, ended=ended)
        return joined

    def failed(self, claimed: Claimed, error: SendError, tx: Transaction) -> bool:
        """Do what the error says: the whole catalogue of channels/errors.py in one place. True: that was its end."""
        now = self.clock()
        match error:
            case TryLater() | Uncertain():
                return self.again(tx, claimed, error, now)
            case Moved(new_address=new_address):
                return self.follow(tx, claimed, error, new_address)
            case OursToFix() if now - claimed.queued_at < LONGEST_HOLD:
                rest(tx, claimed.channel, error, now)
                messages.defer(tx, claimed.id, now + HOLD, error.reason)
                return False
            case OptedOut() | Unreachable():
                act_on(tx, claimed.contact_id, claimed.address_id, error, now)
                messages.fail(tx, claimed.id, error.reason, error.code, now)
            case _:
                person_looks(tx, claimed.contact_id, claimed.id, error, now)
                messages.fail(tx, claimed.id, error.reason, error.code, now)
        return True

    def again(self, tx: Transaction, claimed: Claimed, error: TryLater | Uncertain, now: datetime) -> bool:
        """Try again after a while, or give up after the last wait. Where the whole channel is too fast, all wait."""
        waits = waits_of(error)
        if claimed.attempts >= len(waits):
            reason = f"gave up after {claimed.attempts + 1} tries: {error.reason}"
            messages.fail(tx, claimed.id, reason, error.code, now)
            return True
        asked = error.after if isinstance(error, TryLater) else None
        due = now + (waits[claimed.attempts] if asked is None else timedelta(seconds=asked))
        messages.retry(tx, claimed.id, due, error.reason, uncertain=isinstance(error, Uncertain))
        if isinstance(error, TryLater) and error.whole:
            paces.hold(tx, claimed.channel, min(due, now + LONGEST_REST), error.reason)
        return False

    def follow(self, tx: Transaction, claimed: Claimed, error: SendError, new_address: str) -> bool:
        """Send it where the chat is now, unless that is known as somebody else's."""
        now = self.clock()
        try:
            addresses.move(tx, claimed.address_id, new_address, now)
        except AlreadyThere:
            reason = "the chat moved to an address that another contact has"
            messages.fail(tx, claimed.id, reason, error.code, now)
            return True
        messages.retry(tx, claimed.id, now, error.reason)
        return False

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


def ready_at(channel: Channel, pace: Pace, now: datetime) -> datetime:
    """The first moment, from now on, at which a channel may send."""
    ready = channel.rate.ready_at(pace.free_at, now) if isinstance(channel, Paced) else now
    return max(ready, pace.held_until or ready)


def waits_of(error: TryLater | Uncertain) -> tuple[timedelta, ...]:
    """How long to wait before each further try."""
    own = error.waits if isinstance(error, TryLater) else None
    return WAITS if own is None else tuple(timedelta(seconds=each) for each in own)


def facts_of(due: Claimed, ration: int | None) -> Facts:
    """What the gate looks at."""
    return Facts(
        kind=due.kind,
        stopped=due.stopped,
        paused=due.paused,
        agreed=due.consents.get(due.purpose, False),
        unreachable=due.unreachable_reason,
        deadline=due.deadline,
        queued_at=due.queued_at,
        unsafe=due.phone == "unsafe",
        underage=due.underage,
        started=due.started,
        ration=ration,
        broadcast=due.broadcast,
    )


def outgoing(claimed: Claimed, now: datetime) -> Outgoing:
    """The message as a channel takes it."""
    left = int((claimed.deadline - now).total_seconds()) if claimed.deadline else None
    return Outgoing(
        claimed.id, claimed.address, claimed.text, claimed.choices, claimed.deadline, left, claimed.language
    )
