"""Voice notes and pictures: an answer where words are one, joined to what was said, never dropped on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.effects import KeepRsvp, KeepView, RaiseAlert, Say
from conversations.events import Lost, Replied, Started
from conversations.said import files_of, said, words_of
from tests.conversations.playing import AGREED, INVITATION, QUESTIONS, Play

BENCHES = "there are no benches by the bus stop"


def ann(**more: object) -> Play:
    """Ann, who agreed, on Telegram."""
    return Play(replace(AGREED, channel="telegram"), **more)  # type: ignore[arg-type]


def views(play: Play) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.text, each.files) for each in play.kept(KeepView) if isinstance(each, KeepView)]


def test_what_is_said_with_a_file_survives_json_and_words_alone_are_words() -> None:
    assert said("hello") == "hello"
    told = said("hello", ["f1"])
    assert (words_of(told), files_of(told)) == ("hello", ("f1",))
    assert (words_of("hello"), files_of("hello"), files_of(None)) == ("hello", (), ())


@pytest.mark.parametrize("kind", ["voice", "picture"])
def test_a_file_answers_a_question_of_a_meeting(kind: str) -> None:
    play = ann(questions=QUESTIONS)
    play.start("have_your_say")
    assert play.say("", kind, "f1")[0].startswith("Thank you. From 1 to 5")
    assert play.kept(KeepView) == [KeepView("", QUESTIONS[0].id, None, ("f1",))]


def test_a_file_answers_what_is_asked_in_own_words() -> None:
    play = ann()
    play.start("after_meeting", title="Tea")
    play.say("yes")
    play.say("", "voice", "f1")
    play.say("the cake", "picture", "f2")
    assert views(play) == [("", ("f1",)), ("the cake", ("f2",))]
    assert "thank" in " ".join(each.text for each in play.kept(Say) if isinstance(each, Say)).lower()


def test_a_voice_note_out_of_the_blue_is_offered_and_a_worker_hears_it() -> None:
    play = ann()
    assert "pass it on" in play.say("", "voice", "f1")[0]
    assert RaiseAlert("attachment") in play.effects
    play.say("yes")
    assert views(play) == [("", ("f1",))]


def test_a_picture_with_few_words_is_offered_with_them() -> None:
    play = ann()
    assert "pass it on" in play.say("the ramp", "picture", "f1")[0]
    play.say("yes")
    assert views(play) == [("the ramp", ("f1",))]


def test_a_picture_that_joins_an_open_offer_is_passed_on_too() -> None:
    play = ann()
    play.say(BENCHES)
    play.say("", "picture", "f1")
    play.say("the other side", "picture", "f2")
    play.say("yes")
    assert views(play) == [(BENCHES, ()), ("", ("f1",)), ("the other side", ("f2",))]


def test_an_offer_that_waits_beneath_keeps_what_it_offered() -> None:
    play = ann()
    play.say(BENCHES, "picture", "f1")
    play.say("LIGHT")
    play.say("", "picture", "f2")
    play.say("thats it")
    play.say("yes")
    assert views(play) == [(BENCHES, ("f1",)), ("", ("f2",))]


def test_a_picture_at_a_choice_is_offered_later_and_a_voice_note_is_for_a_worker() -> None:
    play = ann()
    play.start("check_in")
    for number, kind in enumerate(("voice", "picture", "voice", "picture"), start=1):
        told = play.say("", kind, f"f{number}")
        assert "needs words" in told[0]
        assert play.asked == "mood"
    assert play.kept(RaiseAlert) == [RaiseAlert("attachment")] * 2
    assert "pass it on" in " ".join(play.say("5"))
    play.say("yes")
    assert views(play) == [("", ("f2",)), ("", ("f4",))]


def test_words_that_answer_nothing_are_set_aside_with_their_picture() -> None:
    play = ann()
    play.start("check_in")
    play.say(BENCHES, "picture", "f1")
    play.say("4")
    play.say("yes")
    assert views(play) == [(BENCHES, ("f1",))]


def test_say_keeps_the_picture_at_once() -> None:
    play = ann()
    play.say("SAY it floods here", "picture", "f1")
    assert views(play) == [("it floods here", ("f1",))]


def test_somebody_new_is_heard_once_they_agree() -> None:
    play = Play(replace(Play().person, channel="telegram"))
    assert "Lightline" in play.say("", "voice", "f1")[0]
    assert views(play) == []
    for words in ("yes", "Ann", "leeds", "1", "fishing", "thats it", "no", "yes"):
        play.say(words)
    assert views(play) == [("", ("f1",))]


def test_somebody_new_who_says_it_with_a_picture_is_heard_too() -> None:
    play = Play(replace(Play().person, channel="telegram"))
    play.say("SAY it floods here", "picture", "f1")
    play.say("yes")
    assert views(play) == [("it floods here", ("f1",))]


def test_what_would_make_it_easier_may_be_spoken() -> None:
    play = ann()
    play.start("rsvp", INVITATION)
    play.say("maybe")
    play.say("", "voice", "f1")
    assert play.kept(KeepRsvp)[-1] == KeepRsvp(str(INVITATION["invited_to"]), "maybe", ("other",), None)
    assert RaiseAlert("attachment") in play.effects


def test_danger_beside_a_picture_is_seen() -> None:
    play = ann()
    play.say("i want to kill myself", "picture", "f1")
    assert RaiseAlert("urgent", "suicide") in play.effects
    assert views(play) == []


def test_stop_beside_a_picture_is_a_stop() -> None:
    play = ann()
    play.say("STOP", "picture", "f1")
    assert play.person.stopped
    assert play.say("", "voice", "f2") == []


def test_after_a_stop_and_while_a_worker_writes_a_voice_note_is_met_with_silence() -> None:
    for change in ({"stopped": True}, {"taken_over_until": Play().now + timedelta(days=1)}):
        play = ann()
        play.person = replace(play.person, **change)
        assert play.say("", "voice", "f1") == []
        assert play.happen(Lost("voice")) == []
        assert play.effects == []


def test_what_is_too_big_is_said_to_be_and_its_words_count() -> None:
    play = ann()
    play.start("check_in")
    assert play.happen(Replied("", "picture", None, too_big=True)) == [
        "Sorry, that is too big for us. You can send a shorter one or put it in words."
    ]
    assert "too big" in play.happen(Replied("5", "picture", None, too_big=True))[0]
    assert play.asked is None


def test_a_loss_is_told_gently_as_an_answer_only_if_they_have_just_written() -> None:
    play = ann()
    play.say("", "voice", "f1")
    play.happen(Lost("voice"))
    play.now += timedelta(hours=2)
    play.happen(Lost("picture"))
    told = [each for each in play.kept(Say) if isinstance(each, Say)][-2:]
    assert [(each.kind, each.text.split(".")[0]) for each in told] == [
        ("reply", "We could not open your voice note"),
        ("conversation", "We could not open your picture"),
    ]


def test_my_data_tells_of_voice_notes_and_pictures() -> None:
    play = ann()
    play.person = replace(play.person, files=2)
    assert "2 voice notes or pictures. What you pass on, your Network can hear and see." in " ".join(
        play.say("MY DATA")
    )
    play.person = replace(play.person, files=1, language="pl")
    assert "Jedno nagranie lub zdjęcie." in " ".join(play.say("MY DATA"))


def test_a_pause_ends_with_a_voice_note() -> None:
    play = ann()
    play.person = replace(play.person, paused=True)
    assert "pass it on" in play.say("", "voice", "f1")[0]
    assert not play.person.paused


STARTS = st.sampled_from(["have_your_say", "after_meeting", "check_in", "profile", "rsvp", "light_me_up"])
SAID = st.sampled_from(
    ["", "", "yes", "no", "the ramp", BENCHES, "SAY it floods", "LIGHT", "fishing", "skip", "5", "ta", "x"]
)
STEPS = st.lists(
    st.one_of(STARTS.map(Started), st.tuples(SAID, st.sampled_from([None, "voice", "picture"]))), max_size=14
)


@settings(deadline=None, max_examples=150)
@given(st.booleans(), STEPS)
def test_whatever_comes_with_whatever_nothing_raises_and_no_file_is_in_two_views(
    agreed: bool, steps: list[Started | tuple[str, str | None]]
) -> None:
    play = ann(questions=QUESTIONS) if agreed else Play(replace(Play().person, channel="telegram"))
    for number, step in enumerate(steps):
        if isinstance(step, Started):
            play.start(step.flow, INVITATION)
        else:
            told = play.say(*step, f"f{number}" if step[1] else None)
            assert told or step[0] or step[1] is None, "a file alone is never met with silence"
    kept = [file for _, files in views(play) for file in files]
    assert len(kept) == len(set(kept))
    assert play.person.agreed or not kept
