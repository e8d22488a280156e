"""Whatever text arrives, wherever somebody stands: no exception, a deliberate answer, a session that survives JSON."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.effects import KeepInterest, KeepView, NameContact, PlaceContact, QuoteAs, Say
from conversations.session import Session
from conversations.texts import LONGEST, full_length
from tests.conversations.playing import QUESTIONS, Play

WORDS = "yes no YES 1 2 5 10 skip back help STOP START PERSON JOIN LIGHT PAUSE aye whatever ta fishing 👍 \0 ❤️"
SENTENCES = (
    "JOIN LEEDS", "SAY the bus is late", "HAVE YOUR SAY", "WHAT'S ON", "MY DATA", "delete my data", "thats it",
    "call me Bean", "forget bowling", "my flat is damp and nobody comes", "why?", "im 15", "[voice note 3s]", "",
)  # fmt: skip
KNOWN = st.sampled_from([*WORDS.split(), *SENTENCES])
ANYTHING = st.one_of(KNOWN, st.text(max_size=200))
STEPS = st.lists(st.one_of(ANYTHING, st.sampled_from([timedelta(hours=1), timedelta(days=2)])), max_size=12)
RECORDS = (KeepView, KeepInterest, NameContact, PlaceContact, QuoteAs)


@settings(deadline=None, max_examples=200)
@given(STEPS)
def test_no_text_raises_and_nothing_is_kept_without_a_yes(steps: list[str | timedelta]) -> None:
    play = Play(questions=QUESTIONS)
    for step in steps:
        agreed, before = play.person.agreed, len(play.effects)
        if isinstance(step, timedelta):
            play.wait(step)
        else:
            play.say(step)
        fresh = play.effects[before:]
        assert agreed or play.person.agreed or not any(isinstance(effect, RECORDS) for effect in fresh)
        assert all(Session.model_validate_json(one.model_dump_json()) == one for one in play.sessions)
        assert len(play.sessions) <= 3
        assert len([effect for effect in fresh if isinstance(effect, Say)]) <= 3
        assert not (play.person.stopped and play.sessions)


@settings(deadline=None, max_examples=50)
@given(STEPS)
def test_after_a_stop_nothing_is_said_until_start(steps: list[str | timedelta]) -> None:
    play = Play()
    play.say("hello")
    play.say("STOP")
    for step in steps:
        if isinstance(step, timedelta):
            play.wait(step)
        elif play.person.stopped and play.say(step):
            assert not play.person.stopped, f"{step!r} was answered after a stop"


def test_ten_thousand_letters() -> None:
    play = Play()
    for text in ("a" * 10_000, "fishing " * 1_250, "?" * 10_000, "\0" * 10_000, "👍" * 10_000):
        play.say("hello")
        play.say(text)


def test_no_text_of_ours_is_longer_than_two_sms() -> None:
    play = Play(questions=QUESTIONS)
    for said in (
        "hello",
        "HELP",
        "yes",
        "HELP",
        "Ann",
        "leeds",
        "1",
        "fishing",
        "thats it",
        "no",
        "my bin is full",
        "no",
    ):
        play.say(said)
    assert all(full_length(effect) <= LONGEST for effect in play.kept(Say) if isinstance(effect, Say))
