"""May this text go now? Decided at the moment of sending, from values alone; the sender acts on the verdict."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hours import Hours, first_allowed
from conversations.effects import ANSWERS, SayKind
from storage.broadcasts import State
from storage.recipients import CALLED_OFF, HELD, HELD_FOR

FRESH = timedelta(hours=1)
"""How long an answer is one: what could not go for longer wakes nobody in the night."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at, read in the transaction that claims the message."""

    kind: SayKind
    stopped: bool
    paused: bool
    agreed: bool
    """Whether the last word on the purpose of this text is a yes."""
    unreachable: str | None
    deadline: datetime | None
    queued_at: datetime | None = None
    """Since when it waits; None: it was written this very moment."""
    unsafe: bool = False
    """Somebody else may read their phone."""
    underage: bool = False
    started: tuple[datetime, ...] = ()
    """When texts that they had not asked for went to them within the last week, the oldest first."""
    ration: int | None = None
    """How many of these there may be in seven days; None: any number."""
    broadcast: State | None = None
    """How the broadcast stands that it is part of."""


@dataclass(frozen=True, slots=True)
class Go:
    """Send it."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Never send it; `reason` is what staff will read."""

    reason: str


@dataclass(frozen=True, slots=True)
class Defer:
    """Not now: ask again at `until`."""

    until: datetime
    reason: str


Verdict = Go | Skip | Defer


def may_go(facts: Facts, now: datetime, hours: Hours) -> Verdict:
    """The checks in the order in which a person would want them made: their own word first."""
    if reason := refusal(facts, now):
        return Skip(reason)
    if facts.broadcast == "paused":
        return Defer(facts.deadline or now + HELD_FOR, HELD)
    until, why = now, ""
    if facts.kind not in ANSWERS and (free := ration_ends(facts, now)):
        until, why = free, f"weekly ration: {facts.ration} texts in seven days have gone to this person already"
    if not is_answer(facts, now) and (decent := first_allowed(hours, until)) > until:
        until, why = decent, why or "quiet hours"
    if until == now:
        return Go()
    if facts.deadline and until > facts.deadline:
        return Skip(f"too late: it had to wait until it made no sense any more ({why})")
    return Defer(until, why)


def is_answer(facts: Facts, now: datetime) -> bool:
    """Whether somebody who has just written waits for it. Help in danger is never late."""
    if facts.kind == "urgent":
        return True
    return facts.kind in ANSWERS and (facts.queued_at is None or now - facts.queued_at <= FRESH)


def ration_ends(facts: Facts, now: datetime) -> datetime | None:
    """When the week's ration allows one more text, or None if it does now."""
    if not facts.ration:
        return None
    lately = sorted(each for each in facts.started if each > now - WEEK)
    return lately[-facts.ration] + WEEK if len(lately) >= facts.ration else None


def refusal(facts: Facts, now: datetime) -> str | None:
    """Why this text must never go, or None."""
    if facts.broadcast == "cancelled":
        return CALLED_OFF
    if facts.stopped and facts.kind != "goodbye":
        return "stopped: this person asked for no more texts"
    if facts.unreachable:
        return f"this address cannot be reached: {facts.unreachable}"
    if facts.deadline and now > facts.deadline:
        return "too late: the text made no sense any more"
    return None if facts.kind in ANSWERS else unasked(facts)


def unasked(facts: Facts) -> str | None:
    """Why this person gets nothing that they did not ask for, or None."""
    if facts.paused:
        return "paused: this person asked for a break"
    if not facts.agreed:
        return "no consent: this person has not agreed to such texts"
    if facts.unsafe:
        return "unsafe phone: somebody else may read it, so nothing is begun there"
    if facts.underage:
        return "under 18: this person gets no texts that they did not ask for"
    if facts.ration == 0:
        return "weekly ration: this Network's people get no texts that they did not ask for"
    return None
