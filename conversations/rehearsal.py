"""A conversation played without a house: sessions go through JSON between turns, time stands still unless moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from conversations.converse import Outcome, asked, converse
from conversations.effects import Effect, Say, WakeAt
from conversations.events import Event, Replied, Started, TimedOut
from conversations.knowing import knowing
from conversations.library import Flows, load_flows
from conversations.line import LineFacts, load_line
from conversations.reading.local import LocalInterest
from conversations.session import Json, Session
from conversations.situation import Area, Person, Question, Situation, Upcoming

MONDAY = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
AREAS = (
    Area("bradford", "Bradford", "Bradford"),
    Area("leeds", "Leeds", "Leeds"),
    Area("kirklees", "Kirklees", "Kirklees"),
)
QUESTIONS = (
    Question("11111111-1111-7111-8111-111111111111", "What would make the drop-in better?"),
    Question("22222222-2222-7222-8222-222222222222", "From 1 to 5, how easy is it to get there?"),
)
LOCAL_INTERESTS = (
    LocalInterest("leeds/pigeon-racing", "Pigeon racing", ("pigeon club",)),
    LocalInterest("leeds/ukulele-group", "Ukulele group"),
)
"""What Leeds has named for its own people."""
INVITATION: dict[str, Json] = {
    "invited_to": "33333333-3333-7333-8333-333333333333",
    "title": "Tea and a chat",
    "starts_at": datetime(2026, 6, 9, 14, 0, tzinfo=UTC).isoformat(),
    "place": "the library",
}
"""What a flow is told that invites somebody."""
CODE = "7KQ2MXT"
ANN = Person("WY-0001", "sms")
AGREED = replace(
    ANN,
    first_name="Ann",
    network="leeds",
    attribution="first_name",
    consents={"conversation": True},
    here={"conversation": True},
)


@dataclass
class Play:
    """One person and the line. `say` is a text of theirs; what came of it is in `effects`."""

    person: Person = ANN
    areas: tuple[Area, ...] = AREAS
    questions: tuple[Question, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    local_interests: tuple[LocalInterest, ...] = ()
    now: datetime = MONDAY
    flows: Flows = field(default_factory=load_flows)
    line: LineFacts = field(default_factory=load_line)
    sessions: tuple[Session, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    ended: list[Session] = field(default_factory=list)
    timers: dict[str, datetime] = field(default_factory=dict)
    files: int = 0
    """How many voice notes and pictures were sent so far."""

    def say(self, text: str, attachment: str | None = None, file: str | None = None) -> list[str]:
        """The person texts; the texts that came back."""
        return self.happen(Replied(text, attachment, file))

    def start(self, flow: str, told: Mapping[str, Json] | None = None, **given: Json) -> list[str]:
        """Somebody else begins a flow; the texts that came of it."""
        return self.happen(Started(flow, {**(told or {}), **given}))

    def wait(self, length: timedelta) -> list[str]:
        """Let time pass; every timer that comes due meanwhile is heard at its own time."""
        until = self.now + length
        said: list[str] = []
        while due := sorted((at, flow) for flow, at in self.timers.items() if at <= until):
            self.now, flow = due[0]
            del self.timers[flow]
            said += self.happen(TimedOut(flow))
        self.now = until
        return said

    def happen(self, event: Event) -> list[str]:
        """Handle an event; the texts that went out."""
        self.sessions = tuple(Session.model_validate_json(session.model_dump_json()) for session in self.sessions)
        if self.person.paused_until and self.person.paused_until <= self.now:
            self.person = replace(self.person, paused=False, paused_until=None)
        if self.person.taken_over_until and self.person.taken_over_until <= self.now:
            self.person = replace(self.person, taken_over_until=None)
        situation = Situation(
            self.person, self.sessions, self.areas, self.questions, self.upcoming, self.local_interests, CODE
        )
        outcome = converse(self.flows, self.line, situation, event, self.now)
        self._keep(outcome)
        if isinstance(event, Replied):
            self.person = replace(self.person, heard_at=self.now)
        return [effect.text for effect in outcome.effects if isinstance(effect, Say)]

    def _keep(self, outcome: Outcome) -> None:
        for effect in outcome.effects:
            self.person = knowing(self.person, effect)
            if isinstance(effect, WakeAt):
                self.timers[effect.flow] = effect.at
        self.effects += outcome.effects
        stack = {session.flow: session for session in reversed(self.sessions)}
        for session in outcome.sessions:
            stack.pop(session.flow, None)
            if session.status == "ended":
                self.ended.append(session)
            else:
                stack[session.flow] = session
        self.sessions = tuple(reversed(stack.values()))

    @property
    def asked(self) -> str | None:
        """What is being asked just now."""
        return asked(self.flows, self.sessions)

    def kept(self, *kinds: type) -> list[Effect]:
        """The effects of these kinds so far, in order."""
        return [effect for effect in self.effects if isinstance(effect, kinds)]
