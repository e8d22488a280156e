import pytest

from conversations.reading.name import LONGEST, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann", "Ann"),
        ("bob", "Bob"),
        ("bob x", "Bob"),
        ("call me Bean", "Bean"),
        ("its dave", "Dave"),
        ("it\u2019s dave", "Dave"),
        ("hi im just dave", "Dave"),
        ("my names Parveen", "Parveen"),
        ("me names shaz", "Shaz"),
        ("im Parveen but ppl call me Pav", "Pav"),
        ("people call me Tiny", "Tiny"),
        ("i prefer Jo", "Jo"),
        ("dave thanks", "Dave"),
        ("DAVE", "Dave"),
        ("JJ", "JJ"),
        ("McKay", "McKay"),
        ("mary-jane", "Mary-Jane"),
        ("O'Neil", "O'Neil"),
        ("łukasz", "Łukasz"),
        ("Zażółć", "Zażółć"),
        ("محمد", "محمد"),
    ],
)
def test_the_name_as_it_is_written(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "3", "😂", "no", "rather not say", "whatever", "why", "who is this", "im not telling you", "i dont have one",
     "its none of your business", "my name is", "stop", "i want a cup of tea please", "\x00",
     "im " * 60, "dave " * LONGEST],
)  # fmt: skip
def test_what_holds_no_clear_name(text: str) -> None:
    assert read_name(text) is None
