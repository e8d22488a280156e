import pytest

from conversations.reading.sections import PHRASES, read_sections
from conversations.reading.words import LONGEST, clean, plain, words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Stop it.", " stop it ."),
        ("u r gr8, m8?", " youre great , m8 ?"),
        ("DON\u2019T", " dont"),
        ("do not", " dont"),
        ("caf\u00e9 \u0142ukasz", " cafe lukasz"),
        ("hiiii", " hi"),
        ("s.t.o.p", " stop"),
        ("s t o p", " stop"),
        ("😂😂", " haha haha"),
        ("stop full stop thanks", " stop . thanks"),
        ("wanna", " want to"),
        ("my\x00bus", " my bus"),
        ("", ""),
    ],
)
def test_one_spelling_for_what_people_type_in_many_ways(text: str, line: str) -> None:
    assert plain(text) == line


def test_the_words_without_the_breaks() -> None:
    assert words("yes, please. now?") == ["yes", "please", "now"]


def test_a_clean_text_is_as_written_without_control_characters() -> None:
    assert clean("  Ann\x00\u200e says:\nhi  ") == "Ann   says:\nhi"


def test_both_ends_of_a_very_long_text_are_read() -> None:
    line = plain("first " + "so " * LONGEST + "last")
    assert line.startswith(" first so")
    assert line.endswith("so last")


@pytest.mark.parametrize("name", ["words.txt", "faces.txt"])
def test_no_spelling_stands_for_two_words(name: str) -> None:
    told = [spelling for entries in read_sections(name).values() for spelling in " ".join(entries).split()]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("name", sorted(path.name for path in PHRASES.glob("*.txt")))
def test_no_file_is_without_a_section(name: str) -> None:
    assert read_sections(name)
