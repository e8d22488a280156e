"""The texts of the product are plain, and one that is not is found."""

from pathlib import Path

import pytest

from conversations.drawing import draw
from conversations.effects import Say
from conversations.flowcheck import AREAS, RULES, Line, check_flows, lines, unplain
from conversations.line import load_line
from conversations.nodes.ask_choice import AskChoice
from conversations.plainness import grade, reading_age, sentences, syllables
from conversations.reading.control import read_control
from conversations.reading.keyword import read_keyword
from conversations.texts import LONGEST, full_length, places
from tests.conversations.little import flows_of
from tests.conversations.playing import FLOWS, LINE


def test_every_text_of_the_product_is_plain() -> None:
    assert [str(problem) for problem in check_flows(FLOWS)] == []


def test_there_are_texts_to_check() -> None:
    assert len(list(lines(FLOWS, LINE))) > 100
    assert {text.language for text in lines(FLOWS, LINE)} == {"en", "pl"}


def found(text: str, *choices: str, language: str = "en") -> str:
    line = Line("a.ftl", 3, "hello", Say(text, choices), text, language)
    return " ".join(str(problem) for problem in unplain(line))


BROKEN = [
    ("We will come. " * 30, "en", "it takes 420 places."),
    ("It\u2019s fine.", "en", "\u2019 makes it a dear SMS."),
    ("Say it in za\u017c\u00f3\u0142\u0107 and \u0103.", "pl", "\u0103 makes it a dear SMS."),
    ("Thank you, {$nobody}.", "en", "does not know how long"),
    ("Are you well? Will you come?", "en", "it asks more than one thing."),
    ("You can tell the recovery team.", "en", "it says 'recovery'."),
    ("Powiedz o tym w poradni.", "pl", "it says 'poradni'."),
    ("Text CANCEL if you are not coming.", "en", "it offers CANCEL."),
    ("Text STOP if you are not coming.", "en", "it offers STOP."),
    ("Text STOP to stop news of this meeting.", "en", "it offers STOP."),
    ("To go home, reply end.", "en", "it offers END."),
    ("Nie chcesz? Napisz STOP.", "pl", "it offers STOP."),
    ("We will go to the shop and then we will go to the park and play.", "en", "a sentence has 16 words."),
    ("To jest jedno takie zdanie co ma za dużo słów bo nikt tu nie postawił kropki.", "pl", "a sentence has 16"),
    ("Organisational considerations necessitate immediate reconfirmation of all arrangements.", "en", "reading age is"),
]


@pytest.mark.parametrize(("text", "language", "told"), BROKEN)
def test_what_is_not_plain_is_found(text: str, language: str, told: str) -> None:
    assert told in found(text, language=language)


def test_every_rule_finds_something() -> None:
    texts = [Line("a.ftl", 3, "hello", Say(text), text, language) for text, language, _ in BROKEN]
    assert [rule for rule in RULES if not any(rule(text) for text in texts)] == []


def test_a_sentence_may_have_fifteen_words() -> None:
    assert found("We will go to the shop and then we will go to the park now.") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("To stop, text STOP.", "en"),
        ("Text STOP any time and we stop.", "en"),
        ("To be left in peace, text STOP.", "en"),
        ("Napisz STOP w każdej chwili, a przestaniemy.", "pl"),
        ("Please stop by, the end of the week is fine.", "en"),
    ],
)
def test_stop_may_be_offered_for_stopping(text: str, language: str) -> None:
    assert found(text, language=language) == ""


def test_polish_may_have_its_marks_and_is_counted_without_them() -> None:
    assert found("Dziękujemy, że piszesz. ", language="pl") == ""
    assert places("Zażółć gęślą jaźń") == 17


def test_a_carrier_word_may_not_be_a_choice() -> None:
    assert "it offers CANCEL." in found("Are you coming?", "Yes", "Cancel")


def test_choices_count() -> None:
    assert full_length(Say("Yes?", ("Yes", "No"))) == 4 + 6 + 5
    assert "places" in found("We come. " * 28, *AREAS)


def test_a_problem_names_file_line_and_key(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    flows = flows_of(tmp_path, yaml, "# words\nhello = It is your probation meeting.")
    assert "little.en.ftl, line 2: hello: it says 'probation'. Say it so that anybody may read it over a shoulder." in [
        str(problem) for problem in check_flows(flows)
    ]


POLISH = "hello = Dzień dobry.\n"


def test_a_text_that_is_missing_in_polish_is_found(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    flows = flows_of(tmp_path, yaml, "hello = Hello{ $by_name }.")
    assert [str(problem) for problem in check_flows(flows)] == [
        "little.en.ftl, line 1: hello is not said in little.pl.ftl. Write it there too, in that language."
    ]


def test_a_fact_that_is_left_out_in_polish_is_found(tmp_path: Path) -> None:
    (tmp_path / "little.pl.ftl").write_text(POLISH, encoding="utf-8")
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    flows = flows_of(tmp_path, yaml, "hello = Hello{ $by_name }.")
    assert [str(problem) for problem in check_flows(flows)] == [
        "little.pl.ftl, line 1: hello leaves out { $by_name }. Say what the English says."
    ]


def test_words_of_the_line_that_are_missing_in_polish_are_found() -> None:
    line = LINE.model_copy(update={"in_other_languages": {}})
    told = " ".join(str(problem) for problem in check_flows(FLOWS, line))
    assert "line.yaml, line 1: read_times is not said in 'pl'." in told
    signposts = (LINE.signposts[0].model_copy(update={"in_other_languages": {}}), *LINE.signposts[1:])
    told = " ".join(map(str, check_flows(FLOWS, LINE.model_copy(update={"signposts": signposts}))))
    assert "the signpost 'Emergency services' is not said in 'pl'." in told


def test_texts_that_go_out_together_are_counted_together(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: ask_text, asks: name, into: first_name, next: end}\n"
    words = f"hello = {'We will come. ' * 21}"
    (tmp_path / "little.pl.ftl").write_text("hello = Jak leci?\n", encoding="utf-8")
    told = [problem.wrong for problem in check_flows(flows_of(tmp_path, yaml, words))]
    assert told == ["hello behind again: it takes 321 places.", "hello behind back_to: it takes 320 places."]


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("later", 2), ("telephone", 3), ("make", 1), ("wanted", 2), ("stopped", 1)]
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_has_a_higher_grade() -> None:
    assert grade("The cat sat on the mat.") < 2
    assert grade("Notwithstanding considerable organisational difficulties, participation remains voluntary.") > 12
    assert grade("999") == 0
    assert reading_age("The cat sat on the mat.") < 9
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


@pytest.mark.parametrize("language", ["en", "pl"])
def test_no_choice_that_is_offered_does_something_else_when_it_is_texted(language: str) -> None:
    offered = [
        flow.words.write(f"{name}.{option}", language, {})
        for flow in FLOWS
        for name, node in flow.nodes.items()
        if isinstance(node, AskChoice) and not isinstance(node.options, str)
        for option in node.options
    ]
    assert len(offered) > 5
    assert [each for each in offered if read_control(each).intent != "none" or read_keyword(each)] == []
