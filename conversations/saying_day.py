"""Days as people say them: "Wednesday 1 July", "1 lipca"."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_datetime

PATTERNS: Mapping[str, tuple[str, str]] = {"en": ("en_GB", "EEEE d MMMM"), "pl": ("pl", "d MMMM")}
"""Language -> Babel's locale and the pattern of a day. Polish bends the names of days, so they are left out."""


def day(moment: datetime, language: str) -> str:
    """The day of a moment; in English where we have no way to say it in the language."""
    locale, pattern = PATTERNS.get(language, PATTERNS["en"])
    return format_datetime(moment, pattern, locale=locale)
