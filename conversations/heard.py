"""A text from a person, read once for all that listen."""

from dataclasses import dataclass

from conversations.events import Replied
from conversations.reading.control import Control, read_control
from conversations.reading.keyword import Keyword, read_keyword
from conversations.reading.risk import Risk, read_risk
from conversations.reading.words import clean


@dataclass(frozen=True, slots=True)
class Heard:
    """The text without what no phone shows, and what the readers make of it."""

    text: str
    attachment: str | None
    control: Control
    risk: Risk
    keyword: Keyword | None


def read(replied: Replied) -> Heard:
    """Read a reply."""
    text = clean(replied.text)
    return Heard(text, replied.attachment, read_control(text), read_risk(text), read_keyword(text))
