"""A text as its plain words: one spelling for what people type in a hundred ways. Shared by all readers."""

import re
import unicodedata
from functools import lru_cache

from conversations.reading.sections import read_sections

LONGEST = 4000
"""Characters that are read, half from each end: what matters in a longer text is said more than once."""

_SPELLINGS = {
    spelling: word
    for word, spellings in read_sections("words.txt").items()
    for line in spellings
    for spelling in line.split()
}
_PAIRS = {tuple(pair.split()): word for word, pairs in read_sections("pairs.txt").items() for pair in pairs}
_FACES = {face: f" {word} " for word, faces in read_sections("faces.txt").items() for face in "".join(faces).split()}
_SPOKEN = {" full stop": " . ", " comma": " , ", " question mark": " ? ", " exclamation mark": " . "}
_LETTERS_ALONE = re.compile(r"(?<!\S)(?:\w[ .-]+){2,}\w(?!\S)")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"[a-z0-9&£]+|[.,?!;:\n()-]+")
_MARKS = str.maketrans({"'": None, "`": None, "\u2018": None, "\u2019": None, "\u0142": "l"})
_BREAKS = {",": ",", "(": ",", ")": ",", "-": ",", "?": "?"}


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """The text as " word word . word": lower case, no accents, a space before each word, breaks as . , or ?

    Text-speak and known misspellings become the plain word ("u" is "you"), faces become words
    ("haha"), voice-to-text punctuation becomes a break. Cached because several readers read one text.
    """
    return "".join(f" {word}" for word in _words(text))


def words(text: str) -> list[str]:
    """The words of `plain`, without the breaks."""
    return [word for word in plain(text).split() if word not in ".,?"]


def without_breaks(text: str) -> str:
    """The line of `plain` without the breaks: what is left of a name, however it is written."""
    return "".join(f" {word}" for word in words(text))


def clean(text: str) -> str:
    """The text as written, in one Unicode form, without control characters and outer blanks."""
    text = unicodedata.normalize("NFKC", text)
    if text.isprintable():
        return text.strip()
    return "".join(character if _is_kept(character) else " " for character in text).strip()


def _is_kept(character: str) -> bool:
    """The zero-width joiner is a control character, but it holds faces together."""
    return character in "\n\u200d" or unicodedata.category(character)[0] != "C"


def _words(text: str) -> list[str]:
    line = _unaccented(clean(_shortened(text)).lower())
    for face, word in _FACES.items():
        if face in line:
            line = line.replace(face, word)
    line = _LETTERS_ALONE.sub(lambda found: re.sub(r"[ .-]", "", found[0]), line)
    line = _STRETCHED.sub(r"\1", line)
    for spoken, mark in _SPOKEN.items():
        line = line.replace(spoken, mark)
    found: list[str] = []
    for token in _TOKEN.findall(line):
        if token[0].isalnum() or token[0] in "&£":
            found.extend(_SPELLINGS.get(token, token).split("_"))
        elif token != "-" and (not found or found[-1] not in ".,?"):
            found.append(_BREAKS.get(token[0], "."))
    return _paired(found)


def _paired(found: list[str]) -> list[str]:
    paired: list[str] = []
    for word in found:
        if paired and (joined := _PAIRS.get((paired[-1], word))):
            paired[-1] = joined
        else:
            paired.append(word)
    return paired


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]} . {text[-LONGEST // 2 :]}"


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_MARKS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
