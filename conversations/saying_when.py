"""Times as people say them: "2pm Tuesday 3 June"."""

from datetime import datetime


def local(moment: datetime) -> str:
    """A moment in its own time zone, as "2pm Tuesday 3 June" or "2.30pm ..."."""
    hour = moment.hour % 12 or 12
    minute = f".{moment.minute:02}" if moment.minute else ""
    half = "am" if moment.hour < 12 else "pm"
    return f"{hour}{minute}{half} {DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
