"""Personal words, with and without a name to put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.personal import NAMES, unknown, written

NOBODY = dict.fromkeys(NAMES)
ANN = {"first_name": "Ann", "worker": "Sam", "network": "Leeds Network"}


@pytest.mark.parametrize(
    ("text", "named", "nameless"),
    [
        ("Hi {first_name}, coffee?", "Hi Ann, coffee?", "Hi, coffee?"),
        ("Hi {first_name}! Coffee?", "Hi Ann! Coffee?", "Hi! Coffee?"),
        ("{first_name}, fancy a coffee?", "Ann, fancy a coffee?", "Fancy a coffee?"),
        ("Coffee, {first_name}?", "Coffee, Ann?", "Coffee?"),
        ("Hi {first_name|friend}, coffee?", "Hi Ann, coffee?", "Hi friend, coffee?"),
        ("Ask {worker|your worker} about it.", "Ask Sam about it.", "Ask your worker about it."),
        ("We, {network}, meet on Friday.", "We, Leeds Network, meet on Friday.", "We, meet on Friday."),
        ("Coffee on Friday.", "Coffee on Friday.", "Coffee on Friday."),
        ("Hi { first_name } and all", "Hi Ann and all", "Hi and all"),
    ],
)
def test_a_name_that_is_not_known_leaves_no_hole(text: str, named: str, nameless: str) -> None:
    assert written(text, ANN) == named
    assert written(text, NOBODY) == nameless


def test_what_stands_in_somebodys_name_is_not_filled_in_again() -> None:
    assert written("Hi {first_name}", {**ANN, "first_name": "{worker}"}) == "Hi {worker}"


@pytest.mark.parametrize(
    "text", ["Hi {name}", "Hi {first_name", "Hi first_name}", "{}", "{first name}", "Hi {{worker}"]
)
def test_what_we_cannot_fill_in_is_found(text: str) -> None:
    assert unknown(text)


@pytest.mark.parametrize("text", ["Hi {first_name}", "{first_name|you} and {worker}", "no braces"])
def test_what_we_can_fill_in_is_not(text: str) -> None:
    assert not unknown(text)


@given(st.lists(st.one_of(st.sampled_from(["{first_name}", "{worker}", "{network}", ", ", " ", "Hi", "!"]), st.text())))
def test_whatever_is_written_no_brace_of_ours_is_left(parts: list[str]) -> None:
    text = "".join(parts)
    if not unknown(text):
        assert not any(f"{{{name}}}" in written(text, NOBODY) for name in NAMES)
