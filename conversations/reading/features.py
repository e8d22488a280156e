"""What a trained reader sees of a text: its words, one to three in a row, and pieces of words.

Pieces let a word spelt by ear count for the word it sounds like: "suicydal" shares most of them with "suicidal".
"""

from functools import lru_cache

from conversations.reading.words import plain

LONGEST_RUN = 3
PIECES = (3, 4, 5)
PIECE = "~"
"""Ends the name of a piece; no word of `plain` holds it."""
MOST_WORDS = 60
"""Words that are looked at; a longer text is seen from both ends, as far as `plain` has kept it."""


@lru_cache(maxsize=8)
def features(text: str) -> frozenset[str]:
    """Every feature of a text, each once. Cached because several readers ask about one text."""
    told = plain(text).split()
    if len(told) > MOST_WORDS:
        told = [*told[: MOST_WORDS // 2], *told[-MOST_WORDS // 2 :]]
    row = ["^", *told, "$"]
    runs = {
        " ".join(row[at : at + length]) for length in range(1, LONGEST_RUN + 1) for at in range(len(row) - length + 1)
    }
    return frozenset(runs | {piece for word in set(told) for piece in _pieces(word)})


def is_piece(feature: str) -> bool:
    """Whether a feature is a piece of a word."""
    return feature.endswith(PIECE)


@lru_cache(maxsize=4096)
def _pieces(word: str) -> frozenset[str]:
    edged = f"_{word}_"
    return frozenset(edged[at : at + length] + PIECE for length in PIECES for at in range(len(edged) - length + 1))
