"""Whatever arrives is read, and soon."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.reading.choice import read_choice
from conversations.reading.control import read_control
from conversations.reading.dates import read_span
from conversations.reading.interests import interests_of_answer, read_interests
from conversations.reading.keyword import read_keyword
from conversations.reading.name import read_name
from conversations.reading.number import read_number
from conversations.reading.risk import read_risk
from conversations.reading.rsvp import read_rsvp
from conversations.reading.small_talk import is_small_talk
from conversations.reading.theme import read_theme, theme_of_view
from conversations.reading.words import plain
from conversations.reading.yes_no import read_yes_no
from tests.conversations.reading.corpus_of import corpus_of

READERS: dict[str, Callable[[str], object]] = {
    "choice": lambda text: read_choice(text, ("Leeds", "Bradford", "Calderdale", "Kirklees", "Wakefield")),
    "control": read_control,
    "interests": read_interests,
    "interests of an answer": interests_of_answer,
    "keyword": read_keyword,
    "name": read_name,
    "number": lambda text: read_number(text, 1, 5),
    "risk": read_risk,
    "rsvp": read_rsvp,
    "span": lambda text: read_span(text, datetime(2026, 6, 3, tzinfo=UTC)),
    "small_talk": is_small_talk,
    "theme": read_theme,
    "theme of a view": theme_of_view,
    "yes_no": read_yes_no,
}
SAID = [line["text"] for name in ("control", "risk", "rsvp", "interests", "views") for line in corpus_of(name)]
"""Seconds of CPU that a text may cost a reader on average."""

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(SAID), max_size=3).map(" ".join),
    st.builds(str.__add__, st.sampled_from(SAID), st.text(max_size=20)),
)


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None)
@given(text=texts)
def test_no_text_is_too_odd(reader: str, text: str) -> None:
    """Without a deadline for the single text: a phrase is compiled when it is first tried."""
    assert READERS[reader](text) == READERS[reader](text)


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "im " * 4_000, "stop " * 2_000, "😂" * 10_000, "\x00" * 5_000, "call me " * 1_500, "- " * 5_000,
     "i want to die " * 800, "not " * 3_000, "1 " * 5_000, "((((" * 3_000, "\ud83d", "a\u0301" * 4_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
@pytest.mark.parametrize("reader", READERS)
def test_a_very_long_text_is_read_in_time(reader: str, text: str) -> None:
    READERS[reader]("hello")  # what is loaded when it is first asked is no part of reading
    began = time.process_time()
    READERS[reader](text)
    assert time.process_time() - began < 0.5


@given(text=texts)
def test_a_plain_text_is_words_and_breaks_and_stays_as_it_is(text: str) -> None:
    line = plain(text)
    assert all(word.isalnum() or word in ".,?" or set(word) & set("&£") for word in line.split())
    assert line == "".join(f" {word}" for word in line.split())
