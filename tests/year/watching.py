"""Who checks every text that goes out, without asking the gate: the promises worked out anew, minute by minute."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

MORNING, EVENING = time(9), time(19)
SUNDAY = 6
BOT_STARTED = "conversation"
RATION = 3
WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Went:
    """One text as it reached the provider."""

    at: datetime
    person: UUID
    kind: str
    due: datetime
    """When it was first meant to go."""
    agreed: bool
    """What the ledger said a moment before."""
    resting: bool
    """Whether the person had asked for a break that was not over."""


@dataclass
class Watcher:
    """Sees each text and keeps count of what should not have been."""

    zone: ZoneInfo
    stopped: set[UUID] = field(default_factory=set)
    """Who has texted a carrier's word and not come back: known from their phone, not from the line."""
    seen: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)
    started: dict[UUID, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    """When texts that they had not asked for went to each person."""

    def watch(self, went: Went) -> None:
        """Count it, and complain if a promise was broken."""
        self.seen[went.kind] += 1
        if went.person in self.stopped:
            self.complain("a text after STOP", went)
        if went.kind != BOT_STARTED:
            return
        if not went.agreed:
            self.complain("nobody agreed to it", went)
        if went.resting:
            self.complain("they asked for a break", went)
        if not decent(went.at, self.zone):
            self.complain("in the quiet hours", went)
        before = self.started[went.person]
        free = before[-RATION] + WEEK if len(before) >= RATION else went.due
        if went.at < free:
            self.complain("more than the week's ration", went)
        if went.at != first_decent(max(went.due, free), self.zone):
            self.complain("not at the first decent minute", went)
        before.append(went.at)
        self.seen["deferred"] += went.due != went.at
        self.seen["rationed"] += free > went.due

    def complain(self, what: str, went: Went) -> None:
        """Note a breach; never the text."""
        self.breaches.append(f"{what}: a {went.kind} text at {went.at.astimezone(self.zone):%a %d %b %H:%M}")


def decent(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a text that nobody waits for may go out then."""
    wall = at.astimezone(zone)
    return wall.weekday() != SUNDAY and MORNING <= wall.time() < EVENING


def first_decent(due: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from `due` on that is decent: found by trying each minute, so that no rule is shared."""
    if decent(due, zone):
        return due
    at = due.replace(second=0, microsecond=0)
    while not decent(at, zone):
        at += MINUTE
    return at
