"""What is happening right now, told to whoever waits for the right moment to strike."""

import threading


class Moments:
    """Everybody announces; one listener waits for one thing at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted: tuple[str, str] | None = None

    def announce(self, what: str, who: str) -> None:
        """`what` is happening in the process called `who`."""
        if (what, who) == self._wanted:
            with self._changed:
                self._wanted = None
                self._changed.notify_all()

    def comes(self, what: str, who: str, within: float) -> bool:
        """Wait until it happens; False if it did not within so many seconds."""
        with self._changed:
            self._wanted = (what, who)
            return self._changed.wait_for(lambda: self._wanted is None, within)
