"""What sort of talk a text is when it answers nothing: a question to us, something worth passing on, swearing."""

import re

from conversations.reading.keyword import read_keyword
from conversations.reading.small_talk import is_small_talk
from conversations.reading.theme import read_theme
from conversations.reading.words import plain, words

SENTENCE_WORDS = 3
"""A text with this many words may say something worth passing on; with fewer it is not offered by itself."""

_QUESTION_WORDS = frozenset("what whats who whos when whens where wheres which why whys how hows".split())
_FILLERS = frozenset("well so and but ok oh hi hello hey sorry er erm wait".split())
_SWEARING = re.compile(
    r"^(?: (?:fuck|piss|bugger|sod|naff|f|jog) (?:off|on)| do one| get lost)+"
    r"(?: (?:mate|you|lot|lol|haha|love))* ?[.?]?$"
)


def is_sentence(text: str) -> bool:
    """Whether a text may say something worth passing on."""
    return len(words(text)) >= SENTENCE_WORDS and not is_small_talk(text) and not is_question(text)


def is_view(text: str) -> bool:
    """Whether a text says something about one of the themes."""
    return is_sentence(text) and read_theme(text) is not None


def is_done(text: str) -> bool:
    """Whether somebody has said all they want to say."""
    keyword = read_keyword(text)
    return keyword is not None and keyword.kind == "done"


def is_question(text: str) -> bool:
    """Whether a text asks us something; a question about one of the themes is a view ("why do buses never come")."""
    return asks(text) and read_theme(text) is None


def asks(text: str) -> bool:
    """Whether a text has the form of a question."""
    said = [word for word in words(text) if word not in _FILLERS]
    return "?" in plain(text) or (bool(said) and said[0] in _QUESTION_WORDS)


def is_swearing(text: str) -> bool:
    """Whether a text is a curse and nothing else: it may be banter."""
    return _SWEARING.match(plain(text)) is not None
