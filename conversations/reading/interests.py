"""The things that light a person up, found in their own words."""

import json
from dataclasses import dataclass
from pathlib import Path

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

_TAXONOMY = json.loads(Path(__file__).with_name("interests_taxonomy.json").read_text(encoding="utf-8"))["interests"]
_LABELS: dict[str, str] = {entry["id"]: entry["label"] for entry in _TAXONOMY}
_SECTIONS = read_sections("interests.txt")
_KNOWN = {
    entry["id"]: [plain(phrase).strip() for phrase in (*entry["synonyms"], entry["id"].replace("_", " "))]
    + _SECTIONS.get(entry["id"], [])
    for entry in _TAXONOMY
}
_BOOK = book(_KNOWN, *_LABELS)


@dataclass(frozen=True, slots=True)
class Interests:
    """Ids of the taxonomy in the order said, and the label of each for showing back."""

    ids: tuple[str, ...]
    words: tuple[str, ...]


def read_interests(text: str) -> Interests:
    """What the person enjoys, enjoyed or would like to; what they say no to is left out."""
    found = sorted(_BOOK.find(plain(text)), key=lambda met: met.start)
    ids = tuple(dict.fromkeys(met.label for met in found))
    return Interests(ids, tuple(_LABELS[interest] for interest in ids))
