"""How many people: never a number that could point at somebody."""

FEWEST = 5
"""Counts of people below this are never shown: in a small group everybody would know who it was."""


def safe_count(people: int) -> int | None:
    """The count if it may be shown, else None."""
    return people if people >= FEWEST else None
