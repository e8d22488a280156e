"""One turn: an event is taken, the conversation is asked once, what it decided is kept, all or nothing.

Everything in one transaction: the person's row is locked first, so two texts of one person are handled one
after the other in every process; then the provider's message id is inserted, so a repeat ends there.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from uuid import UUID

import structlog
from structlog.contextvars import bound_contextvars

from bot.channels.channel import Inbound, StatusReport
from bot.consequences import act_on_report
from bot.flooding import poured
from bot.house import House
from bot.joining_up import lock_both, try_code
from bot.keeping import Turn, keep
from bot.knowing import fetch_versions, situation_of
from bot.logs import where
from bot.taking_in import take_in
from conversations.converse import converse
from conversations.effects import UseCode
from conversations.events import Event, Lost, Replied, Started, Stopped, TimedOut
from conversations.session import Json, Session
from storage import addresses, alerts, consents, contacts, erasure, messages, sessions, timers
from storage.addresses import Address
from storage.columns import new_id
from storage.database import Transaction
from storage.errors import StorageError
from storage.timers import Timer

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one event: whether it was a repeat, and the replies that wait to be sent."""

    repeat: bool = False
    queued: tuple[UUID, ...] = ()
    broken: bool = False
    """The text is kept; what it deserves is for a person to say."""

    @property
    def outcome(self) -> str:
        """The same in a word, for logs and counts."""
        return "repeat" if self.repeat else "broken" if self.broken else "kept"


REPEAT = Taken(repeat=True)


async def take(house: House, inbound: Inbound) -> Taken:
    """Handle one inbound text; returns once it is committed. The sender is woken for the replies."""
    return await woken(house, await asyncio.to_thread(take_now, house, inbound, house.clock()))


async def start_flow(house: House, contact_id: UUID, flow: str, given: dict[str, Json] | None = None) -> Taken:
    """Begin a flow with a contact because a worker, a meeting or a timer wants it."""
    event = Started(flow, given or {})
    return await woken(house, await asyncio.to_thread(begin_now, house, contact_id, event, house.clock()))


async def time_out(house: House, timer: Timer) -> Taken:
    """Give a session the wake-up that it asked for."""
    return await woken(house, await asyncio.to_thread(time_out_now, house, timer, house.clock()))


async def report(house: House, status: StatusReport) -> None:
    """Rank what the provider says became of a message."""
    await asyncio.to_thread(report_now, house, status, house.clock())


async def woken(house: House, taken: Taken) -> Taken:
    """Wake the sender if there is something to send."""
    if taken.queued:
        house.sender.wake()
    return taken


def take_now(house: House, inbound: Inbound, now: datetime) -> Taken:
    """The turn of an inbound text, in the calling thread. Raises StorageError: then nothing was kept.

    A bug of ours must not cost somebody their words: Twilio may not knock twice, and Telegram would hold back all that
    the person texts after. So the text is kept without an answer, and a worker is told.
    """
    taken = measured(house, "text", lambda: text_now(house, inbound, now), channel=inbound.channel)
    house.measures.inbound.labels(inbound.channel, taken.outcome).inc()
    return taken


def measured(house: House, did: str, work: Callable[[], Taken], **about: object) -> Taken:
    """Do one turn: it has an id in every line of the log that it causes, a line of its own, and is timed."""
    with bound_contextvars(turn=new_id(), **about):
        began = perf_counter()
        taken = work()
        took = perf_counter() - began
        house.measures.turn.observe(took)
        log.info("a turn", did=did, outcome=taken.outcome, texts=len(taken.queued), ms=round(took * 1000, 1))
    return taken


def text_now(house: House, inbound: Inbound, now: datetime) -> Taken:
    """The same, before it is measured."""
    try:
        with house.database.begin() as tx:
            turn, address = received(house, tx, inbound, now)
            if turn.message_id is None:
                return REPEAT
            if turn.file and turn.file.joined and not inbound.text:
                # The second picture of an album is no second answer: it went where the first did.
                return Taken()
            return answer(house, turn, address.value, heard(turn, address, inbound))
    except StorageError:
        raise
    except Exception as error:
        log.error("a turn broke; the text is kept and a worker told", error=where(error))
        return kept_only(house, inbound, now)


def kept_only(house: House, inbound: Inbound, now: datetime) -> Taken:
    """The text on its own, for a person to read."""
    with house.database.begin() as tx:
        turn, _ = received(house, tx, inbound, now)
        if turn.message_id:
            alerts.raise_(tx, turn.contact.id, "broken", None, turn.message_id, now)
    return Taken(repeat=turn.message_id is None, broken=True)


def received(house: House, tx: Transaction, inbound: Inbound, now: datetime) -> tuple[Turn, Address]:
    """The person locked and their text kept; the turn has no message when it is a repeat."""
    lock_both(tx, inbound, now)
    reached = contacts.reach(tx, inbound.channel, inbound.address, now)
    contact, address = reached.contact, reached.address
    if contact.erased_at and not messages.known(tx, inbound.channel, inbound.provider_id):
        # They write before our goodbye has gone: that ends with them, and they are somebody new.
        erasure.finish(tx, contact.id, now)
        reached = contacts.reach(tx, inbound.channel, inbound.address, now)
        contact, address = reached.contact, reached.address
    busy_until, flood = poured(address.busy_until, now)
    message_id = messages.keep_inbound(
        tx,
        contact.id,
        address.id,
        inbound.channel,
        inbound.provider_id,
        inbound.text,
        inbound.attachment,
        now,
        busy_until,
    )
    file = None
    if message_id and inbound.file:
        most = house.settings.largest_file
        file = take_in(tx, contact.id, message_id, inbound.channel, inbound.file, most, now)
    return Turn(tx, contact, address.id, inbound.channel, message_id, now, file, flood), address


def heard(turn: Turn, address: Address, inbound: Inbound) -> Event:
    """What the knock tells: a text, or that the person blocked us. Whoever writes can be reached again."""
    if inbound.blocked:
        addresses.mark_unreachable(turn.tx, address.id, "the person blocked the bot", turn.now)
        return Stopped("blocked")
    if address.unreachable_reason:
        addresses.mark_reachable(turn.tx, address.id)
    if turn.file is None:
        return Replied(inbound.text, inbound.attachment, flood=turn.flood)
    file = None if turn.file.too_big else str(turn.file.id)
    return Replied(inbound.text, inbound.attachment, file, turn.file.too_big, turn.flood)


def begin_now(house: House, contact_id: UUID, event: Event, now: datetime) -> Taken:
    """The turn of an event that nobody texted."""
    with house.database.begin() as tx:
        return begin_in(house, tx, contact_id, event, now)


def begin_in(house: House, tx: Transaction, contact_id: UUID, event: Event, now: datetime) -> Taken:
    """The same, in a transaction that keeps something else besides."""
    return measured(house, type(event).__name__, lambda: begun(house, tx, contact_id, event, now))


def begun(house: House, tx: Transaction, contact_id: UUID, event: Event, now: datetime) -> Taken:
    """The same, before it is measured."""
    contact = contacts.lock(tx, contact_id)
    address = where_to_write(tx, contact.id, answering=isinstance(event, Lost))
    if address is None or address.unreachable_reason:
        log.warning("nowhere to write to", contact=contact.id)
        return Taken()
    turn = Turn(tx, contact, address.id, address.channel, None, now)
    return answer(house, turn, address.value, event)


def time_out_now(house: House, timer: Timer, now: datetime) -> Taken:
    """The turn of a due timer. Whoever removes the timer has the turn, so two processes make one."""
    return measured(house, "timer", lambda: timed_out(house, timer, now), flow=timer.flow)


def timed_out(house: House, timer: Timer, now: datetime) -> Taken:
    """The same, before it is measured."""
    with house.database.begin() as tx:
        contact = contacts.lock(tx, timer.contact_id)
        if not timers.done(tx, timer.id):
            return REPEAT
        address = where_to_write(tx, contact.id)
        if address is None:
            return Taken()
        # A clock that was set back must not make a due timer look early: it is gone from the table now.
        turn = Turn(tx, contact, address.id, address.channel, None, max(now, timer.due_at))
        return answer(house, turn, address.value, TimedOut(timer.flow))


def where_to_write(tx: Transaction, contact_id: UUID, *, answering: bool = False) -> Address | None:
    """The address for what came of no text: one that works before one that does not, and the one that they used last
    before others; what is no answer goes first to one that they agreed to be texted at. None: they have none."""
    theirs = addresses.of_contact(tx, contact_id)
    if len(theirs) < 2:
        return next(iter(theirs), None)
    return min(
        theirs, key=lambda each: (each.unreachable_reason is not None, not answering and not agreed_at(tx, each))
    )


def agreed_at(tx: Transaction, address: Address) -> bool:
    """Whether its person agreed to be texted there."""
    return consents.at(tx, address.contact_id, address.id).get("conversation", False)


def report_now(house: House, status: StatusReport, now: datetime) -> None:
    """Keep a status report, also one whose message we do not know yet; act on what it tells about the person."""
    error = status.error
    reason = error.reason if error else None
    with house.database.begin() as tx:
        named = messages.report(tx, status.channel, status.provider_id, status.status, status.code, now, reason)
        if named and error:
            ended = act_on_report(tx, status.channel, named, error, now)
            house.measures.refused(status.channel, error, ended=ended)
    if named and status.status == "delivered":
        house.measures.delivered.labels(status.channel).inc()
    log.info("a status report", channel=status.channel, status=status.status, code=status.code, known=bool(named))


def answer(house: House, turn: Turn, address: str, event: Event) -> Taken:
    """Ask the conversation once and keep what it decided."""
    spoken_on = house.spoken_on(turn.channel, address)
    situation = situation_of(turn.tx, turn.contact, turn.address_id, spoken_on, house.settings.zone, turn.now)
    fetch_versions(turn.tx, house.flows, situation.sessions)
    outcome = converse(house.flows, house.line, situation, event, turn.now)
    keep_sessions(turn, situation.sessions, outcome.sessions)
    keep(turn, outcome.effects)
    if code := next((each.code for each in outcome.effects if isinstance(each, UseCode)), None):
        turn, tried = try_code(turn, code)
        return answer(house, turn, address, tried)
    return Taken(queued=tuple(turn.queued))


def keep_sessions(turn: Turn, before: Sequence[Session], changed: Sequence[Session]) -> None:
    """Where each session is now, and no timer that it no longer waits for; a flow may end and begin anew in a turn."""
    timed = {session.flow for session in before if session.due}
    open_now = {session.flow for session in before}
    for session in changed:
        sessions.save(turn.tx, turn.contact.id, session, turn.now, new=session.flow not in open_now)
        (open_now.discard if session.status == "ended" else open_now.add)(session.flow)
        if session.flow in timed and session.status != "waiting":
            timers.clear(turn.tx, turn.contact.id, session.flow)
