"""A text from a person, read once for all that listen."""

from dataclasses import dataclass

from conversations.events import Flood, Replied
from conversations.reading.control import Control, read_control
from conversations.reading.keyword import Keyword, read_keyword
from conversations.reading.risk import Risk, read_risk
from conversations.reading.words import clean

LEVELS = ("none", "distress", "urgent")
"""The worst counts."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The text without what no phone shows, and what the readers make of it."""

    text: str
    attachment: str | None
    file: str | None
    too_big: bool
    control: Control
    risk: Risk
    keyword: Keyword | None
    flood: Flood | None = None


def read(replied: Replied) -> Heard:
    """Read a reply, also as if its lines ran on: people break a line where no sentence ends."""
    text, keyword = clean(replied.text), read_keyword(replied.text)
    if keyword and keyword.kind == "code":
        # Letters drawn by chance: a reader that goes by the look of a text must not find anything in them.
        return _heard(replied, text, Control("none"), Risk("none"), keyword)
    readings = dict.fromkeys((text, " ".join(text.split())))
    risk = max(map(read_risk, readings), key=lambda risk: LEVELS.index(risk.level))
    controls = list(map(read_control, readings))
    control = next((each for each in controls if each.intent != "none"), controls[0])
    return _heard(replied, text, control, risk, keyword)


def _heard(replied: Replied, text: str, control: Control, risk: Risk, keyword: Keyword | None) -> Heard:
    return Heard(text, replied.attachment, replied.file, replied.too_big, control, risk, keyword, replied.flood)
