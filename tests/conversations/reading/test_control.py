from collections import Counter
from collections.abc import Callable
from typing import get_args

import pytest

from conversations.reading.control import CARRIER_STOPS, Control, Intent, read_control
from tests.conversations.reading.corpus_of import corpus_of, f1

INTENTS: tuple[Intent, ...] = get_args(Intent)


def test_on_texts_that_somebody_might_send(record_property: Callable[[str, object], None]) -> None:
    right, too_much, missed = Counter[str](), Counter[str](), Counter[str]()
    for line in corpus_of("control"):
        read, expected = read_control(line["text"]).intent, line["expect"]["intent"]
        if read == expected or read in line["expect"].get("also_ok", ()):
            right[expected] += 1
        else:
            too_much[read] += 1
            missed[expected] += 1
    scores = {intent: f1(right[intent], too_much[intent], missed[intent]) for intent in INTENTS}
    macro = sum(scores.values()) / len(scores)
    record_property("score", macro)
    print(f"control macro-F1 {macro:.3f}, least {min(scores.values()):.3f}")  # noqa: T201
    assert macro >= 0.98
    assert min(scores.values()) >= 0.93


@pytest.mark.parametrize("word", sorted(CARRIER_STOPS))
def test_a_word_of_the_carrier_is_one_in_any_case_and_alone(word: str) -> None:
    for text in (word, word.lower(), word.capitalize(), f" {word}\n", f"{word}\x00"):
        assert read_control(text) == Control("opt_out", carrier_word=True)
    assert not read_control(f"{word} it").carrier_word
    assert not read_control(f"please {word.lower()}").carrier_word


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("STOP.", "opt_out"),
        ("stop please", "opt_out"),
        ("pls stop txting me", "opt_out"),
        ("take me off ur list", "opt_out"),
        ("leave me alone", "opt_out"),
        ("wrong number mate", "opt_out"),
        ("START", "opt_in"),
        ("didnt mean to stop it, put me back on", "opt_in"),
        ("who is this", "help"),
        ("is this a scam", "help"),
        ("HELP", "help"),
        ("dont text me til next week", "pause"),
        ("can someone ring me", "talk_to_person"),
        ("i want to talk to a real person", "talk_to_person"),
        ("what have you got about me", "my_data"),
        ("delete everything you have on me", "delete_data"),
        ("stop texting and delete my data", "delete_data"),
    ],
)
def test_a_wish_about_the_line_itself(text: str, intent: Intent) -> None:
    assert read_control(text).intent == intent


@pytest.mark.parametrize(
    "text",
    ["stop n search", "the bus stop is miles away", "i cant stop thinking about it", "they stopped my benefits",
     "i quit smoking", "it never ends", "start of the week is best", "help with my rent", "end of the month",
     "make it stop", "cancel the bowling, not the rest", "the police wont leave me alone", "yes",
     "fishing", "", "\x00"],
)  # fmt: skip
def test_talk_that_holds_such_a_word_is_no_wish(text: str) -> None:
    assert read_control(text).intent == "none"
