"""The lines that the trained readers learn from: written by hand, nobody in them is real, none of them measured on."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from conversations.reading.risk import by_rules

LINES = Path(__file__).with_name("lines")

READERS: Mapping[str, Callable[[str], list[str]]] = {
    "risk": lambda heading: [heading if heading.startswith("urgent") else heading.partition(".")[0]],
    "control": lambda heading: [heading],
    "rsvp": lambda heading: heading.split()[:1],
    "themes": lambda heading: [heading],
    "interests": lambda heading: [each for each in heading.split() if not each.endswith("?")],
}
"""Every trained reader, with the labels that a heading of its files stands for."""


@dataclass(frozen=True, slots=True)
class Loan:
    """Lines of other readers that mean nothing to this one: those under other headings than `but` that `fit`."""

    readers: tuple[str, ...]
    label: str
    but: str = ""
    fits: Callable[[str], bool] = bool


LOANS: Mapping[str, Loan] = {
    # Whoever answers, says a view or is in danger wants nothing done about the line.
    "control": Loan(("interests", "risk", "rsvp", "themes"), "none"),
    # Nor is anybody in danger who does, unless they say so; what is nothing to the line may be crisis wording.
    "risk": Loan(
        ("control", "interests", "rsvp", "themes"), "none", but="none", fits=lambda text: by_rules(text).level == "none"
    ),
    # What frightens or saddens lights nobody up.
    "interests": Loan(("risk",), "-", but="none"),
}


def lines_of(reader: str) -> list[tuple[str, str]]:
    """Every line of one reader's files, once for each of its labels, in the order of the files; then the lent."""
    labels = READERS[reader]
    own = [(text, label) for text, heading in _headed(reader) for label in labels(heading)]
    said = {text.lower() for text, _ in own}
    loan = LOANS.get(reader, Loan((), ""))
    lent = (
        text for other in loan.readers for text, heading in _headed(other) if heading != loan.but and loan.fits(text)
    )
    return own + [(text, loan.label) for text in dict.fromkeys(lent) if text.lower() not in said]


def digest(reader: str) -> str:
    """Names a reader's lines: a test finds weights that were learned from others."""
    readers = (reader, *LOANS.get(reader, Loan((), "")).readers)
    paths = [path for name in readers for path in files_of(name)]
    told = b"".join(path.name.encode() + path.read_bytes() for path in paths)
    return hashlib.sha256(told).hexdigest()[:16]


def files_of(reader: str) -> list[Path]:
    """The files of one reader."""
    return sorted((LINES / reader).glob("*.txt"))


def _headed(reader: str) -> Iterator[tuple[str, str]]:
    return (line for path in files_of(reader) for line in _lines_in(path))


def _lines_in(path: Path) -> Iterator[tuple[str, str]]:
    heading = ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1].strip()
        elif line:
            yield line, heading
