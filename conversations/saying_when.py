"""Times as people say them: "2pm Tuesday 3 June", "wtorek 3 czerwca, 14:00"."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_datetime

from conversations.words import ENGLISH

PATTERNS: Mapping[str, tuple[str, str, str]] = {
    "en": ("en_GB", "ha EEEE d MMMM", "h.mma EEEE d MMMM"),
    "pl": ("pl", "EEEE d MMMM, H:mm", "EEEE d MMMM, H:mm"),
}
"""Language -> Babel's locale, the pattern of a full hour, and of any other time (Unicode date field symbols)."""


def local(moment: datetime, language: str = ENGLISH) -> str:
    """A moment in its own time zone, as people say it in the language; in English if we have no way to say it there."""
    locale, full_hour, other = PATTERNS.get(language, PATTERNS[ENGLISH])
    return format_datetime(moment, other if moment.minute else full_hour, locale=locale)
