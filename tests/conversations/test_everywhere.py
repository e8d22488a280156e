"""Skip, back, help, stop, a person and danger work at every question of every flow. Nobody is trapped."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from conversations.effects import RaiseAlert, Say, StopContact
from conversations.nodes.asking import Asking
from conversations.session import Json, Session
from tests.conversations.playing import AGREED, ANN, FLOWS, INVITATION, QUESTIONS, Play

GIVEN: dict[str, Json] = {
    **INVITATION,
    "offered": ["the lift is broken"],
    "questions": [{"id": question.id, "text": question.text} for question in QUESTIONS],
}


def questions() -> Iterator[tuple[str, str]]:
    for flow in FLOWS:
        for name, node in flow.nodes.items():
            if isinstance(node, Asking):
                yield flow.name, name


def standing_at(flow: str, node: str, channel: str = "sms") -> Play:
    """Somebody who stands at this question."""
    person = ANN if flow == "welcome" else AGREED
    session = Session(flow=flow, version=FLOWS.current(flow).version, node=node, memory=GIVEN)
    return Play(person=replace(person, channel=channel), questions=QUESTIONS, sessions=(session,))


def at(play: Play) -> tuple[str, str] | None:
    return (play.sessions[0].flow, play.sessions[0].node) if play.sessions else None


@pytest.mark.parametrize(("flow", "node"), list(questions()))
class TestAtEveryQuestion:
    def test_stop(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        assert play.say("STOP") == []
        assert play.kept(StopContact) == [StopContact(by_carrier_word=True)]
        assert play.sessions == ()

    def test_stop_on_telegram(self, flow: str, node: str) -> None:
        play = standing_at(flow, node, "telegram")
        play.say("STOP")
        assert [effect.kind for effect in play.kept(Say) if isinstance(effect, Say)] == ["goodbye"]
        assert play.sessions == ()

    def test_help_says_when_texts_are_read_and_stays(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        texts = play.say("HELP")
        assert "Nobody watches at night." in texts[0]
        assert "999" in texts[0]
        assert at(play) == (flow, node)

    def test_a_person(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        texts = play.say("PERSON")
        assert RaiseAlert("person") in play.effects
        assert "Monday to Friday" in texts[0]

    def test_skip_leads_on(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        before = play.sessions[0]
        play.say("skip")
        assert not play.sessions or play.sessions[0] != before

    def test_back_answers(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        texts = play.say("back")
        question = FLOWS.current(flow).nodes[node]
        assert texts or (isinstance(question, Asking) and not question.worth_repeating)

    def test_danger_is_seen_and_the_question_waits(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        memory = play.sessions[0].memory
        texts = play.say("i am going to kill myself tonight")
        assert RaiseAlert("urgent", "suicide") in play.effects
        assert "999" in texts[0]
        if flow != "in_hand":
            assert [(one.node, one.memory) for one in play.sessions if one.flow == flow] == [(node, memory)]

    def test_two_lost_answers_lead_on(self, flow: str, node: str) -> None:
        play = standing_at(flow, node)
        question = FLOWS.current(flow).nodes[node]
        texts = [play.say(lost) for lost in ("12 13", "98 99")]
        # An open door lets talk pass: it asks nothing.
        open_door = isinstance(question, Asking) and question.quiet
        assert open_door or (texts[1] and (at(play) != (flow, node) or play.sessions[0].memory != GIVEN))


@pytest.mark.parametrize(("flow", "node"), list(questions()))
class TestInPolish:
    """The same words in Polish, answered in Polish."""

    def standing_at(self, flow: str, node: str) -> Play:
        play = standing_at(flow, node)
        play.person = replace(play.person, language="pl")
        return play

    def test_help_says_when_texts_are_read_and_stays(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        texts = play.say("pomoc")
        assert "W nocy nikt nie czuwa." in texts[0]
        assert "999" in texts[0]
        assert at(play) == (flow, node)

    def test_a_person(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        assert "Odezwie się do Ciebie człowiek." in play.say("osoba")[0]
        assert RaiseAlert("person") in play.effects

    def test_skip_leads_on(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        before = play.sessions[0]
        play.say("pomiń")
        assert not play.sessions or play.sessions[0] != before

    def test_back_answers(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        question = FLOWS.current(flow).nodes[node]
        assert play.say("cofnij") or (isinstance(question, Asking) and not question.worth_repeating)

    def test_danger_is_seen(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        texts = play.say("nie chcę już żyć")
        assert "Dzwoń pod 999." in texts[0]
        assert any(isinstance(effect, RaiseAlert) and effect.kind == "urgent" for effect in play.effects)

    def test_stop_in_their_own_words(self, flow: str, node: str) -> None:
        play = self.standing_at(flow, node)
        assert "Nie będziemy już pisać." in play.say("przestańcie pisać")[0]
        assert play.sessions == ()


def test_somebody_who_skips_everything_comes_to_an_end() -> None:
    play = Play(questions=QUESTIONS)
    play.say("hello")
    play.say("yes")
    for _ in range(8):
        play.say("skip")
    assert play.sessions == ()
