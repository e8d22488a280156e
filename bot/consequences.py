"""What a refusal tells us about the person, the address or the line, whether it came at once or in a later report."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.channels.errors import OptedOut, OursToFix, Refused, SendError, TryLater, Unreachable
from storage import addresses, alerts, contacts, messages, paces
from storage.database import Transaction
from storage.messages import Named

HOLD = timedelta(minutes=5)
"""How long a channel rests after an error that is ours to fix, so that one wrong setting fails one message, not all."""
ONCE_IN = timedelta(days=1)
"""An alert about the same trouble is raised once in this time, not once a message."""


def act_on(tx: Transaction, contact_id: UUID, address_id: UUID, error: SendError, now: datetime) -> None:
    """Record a stop that only the provider saw, and an address that is gone."""
    match error:
        case OptedOut():
            contact = contacts.lock(tx, contact_id)
            if contact.stopped_at is None:
                contacts.stop(tx, contact.id, now)
                alerts.raise_(tx, contact.id, "stopped", None, None, now)
        case Unreachable():
            addresses.mark_unreachable(tx, address_id, error.reason, now)


def rest(tx: Transaction, channel: str, error: OursToFix, now: datetime) -> None:
    """Let the channel rest in every process, and tell staff once."""
    paces.hold(tx, channel, now + HOLD, error.reason)
    alerts.raise_once(tx, None, "channel", channel, None, now, ONCE_IN)


def person_looks(tx: Transaction, contact_id: UUID, message_id: UUID, error: SendError, now: datetime) -> None:
    """Nobody but a person can say what is wrong with a text. The first with this code stands for all of a day."""
    contact = contacts.lock(tx, contact_id)
    alerts.raise_once(tx, contact.id, "refused", error.code, message_id, now, ONCE_IN)


def act_on_report(tx: Transaction, channel: str, named: Named, error: SendError, now: datetime) -> bool:
    """The text was taken and then got lost: try again where that can help, else tell whom it concerns.

    True: that was its end.
    """
    match error:
        case TryLater(waits=waits):
            tried = named.attempts - 1
            if error.whole:
                paces.hold(tx, channel, now + HOLD, error.reason)
            if waits and tried < len(waits):
                messages.once_more(tx, named.id, now + timedelta(seconds=waits[tried]), error.reason)
                return False
        case OursToFix():
            rest(tx, channel, error, now)
        case Refused():
            person_looks(tx, named.contact_id, named.id, error, now)
        case _:
            act_on(tx, named.contact_id, named.address_id, error, now)
    return True
