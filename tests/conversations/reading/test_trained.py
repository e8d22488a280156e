"""The trained readers: learned from the lines in the repository, small, and only one voice beside the phrases."""

import pytest

from conversations.reading import control, risk
from conversations.reading.control import read_control
from conversations.reading.features import features, is_piece
from conversations.reading.interests import interests_of_answer, read_interests
from conversations.reading.risk import read_risk
from conversations.reading.trained import WEIGHTS, trained
from tests.conversations.reading.corpus_of import corpus_of
from training.lines import READERS, digest, lines_of

MOST = 3_000_000
"""Bytes of all weights together: the package has to stay small enough for a slow line."""
LEARNED_BY_DESIGN = 12
"""Lines of the corpus so short and common ("STOP", "yes please") that somebody who writes lines writes them too."""


@pytest.mark.parametrize("reader", READERS)
def test_the_weights_were_learned_from_these_lines(reader: str) -> None:
    assert trained(reader).lines == digest(reader), "run `make train`"


@pytest.mark.parametrize("reader", READERS)
def test_each_label_that_is_written_about_can_be_found(reader: str) -> None:
    assert set(trained(reader).labels) == {label for _, label in lines_of(reader)}


def test_the_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < MOST


@pytest.mark.parametrize(("reader", "lines"), [("risk", "risk"), ("themes", "views"), ("interests", "interests")])
def test_what_is_measured_on_is_not_learned_from(reader: str, lines: str) -> None:
    learned = {text.lower() for text, _ in lines_of(reader)}
    told = {line["text"].lower() for line in corpus_of(lines) if len(line["text"].split()) > 3}
    assert len(told & learned) <= LEARNED_BY_DESIGN, sorted(told & learned)


def test_a_word_spelt_by_ear_shares_pieces_with_the_word() -> None:
    heard, meant = features("suicydal"), features("suicidal")
    assert len(heard & meant) >= 5
    assert all(is_piece(each) or each in "^$" for each in heard & meant)


@pytest.mark.parametrize(
    "text",
    ["cant carry on like this, had enough of being here", "got nowhere to kip tonite and its freezin",
     "hes took summat and hes gone a funny colour", "he said hell do me in when he gets home"],
)  # fmt: skip
def test_danger_in_words_that_no_phrase_has(text: str) -> None:
    assert read_risk(text).level == "urgent"


def test_a_denial_is_believed_before_the_weights() -> None:
    text = "i dont want to die"
    assert trained("risk").likely(text, "none", silence=0.0)["none"] < 0.5
    assert read_risk(text).level == risk.by_rules(text).level == "none"


def test_a_wish_that_the_phrases_know_stands() -> None:
    assert read_control("osoba").intent == control.by_rules("osoba") == "talk_to_person"


def test_an_answer_may_suggest_what_it_does_not_name() -> None:
    said = "sat by the cut with a flask waiting on a bite"
    assert read_interests(said).ids == ()
    assert interests_of_answer(said).ids == ("fishing",)
