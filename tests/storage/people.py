"""Who the storage tests are about."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from conversations.effects import SayKind
from storage import contacts, messages, networks
from storage.contacts import Reached
from storage.database import Database, Transaction
from storage.messages import Message
from storage.networks import Network

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ANN = "+447700900001"
BOB = "+447700900002"
PARVEEN = "+447700900003"


def reach(tx: Transaction, number: str = ANN, now: datetime = NOW) -> Reached:
    """Somebody texts."""
    return contacts.reach(tx, "sms", number, now)


def leeds(tx: Transaction) -> Network:
    """A Network."""
    return networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)


def queue(
    database: Database,
    text: str = "Hello",
    number: str = ANN,
    kind: SayKind = "reply",
    due_at: datetime | None = None,
) -> UUID:
    """A text waits to go out to somebody."""
    with database.begin() as tx:
        to = reach(tx, number)
        return messages.queue(tx, to.contact.id, to.address.id, "sms", text, (), kind, NOW, due_at=due_at)


def message(database: Database, message_id: UUID) -> Message:
    """What has become of it."""
    with database.read() as tx:
        (found,) = messages.by_ids(tx, [message_id])
    return found
