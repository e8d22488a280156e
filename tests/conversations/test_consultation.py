"""A list of questions becomes a flow, or is refused in words that whoever wrote it understands."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conversations.askable import refusals
from conversations.consultation import Consultation, Kind, Question, Translated, as_flow, tidy
from conversations.effects import KeepAnswer, KeepView, Say
from conversations.library import load_flows
from conversations.texts import too_long
from tests.conversations.playing import AGREED, FLOWS, Play

IDS = [f"11111111-1111-7111-8111-11111111111{figure}" for figure in range(10)]
BUSES = Consultation(
    "consultation_1",
    "Buses in Leeds",
    (
        Question(IDS[0], "What would make the buses work for you?", "text"),
        Question(IDS[1], "How do you get about?", "choice", ("Bus", "On foot", "Lift from a friend")),
        Question(IDS[2], "How easy is it to get to us?", "scale"),
        Question(IDS[3], "Would an evening bus help?", "yes_no"),
    ),
    {
        "pl": Translated(
            "Autobusy w Leeds",
            (
                ("Co by pomogło?", ()),
                ("Jak się poruszasz?", ("Autobus", "Pieszo", "Ktoś mnie podwozi")),
                ("Jak łatwo do nas dojechać?", ()),
                ("Czy pomógłby wieczorny autobus?", ()),
            ),
        )
    },
)


def asked(consultation: Consultation, language: str = "en") -> tuple[Play, list[str]]:
    """Ann is asked, and what she reads first."""
    flows = load_flows()
    flows.install(as_flow(consultation, flows.common))
    play = Play(person=replace(AGREED, language=language), flows=flows)
    return play, play.start(consultation.name)


def one(text: str, kind: Kind = "text", *choices: str) -> Consultation:
    return Consultation("consultation_1", "Buses", (Question(IDS[0], text, kind, choices),))


def why(consultation: Consultation) -> str:
    return " ".join(each.why for each in refusals(consultation, FLOWS.common))


def test_each_answer_is_kept_for_its_question() -> None:
    play, first = asked(BUSES)
    assert refusals(BUSES, FLOWS.common) == []
    assert "Buses in Leeds." in first[0]
    assert "What would make the buses work for you?" in first[-1]
    said = [play.say(text)[-1] for text in ("more benches", "2", "four", "aye")]
    assert said[1] == "How easy is it to get to us? Send a number from 1 to 5."
    assert said[3].startswith("That was the last one. Thank you, Ann.")
    assert play.kept(KeepView, KeepAnswer) == [
        KeepView("more benches", IDS[0], "transport_access"),
        KeepAnswer(IDS[1], "choice_2"),
        KeepAnswer(IDS[2], "4"),
        KeepAnswer(IDS[3], "yes"),
    ]
    assert not play.sessions


def test_skip_and_back_work_at_each() -> None:
    play, _ = asked(BUSES)
    assert play.say("skip") == ["How do you get about?"]
    assert play.say("bus") == ["How easy is it to get to us? Send a number from 1 to 5."]
    assert play.say("back") == ["How do you get about?"]
    play.say("on foot")
    assert play.say("3") == ["Would an evening bus help?"]
    play.say("skip")
    assert play.kept(KeepView, KeepAnswer) == [
        KeepAnswer(IDS[1], "choice_1"),
        KeepAnswer(IDS[1], "choice_2"),
        KeepAnswer(IDS[2], "3"),
    ]
    assert not play.sessions


def test_an_answer_that_is_none_is_asked_for_again_and_then_let_go() -> None:
    play, _ = asked(BUSES)
    play.say("skip")
    assert play.say("the tram to mars") == ["Sorry, we did not get that. How do you get about?"]
    assert "How easy is it" in play.say("the tram to mars")[-1]


def test_a_question_that_nobody_answers_is_let_go_in_silence() -> None:
    play, _ = asked(BUSES)
    play.say("more benches")
    assert play.wait(timedelta(days=6)) == []
    assert play.sessions
    assert play.wait(timedelta(days=2)) == []
    assert not play.sessions
    assert len(play.kept(KeepView)) == 1


def test_it_is_asked_in_the_persons_language_with_the_same_answers() -> None:
    play, first = asked(BUSES, "pl")
    assert "Autobusy w Leeds." in first[0]
    play.say("więcej ławek")
    play.say("pieszo")
    assert play.kept(KeepAnswer) == [KeepAnswer(IDS[1], "choice_2")]


def test_a_language_without_a_frame_is_asked_in_it_all_the_same() -> None:
    romanian = Consultation("consultation_1", "Buses", BUSES.questions[2:3], {"ro": Translated("A", (("Cat?", ()),))})
    _, first = asked(romanian, "ro")
    assert first[-1].endswith("Cat? (1-5)")
    assert "{" not in "".join(first)


def test_every_edit_is_a_new_version() -> None:
    edited = replace(BUSES, title="Buses in Leeds?")
    assert as_flow(BUSES, FLOWS.common).version == as_flow(replace(BUSES), FLOWS.common).version
    assert as_flow(edited, FLOWS.common).version != as_flow(BUSES, FLOWS.common).version


MANY = tuple(f"thing {number}" for number in range(40))


@pytest.mark.parametrize(
    ("consultation", "reason"),
    [
        (Consultation("c", "Buses", ()), "There is no question. Write at least one."),
        (Consultation("c", "Buses", BUSES.questions * 3), "There are 12 questions."),
        (one("Which?", "choice", *MANY), "Question 1 has 40 choices. Nobody can choose from more than 9"),
        (one("Which?", "choice"), "Question 1 has no choices. Offer at least 2."),
        (one("Which?", "choice", "Bus"), "Question 1 has 1 choice. Offer at least 2."),
        (one("Which?", "yes_no", "Bus"), "its kind is yes_no"),
        (one("Buses " * 60), "characters too long for two texts. Say it shorter."),
        (one("Which?", "choice", "Bus " * 40, "Lift " * 40), "Question 1 with its choices is"),
        (one("Buses \U0001f68c " * 17), "characters too long for two texts"),
        (replace(one("Which?"), title="Buses " * 50), "The title is"),
        (one("Which?", "choice", "Bus", "Stop"), "'Stop' does something else on this line"),
        (one("Which?", "choice", "Bus", "Skip"), "'Skip' does something else on this line"),
        (one("Which?", "choice", "Bus", "bus"), "'Bus' is too like another choice"),
        (one("Which?", "choice", "2", "1"), "'2' is too like another choice, or its number"),
        (one("Do you go to the clinic?"), "It says 'clinic'. Somebody else may read the phone"),
        (replace(one("Which?"), languages={"en": Translated("A", (("B", ()),))}), "English stands in title"),
        (replace(one("Which?"), languages={"pl": Translated("A", ())}), "In pl there are 0 questions, in English 1"),
        (
            replace(one("Which?", "choice", "Bus", "Lift"), languages={"pl": Translated("A", (("B", ("Bus",)),))}),
            "Question 1 in pl has 1 choice, in English 2",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(consultation: Consultation, reason: str) -> None:
    assert reason in why(consultation)


def test_polish_goes_out_without_its_marks_and_so_has_as_much_room() -> None:
    polish = "ł" * 270
    assert too_long(Say(polish)) == 0
    assert too_long(Say("\u0436" * 270)) > 0


def test_what_a_word_processor_makes_of_a_question_is_undone() -> None:
    assert tidy("\u201cWhat\u2019s  the\nbus\u201d \u2013 and\u2026\x07") == '"What\'s the bus" - and...'


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(text=st.text(min_size=1, max_size=80), choices=st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_whatever_is_written_is_refused_or_asked_as_it_stands(text: str, choices: list[str]) -> None:
    kind: Kind = "choice" if choices else "text"
    tidied = one(tidy(text), kind, *map(tidy, choices))
    if not tidied.questions[0].text or refusals(tidied, FLOWS.common):
        return
    play, _ = asked(tidied)
    (question,) = (each for each in play.kept(Say) if isinstance(each, Say) and each.text.endswith(tidy(text)))
    assert isinstance(question, Say)
    assert question.choices == tidied.questions[0].choices
    assert too_long(question) == 0
