"""Answers to an invitation: floors on the written texts and our own, single promises, and what stands in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conversations.reading.barriers import BARRIERS, read_barriers
from conversations.reading.rsvp import read_rsvp
from conversations.reading.sections import read_sections
from tests.conversations.reading.corpus_of import corpus_of, f1

HERE = Path(__file__).parent
Case = tuple[str, str, frozenset[str]]
WRITTEN: list[Case] = [
    (line["text"], line["expect"]["answer"], frozenset(line["expect"].get("barriers", [])))
    for line in corpus_of("rsvp")
]


def said(name: str) -> list[Case]:
    """Our own texts; a heading is the answer, then the barriers."""
    return [
        (text, answer, frozenset(filter(None, barriers.split("+"))))
        for heading, texts in read_sections(name, HERE).items()
        for answer, _, barriers in [heading.partition(":")]
        for text in texts
    ]


@pytest.mark.parametrize(
    "cases", [WRITTEN, said("said_rsvp.txt"), said("said_rsvp_later.txt")], ids=["written", "own", "later"]
)
def test_answers_and_barriers_are_read(cases: list[Case], record_property: Callable[[str, object], None]) -> None:
    right = met = wrong = missed = 0
    for text, answer, barriers in cases:
        rsvp = read_rsvp(text)
        right += rsvp.answer == answer
        met += len(barriers & rsvp.barriers)
        wrong += len(rsvp.barriers - barriers)
        missed += len(barriers - rsvp.barriers)
    accuracy, barriers_f1 = right / len(cases), f1(met, wrong, missed)
    record_property("score", f"answers right {accuracy:.3f}, barriers F1 {barriers_f1:.3f}")
    assert accuracy >= 0.95
    assert barriers_f1 >= 0.9


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("y", "yes"),
        ("N.", "no"),
        ("no wait yes i can", "yes"),
        ("yes no wait i cant", "no"),
        ("maybe. actually yes", "yes"),
        ("yes. no.", "unclear"),
        ("cant wait", "yes"),
        ("cant come", "no"),
        ("cant see why not", "yes"),
        ("id love to", "yes"),
        ("id love to but its my shift", "no"),
        ("yes might be late", "yes"),
        ("might be working", "maybe"),
        ("no worries", "unclear"),
        ("not sure i can make it", "maybe"),
        ("i said no but its a yes now", "yes"),
        ("working that day", "no"),
        ("are you working that day?", "unclear"),
        ("no, maybe next time", "no"),
        ("nie mogę przyjść", "no"),
        ("haanji zaroor", "yes"),
        ("nu pot sa vin", "no"),
        ("", "unclear"),
        ("\x00", "unclear"),
    ],
)
def test_the_last_word_wins_and_a_condition_is_a_maybe(text: str, answer: str) -> None:
    assert read_rsvp(text).answer == answer


@pytest.mark.parametrize(
    ("text", "barriers"),
    [
        ("is there a lift in the building", {"access"}),
        ("need a lift from town", {"travel"}),
        ("cant afford the train", {"cost", "travel"}),
        ("my anxeity is bad", {"anxiety"}),
        ("appointment got moved so yes", set()),
        ("sick of sitting in", set()),
        ("my dogs poorly", {"other"}),
        ("yes ill be there", set()),
    ],
)
def test_barriers_are_told_apart_and_those_out_of_the_way_left_out(text: str, barriers: set[str]) -> None:
    assert read_barriers(text) == barriers


@pytest.mark.parametrize("text", [text for text, _, _ in WRITTEN])
def test_only_barriers_that_there_are(text: str) -> None:
    assert read_barriers(text) <= set(BARRIERS)
    assert read_rsvp(text).barriers <= set(BARRIERS)
