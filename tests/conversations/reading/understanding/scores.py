"""How a reader is scored: each score goes over the cases and what was read in them, strictly or leniently."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.conversations.reading.corpus_of import f1
from tests.conversations.reading.understanding.samples import Case

Read = tuple[Case, frozenset[str]]
"""A case and what was read in it."""
Score = Callable[[Sequence[Read], bool], float]
"""From what was read, leniently if told so, to a share between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A score with its name and what it must reach."""

    name: str
    wanted: float
    score: Score
    at_most: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value <= self.wanted if self.at_most else value >= self.wanted


def is_right(read: Read, lenient: bool) -> bool:
    """One label: it is the expected one, or leniently one that can be defended too."""
    case, labels = read
    return labels == case.expected or (lenient and bool(labels) and labels <= case.also)


def is_found(read: Read, lenient: bool) -> bool:
    """Several labels: all that are expected, and no other, or leniently no other than those that may be there."""
    case, labels = read
    return case.expected <= labels <= case.expected | (case.also if lenient else frozenset())


def accuracy(reads: Sequence[Read], lenient: bool) -> float:
    """The share of lines that are right."""
    return sum(is_right(read, lenient) for read in reads) / len(reads)


def macro_f1(reads: Sequence[Read], lenient: bool) -> float:
    """The mean over the expected labels of each one's F1, so that a rare label weighs as much as a common one."""
    right, too_much, missed = Counter[str](), Counter[str](), Counter[str]()
    for case, labels in reads:
        if is_right((case, labels), lenient):
            right.update(case.expected)
        else:
            too_much.update(labels)
            missed.update(case.expected)
    expected = {label for case, _ in reads for label in case.expected}
    return sum(f1(right[label], too_much[label], missed[label]) for label in expected) / len(expected)


def micro_f1(reads: Sequence[Read], lenient: bool) -> float:
    """F1 over all labels of all lines; leniently a label that may be there or not counts neither way."""
    right = sum(len(labels & case.expected) for case, labels in reads)
    too_much = sum(len(labels - case.expected - (case.also if lenient else frozenset())) for case, labels in reads)
    missed = sum(len(case.expected - labels) for case, labels in reads)
    return f1(right, too_much, missed)


def recall_of(label: str) -> Score:
    """Of the lines with this label, the share that are right."""

    def score(reads: Sequence[Read], lenient: bool) -> float:
        return accuracy(_expecting(reads, label), lenient)

    return score


def taken_for(label: str, *others: str) -> Score:
    """Of the lines with one label, the share read as one of the others; leniently but for what can be defended."""

    def score(reads: Sequence[Read], lenient: bool) -> float:
        lines = _expecting(reads, label)
        wrong = [read for read in lines if read[1] <= {*others} and not is_right(read, lenient)]
        return len(wrong) / len(lines)

    return score


def _expecting(reads: Sequence[Read], label: str) -> list[Read]:
    return [read for read in reads if label in read[0].expected]
