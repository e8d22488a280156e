"""What a view is about, by a code book of themes that people can edit."""

from collections import Counter

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.trained import DOUBTED_SILENCE, trained
from conversations.reading.words import plain

_SECTIONS = read_sections("themes.txt")
THEMES = tuple(heading for heading in _SECTIONS if heading != "otherwise" and not heading.startswith("<"))
_OTHERWISE = book(_SECTIONS, "otherwise")
_BOOK = book(_SECTIONS, *THEMES)

NO_VIEW = "none"
WORTH_SAYING = 0.25
"""A theme less likely than this is a wild guess: a chair who meets a view in an odd place trusts the others less."""


def theme_of_view(text: str) -> str | None:
    """What something that was said for a Network is about; None if nothing can be told, of a bare number say."""
    if not any(map(str.isalpha, text)):
        return None
    named = read_theme(text)
    likely = trained("themes").likely(text, named or NO_VIEW, silence=DOUBTED_SILENCE)
    theme = max(likely, key=likely.__getitem__)
    if likely[theme] < WORTH_SAYING:
        return named
    return None if theme == NO_VIEW else theme


def read_theme(text: str) -> str | None:
    """The theme that a text of any kind names outright; None if none.

    It is the one most of whose phrases are met, the first in the code book on a draw.
    """
    met = Counter(found.label for found in _BOOK.find(_OTHERWISE.hide(plain(text))))
    return max(met, key=lambda theme: (met[theme], -THEMES.index(theme))) if met else None
