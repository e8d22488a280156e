"""What is shown gives no count below five away: tried by everybody who can add and subtract."""

from itertools import product

import pytest

from api.counting import FEWEST, Counts, safe_count, safe_counts


def test_a_count_below_five_is_not_shown() -> None:
    assert [safe_count(people) for people in (0, 1, 4, 5, 6)] == [None, None, None, 5, 6]


@pytest.mark.parametrize(
    ("people", "each", "together"),
    [
        ((7, 6), (7, 6), 13),
        ((10, 2), (10, None), None),
        ((3, 3), (None, None), 6),
        ((4, 4), (None, None), None),
        ((9, 0, 0), (9, None, None), None),
        ((9, 3, 1), (9, None, None), None),
        ((9, 3, 3), (9, None, None), 15),
        ((0, 0), (None, None), None),
    ],
)
def test_the_sum_is_shown_where_it_tells_nothing(
    people: tuple[int, ...], each: tuple[int | None, ...], together: int | None
) -> None:
    assert safe_counts(people) == Counts(each, together)


def test_nothing_hidden_can_be_worked_out() -> None:
    """Of everything that may lie behind what is shown, a hidden count is never the same throughout."""
    behind: dict[Counts, list[tuple[int, ...]]] = {}
    for people in product(range(7), repeat=3):
        behind.setdefault(safe_counts(people), []).append(people)
    for shown, possible in behind.items():
        hidden = [at for at, count in enumerate(shown.each) if count is None]
        for at in hidden:
            assert len({people[at] for people in possible}) > 1, shown
        sums = {sum(people[at] for at in hidden) for people in possible}
        assert not hidden or len(sums) > 1 or sums.pop() >= FEWEST, shown
