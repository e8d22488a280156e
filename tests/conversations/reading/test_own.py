"""Our own texts: what the phrases have learned must not be unlearned; own/README.md says what they show."""

import json
from collections import Counter
from pathlib import Path

import pytest

from conversations.reading.control import read_control
from conversations.reading.risk import read_risk

OWN = Path(__file__).parent / "own"
ROUNDS = ["first", "second", "third"]


def lines(name: str) -> list[tuple[str, dict[str, str]]]:
    told = [json.loads(line) for line in (OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(line["text"], line["expect"]) for line in told]


@pytest.mark.parametrize("one", ROUNDS)
def test_danger_is_seen_and_talk_is_not_taken_for_it(one: str) -> None:
    read = Counter((expect["risk"], read_risk(text).level) for text, expect in lines(f"risk_{one}"))
    urgent, none = (sum(read[level, seen] for seen in ("urgent", "distress", "none")) for level in ("urgent", "none"))
    assert read["urgent", "urgent"] / urgent >= 0.95
    assert read["urgent", "none"] / urgent <= 0.03
    assert 1 - read["none", "none"] / none <= 0.05


@pytest.mark.parametrize("one", ROUNDS)
def test_wishes_about_the_line_are_read(one: str) -> None:
    told = lines(f"control_{one}")
    right = sum(read_control(text).intent == expect["intent"] for text, expect in told)
    assert right / len(told) >= 0.95


@pytest.mark.parametrize("text", ["took a load of my mums diazepam", "cant stop thinking about dying"])
def test_an_idiom_inside_a_sign_takes_nothing_away(text: str) -> None:
    assert read_risk(text).level == "urgent"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("detox was good but nowhere to go after", "none"),
        ("they put me out the ward with nowhere to go", "urgent"),
        ("my ex used to beat me, im free now", "none"),
        ("only joking about the rope. not really joking though", "urgent"),
    ],
)
def test_what_was_once_misread(text: str, level: str) -> None:
    assert read_risk(text).level == level


def test_a_stop_that_was_a_joke_is_taken_back() -> None:
    assert read_control("only messing 😂 yes").intent == "opt_in"
