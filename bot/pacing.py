"""How fast texts may leave. Pure: from what has gone and the time to the moment when the next may go.

A channel's rate is kept in one number, the moment at which all that has gone is paid for (a "generic cell rate"): cheap
to keep in a row that all processes share, and what was missed by waking late is caught up with, up to the burst.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units a second in the long run; so many at once after a rest."""

    a_second: float
    burst: float

    @property
    def each(self) -> timedelta:
        """What one unit takes."""
        return timedelta(seconds=1 / self.a_second)

    def ready_at(self, free_at: datetime | None, now: datetime) -> datetime:
        """The first moment, from now on, at which something may go; `free_at` is when all before it is paid for."""
        return now if free_at is None else max(now, free_at - self.each * (self.burst - 1))

    def paid_at(self, free_at: datetime | None, now: datetime, units: int) -> datetime:
        """When all is paid for, once so many units go now."""
        return (now if free_at is None else max(now, free_at)) + self.each * units


@dataclass(frozen=True, slots=True)
class Window:
    """No more than so many texts to one address in any stretch of time that is so long."""

    texts: int
    within: timedelta

    def opens_at(self, tries: Iterable[datetime], now: datetime) -> datetime:
        """The first moment, from now on, at which one more may go."""
        lately = sorted(each for each in tries if each > now - self.within)
        return lately[-self.texts] + self.within if len(lately) >= self.texts else now
