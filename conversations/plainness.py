"""How hard a text is to read: sentences, syllables, and the school year they ask for."""

import re

OLDEST = 9
"""Years: a child of this age can read all that we write."""

LONGEST_SENTENCE = 15
"""Words that a sentence may have; we aim at 12, for one idea a sentence."""

SCHOOL_BEGINS = 5
"""Years: a child in US grade n is n + 5 years old, and a year older when it ends."""

_SENTENCE_END = re.compile(r"[.!?:\n]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-])*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^aeioucsxz]es)$")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; figures are not counted as words."""
    found = [_WORD.findall(part) for part in _SENTENCE_END.split(text)]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, less a silent ending; at least one."""
    word = word.lower().replace("'", "")
    groups = len(_VOWELS.findall(word)) - (1 if _SILENT.search(word) else 0)
    return max(1, groups)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975)."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def reading_age(text: str) -> int:
    """The age in years, as on a birthday card, at which a child can read an English text."""
    return int(grade(text)) + SCHOOL_BEGINS
