"""Codes are found however they are copied, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events import Replied
from conversations.heard import read
from conversations.reading.code import DIGITS, LENGTH, LETTERS, read_code
from conversations.reading.keyword import Keyword, read_keyword

codes = st.builds(
    "{}{}{}".format,
    st.sampled_from(DIGITS),
    st.text(DIGITS + LETTERS, min_size=LENGTH - 2, max_size=LENGTH - 2),
    st.sampled_from(LETTERS),
)
written = st.sampled_from(["{}", "JOIN {}", "join {}.", "Join: {}", "JOIN{}", " join  {} !", "JOIN\n{}"])


@given(codes, written, st.booleans())
def test_a_code_is_read_however_it_is_copied_and_is_nothing_else(code: str, how: str, small: bool) -> None:
    text = how.format(code.lower() if small else code)
    heard = read(Replied(text))
    assert heard.keyword == Keyword("code", code)
    assert (heard.control.intent, heard.risk.level) == ("none", "none")


@pytest.mark.parametrize("text", ["JOIN 7KQ 2MXT", "7KQ-2MXT", "join 7 k q 2 m x t"])
def test_a_code_may_be_spread_out(text: str) -> None:
    assert read_code(text) == "7KQ2MXT"


@pytest.mark.parametrize(
    "text",
    ["JOIN LEEDS", "JOIN LS1 2AB", "join BD5 7HR", "JOIN", "2346792", "07700 900001", "JOIN 7KQ2MX", "7KQ2MXTT",
     "my code is 7KQ2MXT", "7KQ2MXO", "3 tickets", "", "4TH MARCH"],
)  # fmt: skip
def test_nothing_else_is_a_code(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "text",
    ["NEW NUMBER", "my other phone", "Hi, this is my new number", "I've changed my number", "ive got a new phone",
     "nowy numer", "Mam nowy numer", "mój drugi telefon", "zmieniłam numer"],
)  # fmt: skip
def test_a_new_number_is_heard_in_their_own_words(text: str) -> None:
    assert read_keyword(text) == Keyword("new_phone")
    assert read(Replied(text)).control.intent == "none"


@pytest.mark.parametrize("text", ["what is the number of the bus", "someone stole my phone", "my phone is broken"])
def test_other_talk_of_phones_is_not(text: str) -> None:
    assert read_keyword(text) is None
