import json
from typing import Any

import pytest

from api.commands.read import READERS
from tests.commands.conftest import Lightline


def lines(*given: object) -> str:
    return "".join(f"{json.dumps(line)}\n" for line in given)


@pytest.mark.parametrize(
    ("kind", "text", "got"),
    [
        ("control", "pls stop texting me", {"intent": "opt_out"}),
        ("control", "i like fishing", {"intent": "none"}),
        ("risk", "i want to die", {"risk": "urgent", "category": "suicide"}),
        ("risk", "nice day", {"risk": "none", "category": None}),
        ("rsvp", "yes but ill need a lift", {"answer": "yes", "barriers": ["travel"]}),
        ("interests", "fishing", {"interests": ["fishing"]}),
        ("views", "hostels", {"theme": "housing"}),
        ("views", "hmm", {"theme": "none"}),
    ],
)
def test_every_reader_answers_in_the_words_of_labelled_texts(
    kind: str, text: str, got: dict[str, Any], lightline: Lightline
) -> None:
    result = lightline("read", kind, typed=lines({"id": "a1", "text": text}))
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"id": "a1", "got": got}


@pytest.mark.parametrize("kind", READERS)
def test_a_line_comes_out_for_each_that_came_in_and_in_its_order(kind: str, lightline: Lightline) -> None:
    given = [
        {"id": 1, "text": "", "label": "not ours"},
        {"id": "b", "text": "tak, przyjd\u0119 \U0001f44d", "context": "Can you come?"},
        {"id": "c", "text": "\ud83d\x00", "context": {"kind": "invitation", "text": "Can you come?"}},
        {"id": "d", "text": "x" * 10_000, "context": None},
    ]
    result = lightline("read", kind, typed=f"\n{lines(*given)}")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, "b", "c", "d"]


def test_nothing_in_nothing_out(lightline: Lightline) -> None:
    result = lightline("read", "rsvp", typed="")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{secret", "Line 2 is not JSON"),
        ("[" * 100_000, "Line 2 is not JSON"),
        ('["secret"]', "Line 2 is not an object"),
        ('{"text": "secret"}', 'Line 2 has no "id"'),
        ('{"id": "b", "text": 4}', 'Line 2 has no "text"'),
        ('{"id": "b", "text": "secret", "context": 4}', 'Line 2: "context" must be'),
    ],
    ids=["not json", "too deep", "a list", "no id", "no text", "odd context"],
)
def test_a_bad_line_is_named_by_its_number_and_not_quoted(bad: str, words: str, lightline: Lightline) -> None:
    result = lightline("read", "rsvp", typed=lines({"id": "a", "text": "yes"}) + bad)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["id"] == "a"
    assert words in result.stderr
    assert "secret" not in result.stderr


def test_an_unknown_kind_is_answered_with_those_there_are(lightline: Lightline) -> None:
    result = lightline("read", "minds", typed="")
    assert result.exit_code == 2
    assert "no reader 'minds'" in result.stderr
    assert "control, risk, rsvp, interests, views" in result.stderr
