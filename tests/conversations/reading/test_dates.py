"""How long a pause is, in people's words."""

from datetime import UTC, datetime

import pytest

from conversations.reading.dates import read_span

MONDAY = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("text me in a month", 30),
        ("leave it for 2 weeks", 14),
        ("give me a couple of days", 2),
        ("not til friday", 4),
        ("leave me alone till monday", 7),
        ("try me again tomorrow", 1),
        ("dont text me til next week", 7),
        ("till im out of hospital", None),
        ("not now", None),
    ],
)
def test_until_when(text: str, days: int | None) -> None:
    until = read_span(text, MONDAY)
    assert (until - MONDAY).days == days if until else days is None
