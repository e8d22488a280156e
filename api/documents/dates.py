"""Dates as people say them: "2pm Tuesday 3 June"."""

from datetime import datetime

from babel.dates import format_date


def clock_time(moment: datetime) -> str:
    """2pm, 2:30pm, 12 noon is 12pm: the time of day of an aware local moment."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def day_and_time(moment: datetime) -> str:
    """2pm Tuesday 3 June 2026, of an aware local moment."""
    return f"{clock_time(moment)} {format_date(moment, 'EEEE d MMMM yyyy', locale='en_GB')}"
