"""Whatever texts, repeats, timers and orders arrive: no exception, no lost answer, a stop that holds, no endless wait.

A machine plays one person and the line at random; after every step the promises are checked. `make props` plays more.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from hypothesis import Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from conversations.effects import Effect, KeepView, RaiseAlert, Say, StopContact
from conversations.events import CodeTried, Stopped, TimedOut
from conversations.session import Json, Session
from conversations.situation import Upcoming
from conversations.walk import DEPTH
from tests.conversations.playing import AGREED, ANN, FLOWS, INVITATION, MONDAY, QUESTIONS, Play

FITTING = (
    "yes no YES aye nah 1 2 3 5 10 four skip back later tomorrow maybe Ann Bean leeds bradford fishing ta 👍".split()
)
WISHES = ["HELP", "PERSON", "PAUSE", "pause for a week", "LIGHT", "MY DATA", "PROFILE", "CHECK IN", "WHAT'S ON",
          "HAVE YOUR SAY", "JOIN LEEDS", "thats it", "call me Bean", "delete my data", "can i have this in polish",
          "tak", "nie", "pomin", "wstecz", "im 15",
          "NEW NUMBER", "JOIN 7KQ2MXT"]  # fmt: skip
DANGER = ["i want to kill myself tonight", "got nowhere to sleep tonight", "feeling really low"]
ODD = ["", "\0", "?", "...", "👍" * 40, "a" * 10_000, "fishing " * 900, "whatever", "why?", "{name} %s", "ą\u0301"]
LEAVING = ["STOP", "pls stop texting me", "take me off this"]
VIEWS = ["the buses stop at six and nobody can get home from the {}", "my landlord never mends the roof at number {}",
         "there should be more benches by bus stop {}"]  # fmt: skip
STARTED: dict[str, dict[str, Json]] = {
    "rsvp": INVITATION, "after_meeting": {"title": "Tea and a chat"}, "check_in": {}, "light_me_up": {},
    "have_your_say": {}, "profile": {}, "welcome": {},
}  # fmt: skip
Phone = Literal["unknown", "private", "unsafe"]
MORE = int(os.environ.get("MORE", "1"))
"""How many times as many conversations are played; `make props` says."""
MOST_TEXTS = 4
"""So many texts at most come of one event: the reply, what was set aside, the next question, and a line between."""


class Conversation(RuleBasedStateMachine):
    """One person, Polish or English, on a phone or on Telegram, from their first text on."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(questions=QUESTIONS)
        self.said = 0
        self.fresh: list[Effect] = []
        self.texts: list[str] = []

    @initialize(
        channel=strategies.sampled_from(["sms", "telegram"]),
        language=strategies.sampled_from(["en", "pl"]),
        known=strategies.booleans(),
        phone=strategies.sampled_from(["unknown", "private", "unsafe"]),
    )
    def somebody(self, channel: str, language: str, known: bool, phone: Phone) -> None:
        person = replace(AGREED if known else ANN, channel=channel, language=language, phone=phone)
        upcoming = (Upcoming("Tea and a chat", MONDAY + timedelta(days=8), "the library"),)
        self.play = Play(person=person, questions=QUESTIONS, upcoming=upcoming)

    @rule(text=strategies.sampled_from([*FITTING, *WISHES, *ODD]))
    def says_what_is_known(self, text: str) -> None:
        self._do(lambda: self.play.say(text))

    @rule(text=strategies.text(max_size=60))
    def says_anything(self, text: str) -> None:
        self._do(lambda: self.play.say(text))

    @rule(pair=strategies.tuples(strategies.sampled_from(FITTING), strategies.sampled_from([*FITTING, *WISHES])))
    def says_two_things_at_once(self, pair: tuple[str, str]) -> None:
        self._do(lambda: self.play.say(" and ".join(pair)))

    @rule(text=strategies.sampled_from(DANGER))
    def is_in_danger(self, text: str) -> None:
        stopped, before = self.play.person.stopped, len(self.play.effects)
        self._do(lambda: self.play.say(text))
        told = any(isinstance(each, RaiseAlert) for each in self.play.effects[before:])
        assert told, f"nobody was told of {text!r} (stopped: {stopped})"

    @precondition(lambda self: self.play.person.agreed and not self.play.person.stopped and not self.with_a_worker)
    @rule(text=strategies.sampled_from(VIEWS))
    def says_a_view(self, text: str) -> None:
        self.said += 1
        words = text.format(f"{self.said:05d}")
        self._do(lambda: self.play.say(words))
        assert any(words.lower() in each.lower() for each in self._remembered()), (
            f"lost: {self.texts}, {self.fresh}, {self.play.sessions}"
        )

    @rule(text=strategies.sampled_from(LEAVING))
    def leaves(self, text: str) -> None:
        if self.play.person.paused or self.play.person.stopped:
            return
        self._do(lambda: self.play.say(text))
        assert any(isinstance(each, StopContact) for each in self.fresh)
        goodbyes = [each for each in self.fresh if isinstance(each, Say)]
        assert len(goodbyes) <= 1
        assert all(each.kind == "goodbye" for each in goodbyes)

    @precondition(lambda self: not self.play.person.stopped)
    @rule()
    def blocks_the_bot(self) -> None:
        self._do(lambda: self.play.happen(Stopped("blocked")))
        assert self.play.person.stopped
        assert any(isinstance(each, StopContact) for each in self.fresh)

    @rule()
    def comes_back(self) -> None:
        self._do(lambda: self.play.say("START"))
        assert not self.play.person.stopped

    @rule(outcome=strategies.sampled_from(["joined", "for_a_worker", "unknown", "same", "closed"]))
    def a_code_is_tried(self, outcome: Literal["joined", "for_a_worker", "unknown", "same", "closed"]) -> None:
        self._do(lambda: self.play.happen(CodeTried(outcome)))

    @rule(flow=strategies.sampled_from(sorted(STARTED)))
    def a_worker_begins(self, flow: str) -> None:
        self._do(lambda: self.play.start(flow, STARTED[flow]))

    @rule(hours=strategies.sampled_from([1, 3, 20, 50, 200]))
    def time_passes(self, hours: int) -> None:
        stopped = self.play.person.stopped
        self._do(lambda: self.play.wait(timedelta(hours=hours)))
        assert not (stopped and self.texts)

    @rule(flow=strategies.sampled_from(sorted(STARTED)))
    def a_timer_rings_late_or_twice(self, flow: str) -> None:
        self._do(lambda: self.play.happen(TimedOut(flow)))

    @precondition(lambda self: not self.play.person.stopped)
    @rule(hours=strategies.sampled_from([1, 30]))
    def a_worker_takes_over(self, hours: int) -> None:
        until = self.play.now + timedelta(hours=hours)
        self.play.person = replace(self.play.person, taken_over_until=until)

    @rule()
    def a_worker_hands_back(self) -> None:
        self.play.person = replace(self.play.person, taken_over_until=None)

    @property
    def with_a_worker(self) -> bool:
        """Whether a worker writes in the bot's place or is on the way to somebody in danger, and reads every text."""
        until = self.play.person.taken_over_until
        in_danger = any(session.flow == "in_hand" for session in self.play.sessions)
        return in_danger or (until is not None and until > self.play.now)

    def _do(self, step: Callable[[], list[str]]) -> None:
        """Take a step; what came of it, and whether a stop was kept."""
        stopped, before = self.play.person.stopped, len(self.play.effects)
        self.texts = step()
        self.fresh = self.play.effects[before:]
        assert not (stopped and self.play.person.stopped and self.texts), "a text after a stop"

    def _remembered(self) -> Iterator[str]:
        """All that was kept, or waits in a session to be offered."""
        yield from (repr(effect) for effect in self.fresh)
        yield from (session.model_dump_json() for session in self.play.sessions)

    @invariant()
    def a_session_ends_or_waits_and_survives_being_written_down(self) -> None:
        for session in self.play.sessions:
            assert Session.model_validate_json(session.model_dump_json()) == session
            assert session.status in ("asking", "waiting", "queued")
            assert session.status != "waiting" or session.due
            assert session.node in FLOWS.at(session.flow, session.version).nodes
        assert sum(session.status == "asking" for session in self.play.sessions) <= DEPTH
        assert not (self.play.person.stopped and self.play.sessions)

    @invariant()
    def what_is_asked_is_asked_once(self) -> None:
        questions = [text for text in self.texts if "?" in text]
        assert len(set(questions)) == len(questions)
        assert len(self.texts) <= MOST_TEXTS

    @invariant()
    def no_view_is_counted_twice(self) -> None:
        kept = [each.text for each in self.play.effects if isinstance(each, KeepView) and "00" in each.text]
        assert len(set(kept)) == len(kept)


Conversation.TestCase.settings = settings(
    deadline=None,
    max_examples=40 * MORE,
    stateful_step_count=30,
    # What fails is shown as it was found: making it smaller takes longer than reading it.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestWhateverComes = Conversation.TestCase
