"""Several things in one text: "a, b and c", "a, b i c"; of many the first few, "a, b, c, d, e, f and 3 more"."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from babel import Locale
from babel.lists import format_list

from conversations.words import ENGLISH, Words

SHOWN = 6
"""How many things of a list a text shows; more would not fit."""

Joining = Callable[[Sequence[str]], str]
"""How the parts of a list become one text."""


def joined(parts: Sequence[str], words: Words, language: str = ENGLISH) -> str:
    """The parts in a row, joined as the language does it. `words` has `and_more` for what is left out."""
    if len(parts) < 2:
        return "".join(parts)
    shown = list(parts[:SHOWN])
    if len(parts) > SHOWN:
        shown.append(words.write("and_more", language, {"count": len(parts) - SHOWN}))
    return format_list(shown, locale=_locale(language if words.has("and_more", language) else ENGLISH))


@lru_cache
def _locale(language: str) -> Locale:
    # British English has no comma before "and".
    return Locale("en", "GB") if language == ENGLISH else Locale.parse(language)
