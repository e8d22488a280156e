from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.reading.dates import read_span

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 3, 14, 30, tzinfo=LONDON)
"""A Wednesday."""


def at(text: str) -> str | None:
    found = read_span(text, NOW)
    return f"{found:%Y-%m-%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("stop til monday", "2026-06-08 09:00"),
        ("leave me be till tues", "2026-06-09 09:00"),
        ("not til weds", "2026-06-10 09:00"),
        ("until after friday", "2026-06-06 09:00"),
        ("for two weeks", "2026-06-17 14:30"),
        ("2 wks pls", "2026-06-17 14:30"),
        ("a couple of weeks", "2026-06-17 14:30"),
        ("give me a few days", "2026-06-06 14:30"),
        ("a fortnight", "2026-06-17 14:30"),
        ("in a month", "2026-07-03 14:30"),
        ("in an hour", "2026-06-03 15:30"),
        ("text me tomorrow", "2026-06-04 09:00"),
        ("2moro at 3", "2026-06-04 15:00"),
        ("tonight at 8pm", "2026-06-03 20:00"),
        ("next week", "2026-06-08 09:00"),
        ("next month", "2026-07-01 09:00"),
        ("this weekend", "2026-06-06 09:00"),
        ("after the weekend", "2026-06-08 09:00"),
        ("till 3rd july", "2026-07-03 09:00"),
        ("july 3", "2026-07-03 09:00"),
        ("the 3rd of july", "2026-07-03 09:00"),
        ("3/7", "2026-07-03 09:00"),
        ("not before september", "2026-09-01 09:00"),
        ("1 may", "2027-05-01 09:00"),
        ("leave it till christmas", "2026-12-25 09:00"),
        ("in the new year", "2027-01-01 09:00"),
        ("friday half 3", "2026-06-05 15:30"),
        ("friday quarter to 3", "2026-06-05 14:45"),
        ("tues 10.30am", "2026-06-09 10:30"),
        ("at 3", "2026-06-03 15:00"),
        ("at 11", "2026-06-04 11:00"),
        ("11:15", "2026-06-04 11:15"),
        ("do poniedziałku", "2026-06-08 09:00"),
        ("na dwa tygodnie", "2026-06-17 14:30"),
        ("jutro", "2026-06-04 09:00"),
    ],
)
def test_days_times_and_stretches(text: str, moment: str) -> None:
    assert at(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "till im out of hospital",
        "for a bit",
        "for now",
        "till i say so",
        "i sat down",
        "may be",
        "i may",
        "ive been clean 3 weeks now",
        "3 weeks ago",
        "every monday",
        "last friday",
        "4",
        "3 or 4",
        "30/2/26",
        "the sun is out",
        "",
        "\x00",
    ],
)
def test_an_open_end_and_no_time_at_all_are_none(text: str) -> None:
    assert at(text) is None


def test_a_month_ends_where_the_shorter_one_does() -> None:
    assert read_span("in a month", datetime(2027, 1, 31, 10, tzinfo=LONDON)) == datetime(2027, 2, 28, 10, tzinfo=LONDON)


def test_wall_time_holds_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 24, 9, tzinfo=LONDON)
    found = read_span("for two days", before)
    assert found is not None
    assert found.hour == 9
    assert found.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=49)


@settings(deadline=None)  # how long a text takes is tested with all readers
@given(text=st.one_of(st.text(), st.from_regex(r"(till |at |in )?\d{1,4}[./:]?\d{0,3} ?(june|weeks|years|am|monday)?")))
def test_whatever_is_written_what_is_found_lies_ahead(text: str) -> None:
    found = read_span(text, NOW)
    assert found is None or found > NOW
