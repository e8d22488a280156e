"""What a text may name, and how it stands there."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from conversations.facts import in_words, known
from conversations.line import load_line
from conversations.listing import joined
from conversations.patience import read_length
from conversations.saying_when import local
from conversations.situation import Situation
from conversations.things import NAMES
from tests.conversations.playing import AGREED, ANN, AREAS, FLOWS, Play

TAXONOMY = json.loads(
    Path(load_line.__code__.co_filename).with_name("reading").joinpath("interests_taxonomy.json").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("parts", "english", "polish"),
    [
        ([], "", ""),
        (["tea"], "tea", "tea"),
        (["tea", "cake"], "tea and cake", "tea i cake"),
        (["tea", "cake", "bingo"], "tea, cake and bingo", "tea, cake i bingo"),
        (list("abcdefg"), "a, b, c, d, e, f and one more", "a, b, c, d, e, f i jeszcze jedno"),
        (list("abcdefgh"), "a, b, c, d, e, f and 2 more", "a, b, c, d, e, f i jeszcze 2"),
    ],
)
def test_a_list_is_joined(parts: list[str], english: str, polish: str) -> None:
    assert joined(parts, FLOWS.common) == english
    assert joined(parts, FLOWS.common, "pl") == polish
    assert joined(parts, FLOWS.common, "ur") == english


def test_nothing_is_nothing() -> None:
    assert (in_words(None), in_words(True), in_words({"words": "tea"})) == ("", "", "tea")
    assert (in_words(["a", "b"]), in_words(3)) == ("a, b", 3)


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
    ("moment", "english", "polish"),
    [
        (datetime(2026, 6, 3, 14, 0, tzinfo=UTC), "2pm Wednesday 3 June", "środa 3 czerwca, 14:00"),
        (datetime(2026, 6, 3, 11, 30, tzinfo=UTC), "11.30am Wednesday 3 June", "środa 3 czerwca, 11:30"),
        (datetime(2026, 12, 25, 0, 5, tzinfo=UTC), "12.05am Friday 25 December", "piątek 25 grudnia, 0:05"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment: datetime, english: str, polish: str) -> None:
    assert (local(moment), local(moment, "pl"), local(moment, "ur")) == (english, polish, english)


def test_a_length_of_time() -> None:
    assert read_length("1 week").days == 7
    with pytest.raises(ValueError, match="Write it like 20 minutes"):
        read_length("soon")


def test_every_signpost_was_checked_and_has_its_number_in_its_words() -> None:
    for post in load_line().signposts:
        assert all(post.number in words for words in (post.words, *post.in_other_languages.values()))
        assert post.checked_on.year >= 2026


def test_another_line_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "line.yaml"
    path.write_text(Path(load_line.__code__.co_filename).with_name("line.yaml").read_text(encoding="utf-8"))
    assert load_line(path, {"name": "Calder Line"}).name == "Calder Line"
    with pytest.raises(ValidationError):
        load_line(path, {"signposts": []})


def test_the_line_tells_its_times_in_the_persons_language_or_in_english() -> None:
    line = load_line()
    assert line.said_in("pl", "read_times").startswith("od poniedziałku")
    assert line.said_in("ur", "read_times") == line.read_times
    assert line.signposts[0].said_in("ur") == line.signposts[0].words


def test_every_interest_of_the_taxonomy_has_a_name_in_polish() -> None:
    labels = {label.lower() for entry in TAXONOMY["interests"] for label in [entry["label"]]}
    assert labels - NAMES["pl"].keys() == set()


def test_known_things_are_shown_back_in_the_persons_language_and_others_as_they_were_said() -> None:
    play = Play(person=replace(AGREED, language="pl"))
    play.say("lubię")
    assert play.say("wędkowanie i joga")[0].startswith("Pięknie: wędkowanie i joga.")
    assert play.say("gwizdanie")[0].startswith("Pięknie: gwizdanie.")
