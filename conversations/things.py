"""What an interest is called in other languages. Kept are the person's own words or the English label (things.txt)."""

from collections.abc import Mapping
from pathlib import Path

from conversations.reading.sections import read_sections


def _pairs(lines: list[str]) -> dict[str, str]:
    halves = (line.partition("=") for line in lines)
    return {label.strip(): words.strip() for label, _, words in halves}


NAMES: Mapping[str, Mapping[str, str]] = {
    language: _pairs(lines) for language, lines in read_sections("things.txt", Path(__file__).parent).items()
}
"""Language -> label in small letters -> its words there."""


def said_in(language: str, thing: str) -> str:
    """The thing in the language if it is a label that we know there, else as it stands."""
    return NAMES.get(language, {}).get(thing, thing)
