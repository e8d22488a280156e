import subprocess
import sys
from pathlib import Path

import pytest

from conversations.reading.phrase import PhraseError
from conversations.reading.phrases import Found, PhraseBook, book
from conversations.reading.sections import PHRASES, Sections, read_sections
from conversations.reading.words import plain

LISTS = {"<me>": ["me", "us", "my (old|new) phone"], "<us>": ["<me>", "all of us"]}

MET = [
    ("stop", "please stop now"),
    ("stop texting", "stop texting"),
    ("stop (texting|messaging)", "please stop messaging me"),
    ("stop (texting|writing to) me", "stop writing to me"),
    ("stop [please] texting", "stop texting"),
    ("stop [please] texting", "stop please texting"),
    ("stop [texting|ringing] me", "stop ringing me"),
    ("text <me>", "dont text us"),
    ("text (him|<me>)", "text my new phone"),
    ("text <us>", "text my old phone"),
    ("text [<me>] now", "text me now"),
    ("(my (mum|dad)|he) knows", "my dad knows"),
    ("(so [very] sad|low) now", "so very sad now"),
    ("(so [very] sad|low) now", "so sad now"),
    ("kill*", "its killing me"),
    ("(kill*|hurt) me", "kills me"),
    ("leave .. alone", "leave alone"),
    ("leave .. alone", "leave me and him alone"),
    ("want ... die", "i want so very much just to, maybe die"),
    ("^ stop", "stop it"),
    ("^ [please] stop $", "please stop."),
    ("stop $", "no stop!!"),
    ("(stop|$)", "well stop"),
    ("| stop |", "hello. stop, please"),
    ("| stop |", "stop"),
    ("me . bye", "text me. bye"),
    ("me (.|?)", "text me?"),
    ("who ?", "who?"),
    ("kill me !(lol|haha)", "kill me now"),
    ("!(not) (not|just) today", "just today"),
    ("the (bus !(stop)|train)", "the bus home"),
]

NOT_MET = [
    ("stop", "bus stopped"),
    ("stop", "nonstop"),
    ("stop texting", "stop. texting"),
    ("stop texting", "texting stop"),
    ("stop (texting|messaging) me", "stop me"),
    ("stop [please] texting", "stop kindly texting"),
    ("text <me>", "text him"),
    ("text <me>", "text my phone"),
    ("^ (my (mum|dad)|he) knows", "my he knows"),
    ("kill*", "skills"),
    ("leave .. alone", "leave me and him quite alone"),
    ("leave .. alone", "leave. alone"),
    ("want ... die", "want one two three four five six seven eight die"),
    ("^ stop", "please stop"),
    ("stop $", "stop it"),
    ("| stop |", "please stop now"),
    ("| stop |", "dont stop"),
    ("who ?", "who."),
    ("kill me !(lol|haha)", "kill me haha"),
    ("kill me !(lol|oh dear)", "kill me oh dear"),
    ("the (bus !(stop)|train)", "the bus stop"),
]

UNREADABLE = [
    ("stop (texting", "never closed"),
    ("stop [me", "never closed"),
    ("stop texting)", "closes nothing"),
    ("stop (texting]", "closes nothing"),
    ("stop ()", "something is missing"),
    ("stop (texting|)", "something is missing"),
    ("text <him>", "no list <him>"),
    ("text <empty>", "no list <empty>"),
    ("<loop> now", "names itself"),
    ("stop|quit it", "write brackets around a choice"),
    ("st*p", "star"),
    ("stop *", "star"),
]


@pytest.mark.parametrize(("phrase", "text"), MET)
def test_a_phrase_is_met(phrase: str, text: str) -> None:
    assert PhraseBook({"it": [phrase]}, LISTS).first(plain(text))


@pytest.mark.parametrize(("phrase", "text"), NOT_MET)
def test_a_phrase_is_not_met(phrase: str, text: str) -> None:
    assert PhraseBook({"it": [phrase]}, LISTS).first(plain(text)) is None


@pytest.mark.parametrize(("phrase", "wrong"), UNREADABLE)
def test_a_phrase_that_cannot_be_read_is_named_with_its_file_and_section(phrase: str, wrong: str) -> None:
    lists = {"<empty>": [], "<loop>": ["round", "<loop> again"]}
    with pytest.raises(PhraseError, match=wrong) as refused:
        PhraseBook({"opt_out": ["stop", phrase]}, lists, "control.txt")
    assert str(refused.value).startswith(f'control.txt, section [opt_out], phrase "{phrase}": ')


def test_a_phrase_with_no_fixed_word_is_tried_on_every_line() -> None:
    assert PhraseBook({"number": ["2*"]}).first(plain("at 28 of them"))


def test_what_is_met_tells_its_section_and_its_place_in_the_order_of_the_book() -> None:
    phrases = PhraseBook({"bus": ["the bus"], "late": ["late"]})
    assert list(phrases.find(plain("late for the bus"))) == [Found("bus", 9, 17), Found("late", 0, 5)]
    assert phrases.first(plain("late for the bus")) == Found("bus", 9, 17)


def test_of_a_choice_the_longest_is_taken() -> None:
    assert PhraseBook({"nails": ["(nail|nail painting)"]}).first(plain("nail painting")) == Found("nails", 0, 14)


def test_what_is_hidden_leaves_a_break() -> None:
    phrases = PhraseBook({"harmless": ["bus stop", "stop n search", "stop and search now"]})
    assert phrases.hide(plain("by the bus stop and search now please")) == " by the , please"
    assert phrases.hide(plain("nothing here")) == plain("nothing here")


def test_a_book_holds_the_sections_asked_for_and_every_list() -> None:
    sections = Sections("some.txt")
    sections.update({"<who>": ["me"], "urgent.child": ["hurts <who>"], "distress": ["sad"]})
    urgent = book(sections, "urgent")
    assert urgent.first(plain("he hurts me")) == Found("urgent.child", 3, 12)
    assert urgent.first(plain("sad")) is None


@pytest.mark.parametrize("name", sorted(path.name for path in PHRASES.glob("*.txt")))
def test_every_phrase_of_every_file_can_be_read_and_tried(name: str) -> None:
    if name not in ("words.txt", "pairs.txt", "faces.txt"):
        for heading in (sections := read_sections(name)):
            list(book(sections, heading).find(plain(" ".join(sections[heading]))))


def test_a_file_is_read_in_sections_without_its_remarks(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("# told first\n[yes]\naye  # northern\n\n[no]\nnah\n[please] no [ta]\n")
    assert read_sections("some.txt", tmp_path) == {"yes": ["aye"], "no": ["nah", "[please] no [ta]"]}


def test_a_file_that_begins_without_a_heading_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("# told first\naye\n[yes]\n")
    with pytest.raises(ValueError, match=r"some\.txt line 2: write a \[heading\]"):
        read_sections("some.txt", tmp_path)


def test_reading_the_phrases_costs_little_at_the_start() -> None:
    """Every command waits for it. The libraries that they share with the rest are not counted."""
    script = (
        "import json, re, unicodedata, pathlib, rapidfuzz.fuzz, rapidfuzz.process, time; began = time.process_time();"
        "import conversations.reading.control, conversations.reading.risk, conversations.reading.interests;"
        "import conversations.reading.theme, conversations.reading.yes_no, conversations.reading.keyword;"
        "import conversations.reading.small_talk, conversations.reading.choice, conversations.reading.name;"
        "print(time.process_time() - began)"
    )
    took = [float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout) for _ in "ab"]
    print(f"readers imported in {min(took) * 1000:.0f} ms of CPU")  # noqa: T201
    assert min(took) < 0.2
