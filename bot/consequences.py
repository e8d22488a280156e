"""What a refusal tells us about the person or the address, whether it came at once or in a later report."""

from datetime import datetime
from uuid import UUID

from bot.channels.errors import OptedOut, SendError, Unreachable
from storage import addresses, alerts, contacts
from storage.database import Transaction


def act_on(tx: Transaction, contact_id: UUID, address_id: UUID, error: SendError, now: datetime) -> None:
    """Record a stop that only the provider saw, and an address that is gone."""
    match error:
        case OptedOut():
            if contacts.lock(tx, contact_id).stopped_at is None:
                contacts.stop(tx, contact_id, now)
                alerts.raise_(tx, contact_id, "stopped", None, None, now)
        case Unreachable():
            addresses.mark_unreachable(tx, address_id, error.reason, now)
