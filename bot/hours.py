"""When somebody may be texted who has not asked for it: decent hours on their own wall, and which days are quiet.

All in wall time, so the two days of the year when the clocks change are right: the hour that is left out is quiet or
not as the clock before and after it says, and the hour that comes twice is so both times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.settings import QuietHours, quiet_days_from, quiet_hours_from

DAYS_AHEAD = 15
"""How far to look; there is an allowed minute in every week, and the change of clocks may take it out of one."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Quiet hours (None: none), quiet days as `date.weekday` counts them, and where the clock hangs."""

    quiet: QuietHours | None
    days: frozenset[int]
    zone: ZoneInfo

    def of(self, quiet_hours: str | None, quiet_days: str | None, timezone: str | None) -> "Hours":
        """Somebody's own hours as they are kept; what they did not say is as here."""
        quiet = self.quiet if quiet_hours is None else quiet_hours_from(quiet_hours)
        days = self.days if quiet_days is None else quiet_days_from(quiet_days)
        assert quiet is None or isinstance(quiet, QuietHours)
        assert isinstance(days, frozenset)
        return Hours(quiet, days, ZoneInfo(timezone) if timezone else self.zone)


def allowed(hours: Hours, moment: datetime) -> bool:
    """Whether the clock on the person's wall shows a decent hour of a day that is not quiet."""
    wall = moment.astimezone(hours.zone)
    return wall.weekday() not in hours.days and not (hours.quiet and is_quiet(hours.quiet, wall.time()))


def is_quiet(quiet: QuietHours, clock: time) -> bool:
    """Whether the quiet hours hold this time of day."""
    if quiet.starts > quiet.ends:
        return clock >= quiet.starts or clock < quiet.ends
    return quiet.starts <= clock < quiet.ends


def first_allowed(hours: Hours, moment: datetime) -> datetime:
    """`moment` if it is allowed, else the first minute after it that is."""
    if allowed(hours, moment):
        return moment
    today = moment.astimezone(hours.zone).date()
    days = (today + timedelta(days=n) for n in range(DAYS_AHEAD))
    found = (each for day in days for each in turning_points(hours, day) if each > moment and allowed(hours, each))
    return next(found, moment + timedelta(days=1))


def turning_points(hours: Hours, day: date) -> list[datetime]:
    """The moments of a day (in UTC, in order) at which quiet may turn into allowed."""
    walls = [time(0), *([hours.quiet.ends] if hours.quiet else [])]
    shown = [datetime.combine(day, wall, hours.zone).replace(fold=fold) for wall in walls for fold in (0, 1)]
    return sorted({each.astimezone(UTC) for each in shown} | set(clock_changes(day, hours.zone)))


def clock_changes(day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """The moment in which the clocks change on this day, if they do: its first minute by the new clock."""
    before, after = (datetime.combine(each, time(0), zone).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    old = before.astimezone(zone).utcoffset()
    if old == after.astimezone(zone).utcoffset():
        return
    while after - before > MINUTE:
        middle = before + (after - before) // 2
        middle = middle.replace(second=0, microsecond=0)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    yield after
