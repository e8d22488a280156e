"""The texts of the product are plain, and one that is not is found."""

from pathlib import Path

import pytest

from conversations.drawing import draw
from conversations.effects import Say
from conversations.flowcheck import AREAS, RULES, Line, check_flows, lines, unplain
from conversations.line import load_line
from conversations.plainness import grade, sentences, syllables
from conversations.texts import LONGEST, full_length, places
from tests.conversations.little import flows_of
from tests.conversations.playing import FLOWS, LINE


def test_every_text_of_the_product_is_plain() -> None:
    assert [str(problem) for problem in check_flows(FLOWS)] == []


def test_there_are_texts_to_check() -> None:
    assert len(list(lines(FLOWS, LINE))) > 50


def found(text: str, *choices: str) -> str:
    return " ".join(str(problem) for problem in unplain(Line("a.ftl", 3, "hello", Say(text, choices), text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We will come. " * 30, "it takes 420 places."),
        ("It’s fine.", "’ makes it a dear SMS."),
        ("Are you well? Will you come?", "it asks more than one thing."),
        ("You can tell the recovery team.", "it says 'recovery'."),
        ("Text CANCEL if you are not coming.", "it offers CANCEL."),
        ("We will go to the shop and then we will go to the park and play.", "a sentence has 16 words."),
        ("Organisational considerations necessitate immediate reconfirmation of participation arrangements.", "grade"),
    ],
)
def test_what_is_not_plain_is_found(text: str, told: str) -> None:
    assert told in found(text)


def test_every_rule_finds_something() -> None:
    assert len(RULES) == 7


def test_a_carrier_word_may_not_be_a_choice() -> None:
    assert "it offers CANCEL." in found("Are you coming?", "Yes", "Cancel")


def test_choices_count() -> None:
    assert full_length(Say("Yes?", ("Yes", "No"))) == 4 + 6 + 5
    assert "places" in found("We come. " * 28, *AREAS)


def test_stop_may_be_offered_for_stopping() -> None:
    assert found("To stop, text STOP.") == ""


def test_a_problem_names_file_line_and_key(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    flows = flows_of(tmp_path, yaml, "# words\nhello = It is your probation meeting.")
    assert [str(problem) for problem in check_flows(flows)] == [
        "little.en.ftl, line 2: hello: it says 'probation'. Say it so that anybody may read it over a shoulder."
    ]


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("later", 2), ("telephone", 3), ("make", 1), ("wanted", 2), ("stopped", 1)]
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_has_a_higher_grade() -> None:
    assert grade("The cat sat on the mat.") < 2
    assert grade("Notwithstanding considerable organisational difficulties, participation remains voluntary.") > 12
    assert grade("999") == 0
    assert sentences("Hi. It is 9.30am now") == [["Hi"], ["It", "is", "am", "now"]]


def test_places_of_letters_that_take_two() -> None:
    assert places("abc") == 3
    assert places("€") == 2


def test_every_flow_can_be_drawn() -> None:
    for flow in FLOWS:
        picture = draw(flow)
        assert picture.startswith("flowchart TD")
        assert all(f"n_{name}" in picture for name in flow.nodes)


def test_every_urgent_answer_fits_two_sms() -> None:
    assert load_line().signposts_for("anything unheard of") == load_line().signposts_for(None)
    assert LONGEST == 306
