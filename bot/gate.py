"""May this text go now? Decided at the moment of sending, from values alone; the sender acts on the verdict."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.settings import QuietHours
from conversations.effects import SayKind

ANSWERS: frozenset[SayKind] = frozenset({"reply", "urgent", "goodbye"})
"""Texts to somebody who has just written: no quiet hours, no consent needed, no pause."""


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


def may_go(facts: Facts, now: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> Verdict:
    """The checks in the order in which a person would want them made: their own word first."""
    if reason := refusal(facts, now):
        return Skip(reason)
    if facts.kind in ANSWERS or quiet is None:
        return Go()
    until = quiet_until(now, quiet, zone)
    if until is None:
        return Go()
    if facts.deadline and until > facts.deadline:
        return Skip("too late: it would have gone out after the quiet hours, when it made no sense any more")
    return Defer(until, "quiet hours")


def refusal(facts: Facts, now: datetime) -> str | None:
    """Why this text must never go, or None."""
    if facts.stopped and facts.kind != "goodbye":
        return "stopped: this person asked for no more texts"
    if facts.unreachable:
        return f"this address cannot be reached: {facts.unreachable}"
    if facts.deadline and now > facts.deadline:
        return "too late: the text made no sense any more"
    if facts.kind in ANSWERS:
        return None
    if facts.paused:
        return "paused: this person asked for a break"
    if not facts.agreed:
        return "no consent: this person has not agreed to such texts"
    return None


def quiet_until(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours that hold `now` end (UTC), or None outside them. Wall time, so clock changes are right."""
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    over_midnight = quiet.starts > quiet.ends
    inside = (clock >= quiet.starts or clock < quiet.ends) if over_midnight else quiet.starts <= clock < quiet.ends
    if not inside:
        return None
    day = local.date() + timedelta(days=1) if over_midnight and clock >= quiet.starts else local.date()
    return datetime.combine(day, quiet.ends, tzinfo=zone).astimezone(now.tzinfo)
