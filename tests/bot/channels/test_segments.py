import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsutil import is_valid_gsm, split  # type: ignore[import-untyped]

from bot.channels.segments import GSM_7, GSM_7_EXTRA, is_gsm_7, plain, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ą" * 70, 1),
        ("ą" * 71, 2),
        ("\U0001f44d" * 35, 1),
        ("\U0001f44d" * 36, 2),
        ("a" * 152 + "€" + "a" * 20, 2),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, count: int) -> None:
    assert segments(text) == count


CHEAP = st.sampled_from(sorted(GSM_7 | GSM_7_EXTRA))
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\x1b")
"""Without the bare escape sign, which the other library takes for a letter; it has no code of its own to be sent as."""


@given(st.text(CHEAP, max_size=700) | st.text(ANY, max_size=300))
def test_the_count_agrees_with_another_library(text: str) -> None:
    if not text:
        return
    assert is_gsm_7(text) == is_valid_gsm(text)
    assert segments(text) == len(split(text).parts)


def test_one_curly_quote_no_longer_doubles_the_cost() -> None:
    curly = "It\u2019s on \u2013 come if you can\u2026 " + "x" * 120
    assert (segments(curly), segments(plain(curly))) == (3, 1)


def test_plain_keeps_letters_and_words() -> None:
    assert plain("\u201cZo\u00eb\u201d \u2014 Siobh\u00e1n\u00a0ok\u200b") == '"Zoë" - Siobhán ok'


def test_polish_goes_without_its_marks_and_costs_no_more_than_english() -> None:
    polish = "Zażółć gęślą jaźń. ZAŻÓŁĆ GĘŚLĄ JAŹŃ."
    assert plain(polish) == "Zazolc gesla jazn. ZAZOLC GESLA JAZN."
    assert (segments(polish * 3), segments(plain(polish * 3))) == (2, 1)


@given(st.text())
def test_plain_never_costs_more_letters_than_dots_do(text: str) -> None:
    assert len(plain(text)) <= len(text) + 2 * text.count("\u2026")
    assert plain(plain(text)) == plain(text)
