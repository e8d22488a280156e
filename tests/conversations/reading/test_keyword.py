import pytest

from conversations.reading.keyword import Keyword, read_keyword


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("JOIN LEEDS", Keyword("join", "LEEDS")),
        ("join leeds.", Keyword("join", "leeds")),
        ("Join: West Leeds!", Keyword("join", "West Leeds")),
        ("JOIN", Keyword("join")),
        ("SAY the buses are late", Keyword("say", "the buses are late")),
        ("say: more toilets", Keyword("say", "more toilets")),
        ("I want to say that the food was good", Keyword("say", "the food was good")),
        ("id like to say thanks to Bob", Keyword("say", "thanks to Bob")),
        ("WHAT'S ON", Keyword("whats_on")),
        ("what\u2019s on?", Keyword("whats_on")),
        ("LIGHT", Keyword("light")),
        ("light me up", Keyword("light")),
        ("HAVE YOUR SAY", Keyword("have_your_say")),
        ("say", Keyword("have_your_say")),
        ("skip", Keyword("skip")),
        ("Skip please", Keyword("skip")),
        ("id rather not say", Keyword("skip")),
        ("back", Keyword("back")),
        ("thats it", Keyword("done")),
        ("that's all thanks", Keyword("done")),
        ("nothing else", Keyword("done")),
    ],
)
def test_a_keyword_and_what_comes_with_it(text: str, keyword: Keyword) -> None:
    assert read_keyword(text) == keyword


@pytest.mark.parametrize(
    "text",
    ["", "joined last week", "they say its shut", "what is on your mind", "light is broken in my flat", "skipping",
     "i skip meals", "my back hurts", "back at 5", "done my back in", "😂", "\x00"],
)  # fmt: skip
def test_talk_that_holds_the_word_is_no_keyword(text: str) -> None:
    assert read_keyword(text) is None
