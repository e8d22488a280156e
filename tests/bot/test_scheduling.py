"""When a broadcast goes: wall time, decent hours, and the two days on which the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import Hours, allowed
from bot.scheduling import BadTime, end_of, moment_of, start_of
from bot.settings import Settings, load_settings
from tests.bot.houses import TUESDAY_NOON as NOW

LONDON = ZoneInfo("Europe/London")


def usual() -> Hours:
    settings: Settings = load_settings(None)
    return Hours(settings.quiet_hours, settings.quiet_days, LONDON)


def test_it_is_as_the_clock_on_the_wall_shows_it() -> None:
    assert moment_of("2026-12-03T10:00", LONDON) == datetime(2026, 12, 3, 10, tzinfo=UTC)
    assert moment_of("2027-06-03T10:00", LONDON) == datetime(2027, 6, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "why"),
    [
        ("2027-03-28T01:30", "go forward"),
        ("2026-10-25T01:30", "go back"),
        ("soon", "no time"),
        ("2026-12-03T10:00+00:00", "without an offset"),
        ("2026-13-03T10:00", "no time"),
    ],
)
def test_a_time_that_no_clock_shows_once_is_refused(wall: str, why: str) -> None:
    with pytest.raises(BadTime, match=why):
        moment_of(wall, LONDON)


@pytest.mark.parametrize(
    ("wall", "why"),
    [
        ("2026-11-24T11:59", "is over"),
        ("2026-11-24T12:00", "is over"),
        ("2026-11-25T07:00", "Wednesday 25 November 2026, 09:00"),
        ("2026-11-24T19:00", "Wednesday 25 November 2026, 09:00"),
        ("2026-11-29T12:00", "Monday 30 November 2026, 09:00"),
        ("2028-11-24T12:00", "more than a year"),
    ],
)
def test_a_time_at_which_nobody_is_texted_is_refused(wall: str, why: str) -> None:
    with pytest.raises(BadTime, match=why):
        start_of(wall, usual(), NOW)


def test_without_a_wish_it_goes_at_once_and_makes_sense_for_three_days() -> None:
    assert start_of(None, usual(), NOW) == NOW
    assert end_of(None, NOW, usual()) == NOW + timedelta(days=3)


def test_it_has_to_make_sense_when_it_can_first_go() -> None:
    evening = NOW + timedelta(hours=9)
    with pytest.raises(BadTime, match="before it can go"):
        end_of("2026-11-25T08:00", evening, usual())
    assert end_of("2026-11-25T12:00", evening, usual()) == NOW + timedelta(days=1)


@given(st.integers(0, 800 * 24 * 60))
def test_what_is_taken_is_a_decent_hour_to_come(minutes: int) -> None:
    wall = NOW.replace(tzinfo=None) + timedelta(minutes=minutes - 60)
    try:
        start = start_of(wall.isoformat(), usual(), NOW)
    except BadTime:
        return
    assert start > NOW
    assert allowed(usual(), start)
    assert start.astimezone(LONDON).replace(tzinfo=None) == wall
