"""Signs of danger and of distress. Rules first, recall over precision: a person reads every text anyway."""

from dataclasses import dataclass
from typing import Literal

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

Level = Literal["none", "distress", "urgent"]

CATEGORIES = (
    "suicide", "self_harm", "overdose", "violence_abuse", "exploitation", "child", "homeless_tonight", "medical",
)  # fmt: skip

_SECTIONS = read_sections("risk.txt")
_HARMLESS = book(_SECTIONS, "harmless")
_URGENT = book(_SECTIONS, "urgent")
_DISTRESS = book(_SECTIONS, "distress")


@dataclass(frozen=True, slots=True)
class Risk:
    """How much a text worries, and what about. `category` is never None when urgent, always None when none."""

    level: Level
    category: str | None = None


def read_risk(text: str) -> Risk:
    """The risk in a text. Silence of this reader proves nothing: every text is read by a person too."""
    line = _HARMLESS.hide(plain(text))
    if found := _URGENT.first(line):
        return Risk("urgent", found.label.partition(".")[2])
    if found := _DISTRESS.first(line):
        return Risk("distress", found.label.partition(".")[2] or None)
    return Risk("none")
