"""One part, the whole, or nothing strange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ranges import part_wanted


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", range(2)), ("bytes=2-", range(2, 10)), ("bytes=-3", range(7, 10)), ("bytes=0-99", range(10)),
        ("bytes=-99", range(10)),
        (None, None), ("", None), ("bytes=-", None), ("bytes=10-", None), ("bytes=5-2", None), ("bytes=-0", None),
        ("bytes=0-1,3-4", None), ("pages=1-2", None), ("bytes=a-b", None),
    ],
)  # fmt: skip
def test_parts(header: str | None, part: range | None) -> None:
    assert part_wanted(header, 10) == part


@given(st.text() | st.from_regex(r"bytes=\d{0,13}-\d{0,13}", fullmatch=True), st.integers(0, 100))
def test_a_part_lies_within(header: str, size: int) -> None:
    part = part_wanted(header, size)
    assert part is None or (part and part.start >= 0 and part.stop <= size)
