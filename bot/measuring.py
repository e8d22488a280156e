"""What this process counts and times, for Prometheus to fetch. No text, no person, no number goes in here.

What happened (texts taken, sent, failed) is counted by the process that did it: Prometheus adds the processes up. What
stands (the queue, open alerts) is in the database and the same for all: bot/watching.py reads it when asked.
Every label has few values, all of them ours.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from bot.channels.errors import (
    Moved,
    OptedOut,
    OursToFix,
    Refused,
    SendError,
    TryLater,
    Uncertain,
    Unreachable,
)

ERRORS: dict[type[SendError], str] = {
    TryLater: "try later",
    Uncertain: "no clear answer",
    Unreachable: "unreachable",
    OptedOut: "stopped",
    Moved: "moved",
    OursToFix: "ours to fix",
    Refused: "refused",
}
"""What a channel may raise, in the words of a label."""
NOT_NOW = (
    "stopped",
    "this address cannot be reached",
    "too late",
    "paused",
    "no consent",
    "unsafe phone",
    "under 18",
    "weekly ration",
    "quiet hours",
    "one text after the other",
    "called off",
    "held",
)
"""How the gate's reasons begin; what comes after that may be about one person, and is left away."""
QUICK = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
SLOW = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper ends of the histograms' buckets, in seconds."""


def why(reason: str) -> str:
    """The gate's reason as a label."""
    return next((each for each in NOT_NOW if reason.startswith(each)), "other")


class Measures:
    """One a house. Counting one takes about two microseconds."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        ProcessCollector(registry=registry)

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"lightline_{name}", about, ["channel", *labels], registry=registry)

        self.inbound = counter("inbound", "Texts that came in, by what came of them.", "outcome")
        self.sent = counter("sent", "Texts that a provider took.")
        self.delivered = counter("delivered", "Texts that arrived, as far as the provider says.")
        self.failed = counter("failed", "Texts that did not arrive and never will.", "reason")
        self.skipped = counter("skipped", "Texts that were held back for good.", "reason")
        self.deferred = counter("deferred", "How often a text was put off by the rules.", "reason")
        self.retried = counter("retried", "How often a text is to be sent again.", "reason")
        self.turn = Histogram("lightline_turn_seconds", "One turn.", registry=registry, buckets=QUICK)
        self.send = Histogram(
            "lightline_send_seconds", "One call to a provider.", ["channel"], registry=registry, buckets=SLOW
        )

    def went(self, channel: str, *, delivered: bool) -> None:
        """A provider took a text, and perhaps says at once that it arrived."""
        self.sent.labels(channel).inc()
        if delivered:
            self.delivered.labels(channel).inc()

    def refused(self, channel: str, error: SendError, *, ended: bool) -> None:
        """A text did not go: for good, or it is tried again."""
        (self.failed if ended else self.retried).labels(channel, ERRORS[type(error)]).inc()
