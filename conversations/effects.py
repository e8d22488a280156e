"""What a turn decided, as values. Nothing here does anything: storage keeps them, the sender sends them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Purpose = Literal["conversation", "invitations", "reminders", "sharing_profile", "being_quoted"]
"""What a consent is for (the consent ledger's purposes)."""

TEXTS: tuple[Purpose, ...] = ("conversation", "invitations", "reminders")
"""Those that are about texts: each is for one phone."""

Attribution = Literal["first_name", "anonymous"]
"""How a person wants to be quoted: by first name, or not by name at all."""

Coming = Literal["yes", "no", "maybe"]
"""Whether somebody comes to a meeting."""

AlertKind = Literal[
    "urgent",
    "distress",
    "person",
    "stopped",
    "my_data",
    "delete_data",
    "pause",
    "underage",
    "attachment",
    "flood",
    "joined",
]
"""Why a worker must look."""

SayKind = Literal["reply", "urgent", "goodbye", "conversation"]
"""Why a text goes out. reply: the person has just written. urgent: signposts. goodbye: the one text
that may follow a wish to stop. conversation: the bot speaks first (timer, started flow)."""

ANSWERS: frozenset[SayKind] = frozenset({"reply", "urgent", "goodbye"})
"""Texts to somebody who has just written. All others are the bot's own idea: they wait for decent hours, are counted
against the week's ration, and an answer overtakes them."""


@dataclass(frozen=True, slots=True)
class Say:
    """Send this text. `choices` become a keyboard on Telegram and numbered lines on SMS."""

    text: str
    choices: tuple[str, ...] = ()
    kind: SayKind = "reply"


@dataclass(frozen=True, slots=True)
class KeepView:
    """Something the person said for their Network to hear. `question` is the id of the question of a meeting or a
    consultation that it answers (a UUID as text), or None for a view given unasked."""

    text: str
    question: str | None = None
    theme: str | None = None
    files: tuple[str, ...] = ()
    """The ids of the voice notes and pictures that are part of it; then `text` may be empty."""


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """An answer of a consultation that is counted: the question's id (a UUID as text), and which choice ("c1"), what
    number, or "yes" or "no". The last one counts."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class KeepInterest:
    """A thing that lights the person up: their own words, and its id in the taxonomy when known."""

    words: str
    interest: str | None = None


@dataclass(frozen=True, slots=True)
class ForgetInterest:
    """Take an interest away again (same shape as it was kept)."""

    words: str
    interest: str | None = None


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """A consent given or withdrawn; `wording` names the exact text it was given to (flow@version:words)."""

    purpose: Purpose
    given: bool
    wording: str


@dataclass(frozen=True, slots=True)
class NameContact:
    """What to call the person."""

    first_name: str


@dataclass(frozen=True, slots=True)
class PlaceContact:
    """Which Network the person belongs to, by slug."""

    network: str


@dataclass(frozen=True, slots=True)
class QuoteAs:
    """How the person wants to be quoted from now on (their earlier views follow)."""

    attribution: Attribution


@dataclass(frozen=True, slots=True)
class StopContact:
    """The person wants no more texts. After this commits nothing is sent but one goodbye."""

    by_carrier_word: bool


@dataclass(frozen=True, slots=True)
class RestartContact:
    """The person themselves re-opened the line after a stop."""


@dataclass(frozen=True, slots=True)
class PauseContact:
    """Start no conversation until `until` (None: until the person writes again)."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResumeContact:
    """The person wrote during a pause: the pause is over."""


@dataclass(frozen=True, slots=True)
class EraseContact:
    """Erase all that is known of the person: texts, answers, names, addresses. With `keep_views`, what they told their
    Network stays, with no name to it. Only a goodbye is sent after this."""

    keep_views: bool = False


@dataclass(frozen=True, slots=True)
class KeepRsvp:
    """Whether the person comes to the meeting (its id, a UUID as text), what stands in the way, and in their own words
    what would make it easier. The last one counts."""

    meeting: str
    answer: Coming
    barriers: tuple[str, ...] = ()
    easier: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakLanguage:
    """Write to the person in this language from now on (BCP 47, e.g. "pl")."""

    language: str


@dataclass(frozen=True, slots=True)
class RaiseAlert:
    """A person must look. `category` is the risk category for urgent and distress."""

    kind: AlertKind
    category: str | None = None


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Give the session of `flow` a TimedOut event at `at`; replaces an earlier wish of that session."""

    flow: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GiveCode:
    """Let this code join another phone of theirs with this one: once, and not for long."""

    code: str


@dataclass(frozen=True, slots=True)
class UseCode:
    """The person texted this code. What comes of it is told with an event of its own, CodeTried."""

    code: str


@dataclass(frozen=True, slots=True)
class TellOther:
    """Send this text to the phone that this one has just been joined with: it asked for the code."""

    text: str


Effect = (
    Say | KeepView | KeepAnswer | KeepInterest | ForgetInterest | RecordConsent | NameContact | PlaceContact | QuoteAs
    | StopContact | RestartContact | PauseContact | ResumeContact | EraseContact | KeepRsvp | SpeakLanguage
    | RaiseAlert | WakeAt | GiveCode | UseCode | TellOther
)  # fmt: skip
