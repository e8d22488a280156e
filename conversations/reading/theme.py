"""What a view is about, by a code book of themes that people can edit."""

from collections import Counter

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import plain

_SECTIONS = read_sections("themes.txt")
THEMES = tuple(heading for heading in _SECTIONS if heading != "otherwise" and not heading.startswith("<"))
_OTHERWISE = book(_SECTIONS, "otherwise")
_BOOK = book(_SECTIONS, *THEMES)


def read_theme(text: str) -> str | None:
    """The theme most of whose phrases are met, the first in the code book on a draw; None if none is."""
    met = Counter(found.label for found in _BOOK.find(_OTHERWISE.hide(plain(text))))
    return max(met, key=lambda theme: (met[theme], -THEMES.index(theme))) if met else None
