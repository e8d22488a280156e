"""A flood: texts of one person that come faster than anybody could answer. Pure: from how full the cup is to the next.

Every text fills the cup by a little, and time empties it. Once it runs over it is filled to the brim, so that a flood
that swells and ebbs is one flood, and ends when the cup is half empty.
"""

from datetime import datetime, timedelta

from conversations.events import Flood

EACH = timedelta(seconds=2)
"""What a text adds."""
FULL = timedelta(seconds=60)
"""Thirty texts at once; or one every second for a minute."""
BRIM = 2 * FULL
"""After the last text of a flood it takes a minute until it is calm."""


def poured(busy_until: datetime | None, now: datetime) -> tuple[datetime, Flood | None]:
    """How full the cup is after one more text (it is empty at that moment), and whether there is a flood."""
    level = max(busy_until - now, timedelta(0)) if busy_until else timedelta(0)
    if level > FULL:
        return now + min(level + EACH, BRIM), "goes_on"
    if level + EACH > FULL:
        return now + BRIM, "begins"
    return now + level + EACH, None
