import pytest

from conversations.reading.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text",
    ["ta", "ok", "OK!", "k", "thanks love", "thank you so much", "cheers mate", "nice one", "great ta", "thx x", "haha",
     "😂😂😂", "👍", "❤️", "🐕", "...", "", "  ", "\x00", "ok thanks", "bye", "night x", "cool"],
)  # fmt: skip
def test_courtesy_laughter_and_faces_want_no_answer(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    ["fishing", "thanks but when is it", "ok so what happens now", "no", "yes please", "help", "stop", "3", "the buses",
     "bye bye to my benefits then", "great i lost my flat", "ok i want to talk", "?! who"],
)  # fmt: skip
def test_what_says_something_is_answered(text: str) -> None:
    assert not is_small_talk(text)
