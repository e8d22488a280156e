"""The first allowed minute, against a clock that is read minute by minute."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.hours import Hours, allowed, first_allowed
from bot.settings import QuietHours

MINUTE = timedelta(minutes=1)
LONDON = ZoneInfo("Europe/London")
ZONES = [ZoneInfo(name) for name in ("Europe/London", "Europe/Warsaw", "Asia/Karachi", "America/St_Johns", "UTC")]
CHANGES = [datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)]
"""When the clocks change in Europe."""

minutes = st.integers(0, 24 * 60 - 1).map(lambda n: time(*divmod(n, 60)))
near_a_change = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-2 * 24 * 3600, 2 * 24 * 3600),
)
any_time = st.integers(0, 366 * 24 * 3600).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n))
quiet = st.none() | st.builds(QuietHours, minutes, minutes).filter(lambda each: each.starts != each.ends)
days = st.frozensets(st.integers(0, 6), max_size=2)
everybodys = st.builds(Hours, quiet, days, st.sampled_from(ZONES))


def by_the_minute(hours: Hours, moment: datetime) -> datetime:
    """The slow way: look at the clock, and again a minute later."""
    if allowed(hours, moment):
        return moment
    moment = moment.replace(second=0, microsecond=0)
    while not allowed(hours, moment):
        moment += MINUTE
    return moment


@settings(max_examples=2000, deadline=None)
@given(everybodys, near_a_change | any_time)
@example(Hours(QuietHours(time(19), time(1, 30)), frozenset(), LONDON), datetime(2026, 3, 28, 23, tzinfo=UTC))
@example(Hours(QuietHours(time(19), time(1, 30)), frozenset(), LONDON), datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
@example(Hours(QuietHours(time(2), time(1)), frozenset({5}), LONDON), datetime(2026, 3, 28, 12, tzinfo=UTC))
@example(Hours(None, frozenset({6}), LONDON), datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
def test_it_is_the_first_allowed_minute(hours: Hours, moment: datetime) -> None:
    assert first_allowed(hours, moment) == by_the_minute(hours, moment)


def test_own_hours_go_before_those_of_the_line() -> None:
    line = Hours(QuietHours(time(19), time(9)), frozenset({6}), LONDON)
    assert line.of(None, None, None) == line
    own = line.of("22:00-11:30", "", "Europe/Warsaw")
    assert own == Hours(QuietHours(time(22), time(11, 30)), frozenset(), ZoneInfo("Europe/Warsaw"))
    assert line.of("", "saturday, sunday", None) == Hours(None, frozenset({5, 6}), LONDON)
