"""What lights people up, said in Polish, with and without its marks."""

import pytest

from conversations.reading.interests import read_interests


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("wędkowanie", ["fishing"]),
        ("wędkowanie i joga", ["fishing", "yoga"]),
        ("lubie spacery z psem", ["dogs"]),
        ("szachy i krzyżówki", ["board_games", "puzzles"]),
        ("gotowanie pierogow", ["cooking"]),
        ("piłka nożna, ale nie rower", ["football"]),
        ("nie lubię tańczyć", []),
        ("boję się koni", []),
        ("to wszystko", []),
        ("nic", []),
    ],
)
def test_in_polish(text: str, ids: list[str]) -> None:
    assert list(read_interests(text).ids) == ids
