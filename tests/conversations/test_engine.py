"""One question at a time, asked once more, put off, let go; and silence while a worker writes."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from conversations.effects import KeepView, RaiseAlert, StopContact
from conversations.session import Session
from tests.conversations.playing import AGREED, FLOWS, INVITATION, MONDAY, Play

DAY = timedelta(days=1)


def taken_over() -> Play:
    return Play(person=replace(AGREED, heard_at=MONDAY, taken_over_until=MONDAY + DAY))


def heard() -> Play:
    return Play(person=replace(AGREED, heard_at=MONDAY))


class TestAWorkerHasTakenOver:
    def test_the_bot_is_silent(self) -> None:
        play = taken_over()
        for text in ("hello", "yes", "LIGHT", "SAY the lift is broken", "MY DATA", "PERSON", "i feel so low today"):
            assert play.say(text) == []
        assert play.kept(KeepView) == []

    def test_the_open_question_waits(self) -> None:
        play = heard()
        play.start("check_in")
        play.person = replace(play.person, taken_over_until=MONDAY + DAY)
        assert play.say("4") == []
        play.person = replace(play.person, taken_over_until=None)
        assert "Good to hear" in play.say("4")[0]

    def test_danger_and_stop_are_heard(self) -> None:
        play = taken_over()
        assert "999" in play.say("i am going to kill myself tonight")[0]
        assert RaiseAlert("urgent", "suicide") in play.effects
        play.say("STOP")
        assert play.kept(StopContact)

    def test_what_is_begun_waits_until_the_worker_is_done(self) -> None:
        play = taken_over()
        assert play.start("check_in") == []
        play.person = replace(play.person, taken_over_until=None)
        assert "How are you today" in play.wait(DAY)[0]

    def test_a_timer_waits(self) -> None:
        play = heard()
        play.start("check_in")
        play.person = replace(play.person, taken_over_until=MONDAY + 3 * DAY)
        assert play.wait(2 * DAY) == []
        play.person = replace(play.person, taken_over_until=None)
        assert "How are you today" in play.wait(DAY)[0]


class TestOneQuestionAtATime:
    def test_what_is_begun_while_a_question_is_unanswered_is_asked_after_it(self) -> None:
        play = heard()
        play.now += timedelta(minutes=5)
        assert play.start("check_in")
        assert play.start("rsvp", INVITATION) == []
        assert play.asked == "mood"
        assert "You are invited" in " ".join(play.say("5"))
        assert play.asked == "rsvp"

    def test_nothing_waits_longer_than_a_day(self) -> None:
        play = heard()
        play.now += timedelta(minutes=5)
        play.start("have_your_say")
        assert play.start("rsvp", INVITATION) == []
        assert "You are invited" in play.wait(DAY)[0]

    def test_somebody_who_has_just_written_gets_it_on_top(self) -> None:
        play = heard()
        play.say("LIGHT")
        assert play.start("rsvp", INVITATION)
        assert play.asked == "rsvp"

    def test_stop_lets_go_of_what_is_queued(self) -> None:
        play = heard()
        play.now += timedelta(minutes=5)
        play.start("check_in")
        play.start("rsvp", INVITATION)
        play.say("STOP")
        assert play.sessions == ()
        assert play.wait(3 * DAY) == []


class TestSilence:
    def test_is_asked_about_once_and_then_let_go(self) -> None:
        play = heard()
        play.start("check_in")
        assert len(play.wait(DAY)) == 1
        assert play.wait(10 * DAY) == []
        assert play.sessions == ()

    def test_an_answer_after_the_second_question_counts(self) -> None:
        play = heard()
        play.start("check_in")
        play.wait(DAY)
        assert "Good to hear" in play.say("4")[0]


class TestLater:
    def test_is_asked_again_after_some_hours(self) -> None:
        play = heard()
        play.start("check_in")
        assert play.say("later") == ["OK. We will ask again later."]
        assert "How are you today" in play.wait(timedelta(hours=4))[0]

    def test_tomorrow_is_tomorrow(self) -> None:
        play = heard()
        play.start("check_in")
        assert play.say("ask me tomorrow") == ["OK. We will ask again then."]
        nine = datetime.combine(play.now.date() + DAY, time(9), play.now.tzinfo)
        assert play.wait(nine - play.now - timedelta(minutes=1)) == []
        assert "How are you today" in play.wait(timedelta(minutes=1))[0]

    def test_an_answer_before_then_counts(self) -> None:
        play = heard()
        play.start("check_in")
        play.say("later")
        assert "Good to hear" in play.say("4")[0]
        assert play.wait(DAY) == []


def test_an_older_session_that_knows_nothing_of_this_goes_on() -> None:
    kept = {"flow": "check_in", "version": FLOWS.current("check_in").version, "node": "mood"}
    play = Play(person=AGREED, sessions=(Session.model_validate(kept),))
    assert "Good to hear" in play.say("4")[0]
