"""Broadcasts: written, looked at, sent once to each who is meant, held and called off.

Sending one does two things that are apart: it is scheduled, once, however often somebody presses; and from its time
on `plan_due` looks at the people who are meant, a handful a transaction, and queues a text for each or writes down why
not. A process that dies in between leaves the number of the last one looked at; any process goes on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from bot.audience import NEEDS, left_out, way_to, yes_at
from bot.channels.segments import plain, segments
from bot.costing import Cost
from bot.hours import Hours
from bot.house import House
from bot.scheduling import BadTime, end_of, start_of
from conversations.announcing import Finding, advice, refusals
from conversations.personal import LONGEST, written
from conversations.words import ENGLISH
from conversations.words import Words as Lines
from storage import audiences, broadcasts, contacts, messages, recipients
from storage.audiences import Person
from storage.broadcasts import Broadcast, Words
from storage.database import Transaction
from storage.recipients import Planned

BATCH = 200
"""How many people are looked at in one transaction: short enough that a turn hardly waits for it."""
SHOWN = 3
"""How many people's texts a preview shows."""


class Refused(Exception):
    """These words may not go out; `findings` says why, part by part."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(" ".join(each.what for each in findings))
        self.findings = findings


class NotNow(Exception):
    """The broadcast is not in a state for that; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text as one person will see it."""

    reference: str
    channel: str
    text: str
    segments: int | None
    """None: it is no SMS."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of it if it went now."""

    meant: int
    left_out: Mapping[str, int]
    """Reason -> how many people."""
    cost: Cost
    shown: tuple[Shown, ...]
    advice: tuple[Finding, ...]
    second_person: bool
    """Whether somebody else than its author must send it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has got: state -> people, as in `recipients.counts`."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, *states: str) -> int:
        """How many people are in one of these states."""
        return sum(self.counts.get(each, 0) for each in states)

    @property
    def gone(self) -> int:
        """To how many it went, or is on its way this moment."""
        return self.of("sending", "sent", "delivered")

    @property
    def waiting(self) -> int:
        """For how many it is not decided yet."""
        return self.of("queued", "sending")


def draft(house: House, tx: Transaction, network_id: UUID | None, words: Words, by: str) -> Broadcast:
    """Begin one; raises Refused, BadTime."""
    check(house, words)
    return broadcasts.create(tx, network_id, words, house.settings.timezone, by, house.clock())


def edit(house: House, tx: Transaction, broadcast_id: UUID, version: int, words: Words, by: str) -> Broadcast:
    """Change a draft that nobody has changed since `version`; raises Refused, BadTime, NotNow."""
    check(house, words)
    broadcast = draft_at(tx, broadcast_id, version)
    broadcasts.rewrite(tx, broadcast, words, by)
    return broadcasts.get(tx, broadcast_id)


def draft_at(tx: Transaction, broadcast_id: UUID, version: int) -> Broadcast:
    """The draft, locked; raises NotNow if it is none any more or was changed since `version`."""
    broadcast = broadcasts.lock(tx, broadcast_id)
    if broadcast.state != "draft":
        raise NotNow("It is on its way already and cannot be changed. Cancel it and write a new one.")
    if broadcast.version != version:
        raise NotNow("Somebody else has changed it since you looked. Look at it again, then change that.")
    return broadcast


def check(house: House, words: Words) -> None:
    """Raises Refused for words that may not go out, BadTime for times that cannot be."""
    if wrong := refusals(texts_of(words), feet(house, words.worker_line)):
        raise Refused(wrong)
    times(house, words)


def times(house: House, words: Words) -> tuple[datetime, datetime]:
    """When it begins to go, and from when on it makes no sense any more. Raises BadTime."""
    hours = Hours(house.settings.quiet_hours, house.settings.quiet_days, house.settings.zone)
    start = start_of(words.wanted_for, hours, house.clock())
    return start, end_of(words.good_till, start, hours)


def begins(house: House, broadcast: Broadcast) -> datetime:
    """When it began to go, or would begin if it were sent now; one whose time has passed as a draft: now."""
    if broadcast.starts_at:
        return broadcast.starts_at
    try:
        return times(house, broadcast.words)[0]
    except BadTime:
        return house.clock()


def texts_of(words: Words) -> dict[str, str]:
    """Language -> text."""
    return {ENGLISH: words.text, **words.translations}


def feet(house: House, worker_line: bool) -> dict[str, str]:
    """Language -> what stands under a text at its longest."""
    worker, common = LONGEST["worker"] if worker_line else None, house.flows.common
    return {language: foot(common, language, LONGEST["network"], worker) for language in house.flows.languages}


def foot(common: Lines, language: str, sender: str, worker: str | None) -> str:
    """Who a text is from and how to stop them (PECR 2003, reg. 23: the sender is never hidden)."""
    if worker:
        return common.write("broadcast_from_worker", language, {"sender": sender, "worker": worker})
    return common.write("broadcast_from", language, {"sender": sender})


@dataclass(frozen=True)
class Writer:
    """Writes one broadcast's text for one person after the other; who it is from is the same for most of them."""

    house: House
    words: Words
    feet: dict[tuple[str, str, str | None], str] = field(default_factory=dict)

    def text_for(self, person: Person) -> str:
        """The text as this person will read it."""
        language = person.language if person.language in self.words.translations else ENGLISH
        sender, worker = person.network or self.house.line.name, person.worker if self.words.worker_line else None
        values = {"first_name": person.first_name, "worker": person.worker, "network": sender}
        return f"{written(texts_of(self.words)[language], values)}\n{self.foot(language, sender, worker)}"

    def foot(self, language: str, sender: str, worker: str | None) -> str:
        """What stands under it."""
        named = (language, sender, worker)
        if named not in self.feet:
            self.feet[named] = foot(self.house.flows.common, *named)
        return self.feet[named]


def everybody(tx: Transaction, broadcast: Broadcast, now: datetime) -> Iterator[Person]:
    """All who are meant."""
    after = 0
    while found := audiences.people(tx, broadcast.words.audience, broadcast.network_id, after, BATCH, now):
        yield from found
        after = found[-1].number


def preview(house: House, tx: Transaction, broadcast: Broadcast) -> Preview:
    """Who would get what, who would not and why, and what it costs, if it went now."""
    now, meant, cost, writer = house.clock(), 0, Cost(), Writer(house, broadcast.words)
    reasons: dict[str, int] = {}
    shown: list[Shown] = []
    for person in everybody(tx, broadcast, now):
        meant += 1
        planned = plan_one(writer, person, now)
        if planned.left_out or planned.text is None or planned.channel is None:
            reasons[planned.left_out or ""] = reasons.get(planned.left_out or "", 0) + 1
            continue
        cost = cost.plus(planned.channel, planned.text)
        if len(shown) < SHOWN:
            units = segments(plain(planned.text)) if planned.channel == "sms" else None
            shown.append(Shown(person.reference, planned.channel, planned.text, units))
    worth_a_look = advice(texts_of(broadcast.words), feet(house, broadcast.words.worker_line))
    ordered = dict(sorted(reasons.items(), key=lambda each: (-each[1], each[0])))
    return Preview(meant, ordered, cost, tuple(shown), tuple(worth_a_look), meant > house.settings.broadcast_alone)


def try_out(house: House, tx: Transaction, broadcast: Broadcast, staff_id: UUID | None) -> str:
    """Send it to the phone of whoever asks, and to nobody else; returns the text. Raises NotNow."""
    own = contacts.of_staff(tx, staff_id) if staff_id else None
    if own is None:
        raise NotNow("We know no phone of yours. `lightline staff add` with --contact says which is yours.")
    (person,) = audiences.people(tx, audiences.Audience(people=(str(own.id),)), None, 0, 1, house.clock())
    way = way_to(person, NEEDS[broadcast.words.reason])
    if way is None or person.stopped:
        raise NotNow("Your own phone cannot be texted: it was stopped or cannot be reached.")
    text = Writer(house, broadcast.words).text_for(person)
    messages.queue(tx, own.id, way.id, way.channel, text, (), "reply", house.clock())
    return text


def send(house: House, tx: Transaction, broadcast_id: UUID, by: str, version: int | None = None) -> Broadcast:
    """Let it go. Pressed again it changes nothing. `version` is what the sender has looked at.

    Raises NotNow: cancelled; changed since; nobody is meant; so many that a second person must send it. BadTime.
    """
    broadcast = broadcasts.lock(tx, broadcast_id)
    if broadcast.state in ("scheduled", "paused"):
        return broadcast
    if broadcast.state == "cancelled":
        raise NotNow("It was cancelled. Write a new one.")
    if version is not None and version != broadcast.version:
        raise NotNow("Somebody has changed it since you looked. Look at it again, then send that.")
    may_send(house, tx, broadcast, by, looked=version is not None)
    start, end = times(house, broadcast.words)
    broadcasts.schedule(tx, broadcast.id, start, end, by)
    return broadcasts.get(tx, broadcast.id)


def may_send(house: House, tx: Transaction, broadcast: Broadcast, by: str, *, looked: bool) -> None:
    """Raises NotNow if there is nobody to get it, or so many that its author may not send it, and nobody unseen."""
    meant, most = audiences.count(tx, broadcast.words.audience, broadcast.network_id), house.settings.broadcast_alone
    now, ration = house.clock(), house.settings.weekly_ration
    if all(left_out(each, broadcast.words.reason, ration, now) for each in everybody(tx, broadcast, now)):
        raise NotNow(
            f"Nobody would get it: {meant or 'no'} {'person is' if meant == 1 else 'people are'} meant"
            f"{', and each of them is left out' if meant else ''}. The preview says why. Choose other people."
        )
    if meant > most and by == broadcast.changed_by:
        raise NotNow(
            f"It is meant for {meant} people. From {most + 1} on a second person looks at it and sends it:"
            " ask somebody who did not write it."
        )
    if meant > most and not looked:
        raise NotNow(f"It is meant for {meant} people. Look at it first, and send it with the version that you saw.")


def pause(tx: Transaction, broadcast_id: UUID, now: datetime) -> Broadcast:
    """Nothing more goes until it goes on; raises NotNow."""
    return turn_to(tx, broadcast_id, "scheduled", "paused", partial(recipients.hold, tx, broadcast_id, now))


def go_on(tx: Transaction, broadcast_id: UUID, now: datetime) -> Broadcast:
    """What was held goes now; raises NotNow."""
    return turn_to(tx, broadcast_id, "paused", "scheduled", partial(recipients.let_go, tx, broadcast_id, now))


def turn_to(
    tx: Transaction,
    broadcast_id: UUID,
    before: broadcasts.State,
    after: broadcasts.State,
    with_its_texts: Callable[[], object],
) -> Broadcast:
    """From one state to the other, with the texts that wait; pressed again it changes nothing."""
    broadcast = broadcasts.lock(tx, broadcast_id)
    if broadcast.state == before:
        broadcasts.set_state(tx, broadcast_id, after)
        with_its_texts()
    elif broadcast.state != after:
        raise NotNow(f"It is {broadcast.state}: only one that was sent can be paused and go on.")
    return broadcasts.get(tx, broadcast_id)


def cancel(tx: Transaction, broadcast_id: UUID, by: str, now: datetime) -> Broadcast:
    """Nobody else gets it; what has gone has gone. Pressed again it changes nothing."""
    broadcast = broadcasts.lock(tx, broadcast_id)
    if broadcast.state != "cancelled":
        broadcasts.cancel(tx, broadcast_id, by, now)
        recipients.call_off(tx, broadcast_id, now)
    return broadcasts.get(tx, broadcast_id)


def progress(tx: Transaction, broadcast: Broadcast) -> Progress:
    """How far it has got."""
    return Progress(recipients.counts(tx, broadcast.id))


def stands(broadcast: Broadcast, progress: Progress) -> str:
    """Its state as people say it: draft, scheduled, sending, paused, cancelled, done."""
    if broadcast.state != "scheduled" or (not progress.counts and broadcast.planned_at is None):
        return broadcast.state
    return "done" if broadcast.planned_at and not progress.waiting else "sending"


def plan_due(house: House) -> int:
    """Look at everybody of every broadcast whose time has come; how many people were looked at."""
    looked_at = 0
    while (people := plan_batch(house)) is not None:
        looked_at += people
        house.sender.wake()
    return looked_at


def plan_batch(house: House) -> int | None:
    """The next handful of people of one broadcast, in one transaction; None when there is none to do."""
    now = house.clock()
    with house.database.begin() as tx:
        broadcast = broadcasts.to_plan(tx, now)
        if broadcast is None:
            return None
        found = audiences.people(tx, broadcast.words.audience, broadcast.network_id, broadcast.planned_to, BATCH, now)
        writer = Writer(house, broadcast.words)
        planned = [plan_one(writer, each, now) for each in found]
        purpose = NEEDS[broadcast.words.reason]
        recipients.plan(tx, broadcast.id, purpose, planned, now, broadcast.deadline, now)
        last = found[-1].number if found else broadcast.planned_to
        broadcasts.planned(tx, broadcast.id, last, now if len(found) < BATCH else None)
        return len(found)


def plan_one(writer: Writer, person: Person, now: datetime) -> Planned:
    """What is to happen for one person."""
    reason, ration = writer.words.reason, writer.house.settings.weekly_ration
    why, way = left_out(person, reason, ration, now), way_to(person, NEEDS[reason])
    yes = yes_at(person, way.id, NEEDS[reason]) if way else None
    if why or way is None or yes is None:
        return Planned(person.id, left_out=why)
    return Planned(person.id, None, way.id, way.channel, writer.text_for(person), yes.consent_id)
