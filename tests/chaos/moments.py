"""What is happening right now, told to whoever waits for the right moment to strike."""

import threading

ANYBODY = "*"
"""What any process may be doing next; it is told even if nobody waits at that moment."""


class Moments:
    """Everybody announces; one listener waits for one thing at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted = ("", "")
        self._came = ""

    def announce(self, what: str, who: str) -> None:
        """`what` is happening in the process called `who`."""
        if who == ANYBODY or (what, who) == self._wanted:
            with self._changed:
                self._came = what
                self._changed.notify_all()

    def comes(self, what: str, who: str, within: float) -> str:
        """Wait until it happens, or what anybody may be doing; what it was, "" if nothing came in so many seconds."""
        with self._changed:
            self._wanted = (what, who)
            self._changed.wait_for(lambda: self._came, within)
            came, self._wanted, self._came = self._came, ("", ""), ""
            return came
