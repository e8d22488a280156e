from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadCursor
from storage.paging import cursor_at, id_behind, number_behind, page_of


@given(st.uuids())
def test_a_cursor_leads_back_to_its_id(mark: UUID) -> None:
    assert id_behind(cursor_at(mark)) == mark


@given(st.integers(1, 2**63 - 1))
def test_a_cursor_leads_back_to_its_number(mark: int) -> None:
    assert number_behind(cursor_at(mark)) == mark


@given(st.text())
def test_any_other_text_is_refused_and_nothing_else_is_raised(text: str) -> None:
    for behind in (id_behind, number_behind):
        with suppress(BadCursor):
            behind(text)


def test_numbers_that_no_database_holds_are_refused() -> None:
    for number in (0, -1, 2**63, 10**50):
        with pytest.raises(BadCursor):
            number_behind(cursor_at(number))


@given(st.lists(st.integers(1, 99), max_size=20), st.integers(1, 5))
def test_pages_hold_everything_once_and_the_last_one_says_so(numbers: list[int], limit: int) -> None:
    pages = [page_of(numbers[at : at + limit + 1], limit, lambda each: each) for at in range(0, len(numbers), limit)]
    assert [each for page in pages for each in page.items] == numbers
    assert [page.next is None for page in pages] == [False] * (len(pages) - 1) + [True] * bool(pages)
