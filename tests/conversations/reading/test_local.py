"""What a Network has named is found in what its people say, and changes nothing else that is read."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conversations.reading.interests import interests_of_answer, read_interests, shipped_name
from conversations.reading.local import LocalInterest
from tests.conversations.reading.corpus_of import corpus_of

PIGEONS = LocalInterest("leeds/pigeon-racing", "Pigeon racing", ("pigeon club", "homers"))
PANS = LocalInterest("leeds/steel-pans", "Steel pans", ("the mas band",))
LEEDS = (PIGEONS, PANS)
SAID = [line["text"] for line in corpus_of("interests")]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("I go to the Wednesday pigeon club", "leeds/pigeon-racing"),
        ("PIGEON RACING!!", "leeds/pigeon-racing"),
        ("me n our kid race homers", "leeds/pigeon-racing"),
        ("pigeon-racing", "leeds/pigeon-racing"),
        ("pidgeon club", "leeds/pigeon-racing"),
        ("luv a bit of pidgeon racing down the allotment", "leeds/pigeon-racing gardening"),
        ("pigeon racin", "leeds/pigeon-racing"),
        ("fishing, steel pans n football", "fishing leeds/steel-pans football"),
        ("im in the mas band", "leeds/steel-pans"),
        ("pigeon club, then the pigeon racing", "leeds/pigeon-racing"),
        ("not pigeon racing hate it. fishing yes", "fishing"),
        ("no not steel pans im sick of it", ""),
        ("theres pigeons in the garden", "animals gardening"),
        ("stolen pans", ""),
        ("steel toe caps", ""),
    ],
)
def test_is_read_beside_what_every_line_knows(text: str, ids: str) -> None:
    assert read_interests(text, LEEDS).ids == tuple(ids.split())


def test_its_words_are_those_that_were_said() -> None:
    assert read_interests("i go to the pidgeon club and swim", LEEDS).words == ("pidgeon club", "Swimming")


def test_elsewhere_the_same_words_mean_what_they_mean_to_every_line() -> None:
    assert read_interests("I go to the Wednesday pigeon club").ids == ("animals",)
    assert read_interests("I go to the Wednesday pigeon club", (PANS,)).ids == ("animals",)


def test_what_is_suggested_is_still_suggested_where_nothing_is_named() -> None:
    text = "doing jigsaws wi me carer"
    assert interests_of_answer(text, LEEDS) == interests_of_answer(text)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Swimming", "Swimming"),
        ("the baths", "Swimming"),
        ("gardning", "Gardening"),
        ("arts and crafts!", "Arts and crafts"),
        ("Pigeon racing", None),
        ("Garden club", None),
        ("", None),
    ],
)
def test_a_name_that_every_line_knows_is_told(name: str, label: str | None) -> None:
    assert shipped_name(name) == label


foreign = st.lists(st.permutations("qxzvkjw").map("".join), min_size=1, max_size=3).map(" ".join)
"""Words that are like nothing anybody says."""


@settings(max_examples=150, deadline=None)
@given(text=st.sampled_from(SAID) | st.text(max_size=80), name=foreign, also=st.lists(foreign, max_size=3))
def test_a_foreign_name_changes_nothing_that_was_read_before(text: str, name: str, also: list[str]) -> None:
    theirs = LocalInterest("leeds/x", name, tuple(also))
    assert read_interests(text, (theirs,)) == read_interests(text)
    assert interests_of_answer(text, (theirs,)) == interests_of_answer(text)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), names=st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_whatever_is_named_nothing_raises_and_all_else_is_read_as_before(text: str, names: list[str]) -> None:
    read = read_interests(f"{text} {names[0]}", (LocalInterest("leeds/x", names[0], tuple(names[1:])),))
    assume("leeds/x" not in read.ids)
    assert read == read_interests(f"{text} {names[0]}")


@settings(max_examples=100, deadline=None)
@given(name=foreign, before=st.sampled_from(["", "i go to the ", "me and my lad do "]))
def test_what_is_named_is_found_wherever_it_stands(name: str, before: str) -> None:
    assert "leeds/x" in read_interests(f"{before}{name}", (LocalInterest("leeds/x", name),)).ids
