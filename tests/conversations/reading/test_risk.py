"""Signs of danger: recall of urgent first, then few false alarms; floors on written texts, and single promises."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from conversations.reading.risk import CATEGORIES, read_risk
from conversations.reading.sections import read_sections

HERE = Path(__file__).parent
OWN = [(level, text) for level, texts in read_sections("said_risk.txt", HERE).items() for text in texts]
CORPUS = [json.loads(line) for line in (HERE / "corpus" / "risk.jsonl").read_text(encoding="utf-8").splitlines()]
WRITTEN = [(line["expect"]["risk"], line["text"]) for line in CORPUS]


def share(texts: list[tuple[str, str]], level: str, read: set[str]) -> float:
    """The share of the texts of one level that were read as one of these."""
    counted = Counter[str](read_risk(text).level for expected, text in texts if expected == level)
    return sum(counted[one] for one in read) / counted.total()


@pytest.mark.parametrize("texts", [WRITTEN, OWN], ids=["written", "own"])
def test_recall_of_danger_first_then_few_false_alarms(
    texts: list[tuple[str, str]], record_property: Callable[[str, object], None]
) -> None:
    urgent = share(texts, "urgent", {"urgent"})
    seen = share(texts, "distress", {"distress", "urgent"})
    false_alarm = share(texts, "none", {"distress", "urgent"})
    score = f"urgent recall {urgent:.3f}, distress seen {seen:.3f}, none taken for worse {false_alarm:.3f}"
    record_property("score", score)
    assert urgent >= 0.97
    assert seen >= 0.95
    assert false_alarm <= 0.1


def test_the_category_of_danger_is_told(record_property: Callable[[str, object], None]) -> None:
    right, known = 0, 0
    for line in CORPUS:
        risk = read_risk(line["text"])
        if line["expect"]["risk"] == risk.level == "urgent":
            known += 1
            right += risk.category in [line["expect"]["category"], *line["expect"].get("category_also", [])]
    record_property("score", f"category right {right / known:.3f}")
    assert right / known >= 0.9


@pytest.mark.parametrize("text", [text for _, text in OWN + WRITTEN])
def test_urgent_always_has_a_category_and_none_never(text: str) -> None:
    risk = read_risk(text)
    assert risk.level != "urgent" or risk.category in CATEGORIES
    assert risk.level != "none" or risk.category is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i want to die", "urgent"),
        ("i dont want to die", "none"),
        ("i have never been suicidal", "none"),
        ("i used to self harm, im well now", "none"),
        ("i used to self harm and now ive cut my arms again", "urgent"),
        ("i used to be ok but i want to kill myself", "urgent"),
        ("in the film he kills himself", "none"),
        ("watching a film and i want to kill myself", "urgent"),
        ("he used to hit me", "none"),
        ("he used to hit me. he hit me again tonight", "urgent"),
        ("sorry for going on. bus was late, kids were loud. anyway i took all my tablets. see you", "urgent"),
        ("there should be more help for people who overdose", "none"),
        ("hes not breathing what should i do", "urgent"),
        ("i want to kill myself haha", "urgent"),
        ("NO ONE KNOWS IM GOING TO KILL MYSELF", "urgent"),
        ("i\u2019m going to kill myself", "urgent"),
        ("", "none"),
        ("\x00", "none"),
    ],
)
def test_denied_past_and_made_up_are_told_from_now(text: str, level: str) -> None:
    assert read_risk(text).level == level


def test_danger_at_either_end_of_a_very_long_text_is_seen() -> None:
    chat = "and then we had a brew. " * 500
    assert read_risk(f"i took an overdose. {chat}").level == "urgent"
    assert read_risk(f"{chat} i took an overdose").level == "urgent"
