import pytest

from conversations.reading.number import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("4.", 4),
        ("four then", 4),
        ("Four", 4),
        ("id say a 3", 3),
        ("5!!!", 5),
        ("a 2 i think. yes 2", 2),
        ("１", 1),
        ("one", 1),
        ("5 out of 5", 5),
        ("a 3/5", 3),
        ("2 out of five", 2),
    ],
)
def test_a_number_on_the_scale(text: str, number: int) -> None:
    assert read_number(text, 1, 5) == number


@pytest.mark.parametrize(
    "text",
    ["3 or 4", "between 2 and 3", "10", "0", "-1", "six", "3.5", "loads", "", "99999999999999999999999", "4th or 5th",
     "i waited 2 hours and saw 3 people"],
)  # fmt: skip
def test_none_several_or_one_out_of_range_is_no_answer(text: str) -> None:
    assert read_number(text, 1, 5) is None
