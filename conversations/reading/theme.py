"""What a view is about, by a code book of themes that people can edit."""

from collections import Counter

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.trained import DOUBTED_SILENCE, likeliest
from conversations.reading.words import plain

_SECTIONS = read_sections("themes.txt")
THEMES = tuple(heading for heading in _SECTIONS if heading != "otherwise" and not heading.startswith("<"))
_OTHERWISE = book(_SECTIONS, "otherwise")
_BOOK = book(_SECTIONS, *THEMES)

NO_VIEW = "none"


def theme_of_view(text: str) -> str | None:
    """What something that was said for a Network is about; None if nothing can be told, of a bare number say."""
    if not any(map(str.isalpha, text)):
        return None
    theme = likeliest("themes", text, read_theme(text) or NO_VIEW, silence=DOUBTED_SILENCE)
    return None if theme == NO_VIEW else theme


def read_theme(text: str) -> str | None:
    """The theme that a text of any kind names outright; None if none.

    It is the one most of whose phrases are met, the first in the code book on a draw.
    """
    met = Counter(found.label for found in _BOOK.find(_OTHERWISE.hide(plain(text))))
    return max(met, key=lambda theme: (met[theme], -THEMES.index(theme))) if met else None
