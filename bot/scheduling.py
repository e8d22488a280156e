"""When a broadcast goes: from what the clock on the wall should show to a moment, or why that cannot be."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import Hours, allowed, first_allowed

GOOD_FOR = timedelta(days=3)
"""After that a text that could not go makes no sense any more, unless its author says otherwise."""
FURTHEST = timedelta(days=366)
AS_SAID = "%A %d %B %Y, %H:%M"


class BadTime(ValueError):
    """A time that nobody can be texted at; the message says why and what to do."""


class BadEnd(BadTime):
    """The same, said of the time from which on the text makes no sense any more."""


def moment_of(wall: str, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which the clock shows this (ISO 8601, no offset).

    Raises BadTime for what is no time, and for the hours that the change of the clocks takes away or brings twice.
    """
    try:
        shown = datetime.fromisoformat(wall)
    except ValueError:
        raise BadTime("This is no time. Write it like 2026-12-03T10:00.") from None
    if shown.tzinfo is not None:
        raise BadTime("Write the time as the clock on the wall shows it, like 2026-12-03T10:00, without an offset.")
    early, late = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    if early.astimezone(zone).replace(tzinfo=None) != shown:
        raise BadTime("The clocks go forward then, and no clock shows that time. Choose another.")
    raise BadTime("The clocks go back then, and show that time twice. Choose another.")


def start_of(wall: str | None, hours: Hours, now: datetime) -> datetime:
    """When it begins to go; without a wish at once, and who has quiet hours then gets it after them. Raises BadTime."""
    if wall is None:
        return now
    wanted = moment_of(wall, hours.zone)
    if wanted <= now:
        raise BadTime("That time is over. Choose a later one, or leave it out to send it at once.")
    if wanted > now + FURTHEST:
        raise BadTime("That is more than a year away.")
    if not allowed(hours, wanted):
        later = first_allowed(hours, wanted).astimezone(hours.zone)
        raise BadTime(f"Nobody is texted at that hour. The first that is good: {later:{AS_SAID}}.")
    return wanted


def end_of(wall: str | None, start: datetime, hours: Hours) -> datetime:
    """From when on it makes no sense any more. Raises BadEnd for a time before it could go to anybody."""
    if wall is None:
        return start + GOOD_FOR
    try:
        end = moment_of(wall, hours.zone)
    except BadTime as wrong:
        raise BadEnd(str(wrong)) from None
    if end <= first_allowed(hours, start):
        raise BadEnd("It makes no sense any more before it can go to anybody. Choose a later time.")
    return end
