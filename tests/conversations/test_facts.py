"""What a text may name, and how it stands there."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from conversations.facts import in_words, joined, known
from conversations.line import load_line
from conversations.patience import read_length
from conversations.saying_when import local
from conversations.situation import Situation
from tests.conversations.playing import AGREED, ANN, AREAS


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["tea"], "tea"), (["tea", "cake"], "tea and cake"), (list("abcdefgh"), "a, b, c, d, e, f and 2 more")],
)
def test_a_list_is_joined(parts: list[str], said: str) -> None:
    assert joined(parts) == said


def test_nothing_is_nothing() -> None:
    assert [in_words(None), in_words(True), in_words({"words": "tea"}), in_words(["a", "b"]), in_words(3)] == [
        "",
        "",
        "tea",
        "a and b",
        3,
    ]


def test_what_is_remembered_goes_before_what_is_known() -> None:
    situation = Situation(AGREED, areas=AREAS)
    assert known("first_name", {}, situation) == "Ann"
    assert known("first_name", {"first_name": "Annie"}, situation) == "Annie"
    assert known("area", {}, situation) == "Leeds"
    assert known("nothing of the sort", {}, situation) is None


def test_somebody_without_a_name_is_not_addressed() -> None:
    assert known("by_name", {}, Situation(ANN)) == ""
    assert known("by_name", {}, Situation(replace(ANN, first_name="Bob"))) == ", Bob"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 6, 3, 14, 0, tzinfo=UTC), "2pm Wednesday 3 June"),
        (datetime(2026, 6, 3, 11, 30, tzinfo=UTC), "11.30am Wednesday 3 June"),
        (datetime(2026, 12, 25, 0, 5, tzinfo=UTC), "12.05am Friday 25 December"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment: datetime, said: str) -> None:
    assert local(moment) == said


def test_a_length_of_time() -> None:
    assert read_length("1 week").days == 7
    with pytest.raises(ValueError, match="Write it like 20 minutes"):
        read_length("soon")


def test_every_signpost_was_checked_and_has_its_number_in_its_words() -> None:
    for post in load_line().signposts:
        assert post.number in post.words
        assert post.checked_on.year >= 2026


def test_another_line_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "line.yaml"
    path.write_text(Path(load_line.__code__.co_filename).with_name("line.yaml").read_text(encoding="utf-8"))
    assert load_line(path, {"name": "Calder Line"}).name == "Calder Line"
    with pytest.raises(ValidationError):
        load_line(path, {"signposts": []})
