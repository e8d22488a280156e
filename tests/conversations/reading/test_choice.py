import pytest

from conversations.reading.choice import read_choice

AREAS = ("Leeds", "Bradford", "Calderdale", "Kirklees", "Wakefield")
QUOTING = ("Use my first name", "No name")
DRINKS = ("Tea", "Green tea", "Coffee")


@pytest.mark.parametrize(
    ("text", "options", "chosen"),
    [
        ("1", AREAS, 0),
        ("5", AREAS, 4),
        ("two", AREAS, 1),
        ("number 3 please", AREAS, 2),
        ("Leeds", AREAS, 0),
        ("leeds mate", AREAS, 0),
        ("im in bradford", AREAS, 1),
        ("wakefeild", AREAS, 4),
        ("kirkless", AREAS, 3),
        ("calderdale x", AREAS, 2),
        ("no name", QUOTING, 1),
        ("use my first name", QUOTING, 0),
        ("first name", QUOTING, 0),
        ("green tea", DRINKS, 1),
        ("tea", DRINKS, 0),
        ("coffe", DRINKS, 2),
    ],
)
def test_the_one_option_meant(text: str, options: tuple[str, ...], chosen: int) -> None:
    assert read_choice(text, options) == chosen


@pytest.mark.parametrize(
    "text", ["6", "0", "leeds or bradford", "1 or 2", "london", "whatever", "", "😂", "field", "all of them", "\x00"]
)
def test_none_or_more_than_one_is_no_choice(text: str) -> None:
    assert read_choice(text, AREAS) is None


def test_a_number_in_the_middle_of_a_story_names_no_option() -> None:
    assert read_choice("my landlord never mends the roof at number 1", AREAS) is None
    assert read_choice("id go for 2 please mate", AREAS) == 1


def test_a_part_of_two_options_is_no_choice() -> None:
    assert read_choice("name", QUOTING) is None
    assert read_choice("tea", ("Green tea", "Green tea with milk")) is None


def test_no_options_no_choice() -> None:
    assert read_choice("1", ()) is None
