"""What stands in the database, read at the moment when Prometheus asks: the same whichever process it asks."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from storage import alerts, messages, paces
from storage.database import Database, Transaction
from storage.errors import StorageError

ABOUT: Mapping[str, str] = {
    **dict.fromkeys(("urgent", "distress"), "danger"),
    **dict.fromkeys(("broken", "channel", "refused", "stuck"), "line"),
}
"""What kind of worry an alert is; every other kind is about a person. Finer would say too much about few people."""


class Standing(Collector):
    """Three reads of small indexes; they cost what is queued and what is open, not what is kept."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.clock = clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All gauges. A database that cannot be read is said so, and all that the process counts still comes."""
        readable = GaugeMetricFamily("lightline_database_readable", "1: the database can be read. 0: it cannot.")
        found: list[GaugeMetricFamily] = []
        with contextlib.suppress(StorageError), self.database.read() as tx:
            now = self.clock()
            found = [*queue(tx, now), *worries(tx, now), resting(tx, now)]
        readable.add_metric([], 1 if found else 0)
        yield from (readable, *found)


def queue(tx: Transaction, now: datetime) -> tuple[GaugeMetricFamily, ...]:
    """How much waits, and for how long the first has waited that may go."""
    labels = ["channel", "kind"]
    texts = GaugeMetricFamily("lightline_queued", "Texts that are not finished.", labels=labels)
    oldest = GaugeMetricFamily(
        "lightline_oldest_due_seconds", "For how long the first of them might have gone.", labels=labels
    )
    for each in messages.waiting(tx):
        texts.add_metric([each.channel, each.kind], each.texts)
        oldest.add_metric([each.channel, each.kind], seconds(each.first_due, now))
    return texts, oldest


def worries(tx: Transaction, now: datetime) -> tuple[GaugeMetricFamily, ...]:
    """What nobody has looked at yet. All three kinds are always there, so that a rule can watch them."""
    number, age = dict.fromkeys(("danger", "person", "line"), 0), dict.fromkeys(("danger", "person", "line"), 0.0)
    for kind, many, since in alerts.waiting(tx):
        about = ABOUT.get(kind, "person")
        number[about] += many
        age[about] = max(age[about], seconds(since, now))
    open_ = GaugeMetricFamily("lightline_alerts_open", "Alerts that nobody has looked at.", labels=["about"])
    oldest = GaugeMetricFamily("lightline_alerts_oldest_seconds", "Age of the oldest of them.", labels=["about"])
    for about in number:
        open_.add_metric([about], number[about])
        oldest.add_metric([about], age[about])
    return open_, oldest


def resting(tx: Transaction, now: datetime) -> GaugeMetricFamily:
    """Channels that a provider, or a setting of ours, has stopped for a while."""
    rests = GaugeMetricFamily(
        "lightline_channel_rests_seconds", "For how long a channel sends nothing yet; 0: it sends.", labels=["channel"]
    )
    for pace in paces.all_(tx):
        rests.add_metric([pace.channel], seconds(now, pace.held_until or now))
    return rests


def seconds(since: datetime, until: datetime) -> float:
    """How long that is; never below 0."""
    return max(0.0, (until - since).total_seconds())
