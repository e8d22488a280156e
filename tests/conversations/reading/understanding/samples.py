"""Written lines with what a careful person takes them for, and whether the phrases were made to fit them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversations.reading.sections import read_sections
from tests.conversations.reading.corpus_of import corpus_of

FOLDER = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Case:
    """One line; `also` are labels that can be defended, or of several labels those that may be there or not."""

    text: str
    expected: frozenset[str]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sample:
    """Lines that belong together; `tuned` says in a word or two whether the phrases were made with them in sight."""

    title: str
    tuned: str
    cases: tuple[Case, ...]


def corpus(name: str, expected: str, also: str) -> Sample:
    """A file of the corpus, by the keys of `expect` that hold the label and what can be defended too."""
    cases = (_case(line["text"], line["expect"][expected], line["expect"].get(also, ())) for line in corpus_of(name))
    return Sample(f"corpus/{name}.jsonl", "yes", tuple(cases))


def said(name: str, tuned: str, part: int = 0) -> Sample:
    """A file of our own; a heading is `[label+label:other+other]`, `part` says which side of the colon is the label.

    With `part` 0 the other side can be defended too; with 1 the first side is another reader's business.
    """
    return Sample(name, tuned, tuple(_cases(name, part)))


def _cases(name: str, part: int) -> Iterator[Case]:
    for heading, texts in read_sections(name, FOLDER).items():
        sides = [[label for label in side.split("+") if label] for side in (*heading.split(":"), "")]
        for text in texts:
            yield _case(text, sides[part], sides[1] if part == 0 else ())


def _case(text: str, expected: Any, also: Any) -> Case:
    labels = [expected] if isinstance(expected, str) else expected
    return Case(text, frozenset(labels), frozenset(also))
