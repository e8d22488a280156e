"""How many people: never a number that could point at somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
"""Counts of people below this are never shown: in a small group everybody would know who it was."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people gave each of several answers, and how many there were, as far as it may be shown."""

    each: tuple[int | None, ...]
    together: int | None


def safe_counts(people: Sequence[int]) -> Counts:
    """The counts of answers of which each person gave one.

    Whoever knows the sum and all but one of the counts knows that one, too; and if several are hidden, their sum may
    still leave each only one value. So the sum is shown only where every hidden count could be more than one number,
    and where the hidden ones together are not fewer than five.
    """
    each = tuple(safe_count(count) for count in people)
    hidden = [count for count in people if count < FEWEST]
    open_ = not hidden or (len(hidden) > 1 and FEWEST <= sum(hidden) < (FEWEST - 1) * len(hidden))
    return Counts(each, safe_count(sum(people)) if open_ else None)


def safe_count(people: int) -> int | None:
    """The count if it may be shown, else None."""
    return people if people >= FEWEST else None
