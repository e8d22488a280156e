"""A code that shows that two phones are one person's: made here, where chance is allowed, and tried in a turn."""

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import structlog

from bot.channels.channel import Inbound
from bot.keeping import Turn
from conversations.events import CodeTried
from conversations.reading.code import DIGITS, LENGTH, LETTERS, read_code
from storage import addresses, alerts, contacts, join_codes, joining
from storage.contacts import Contact
from storage.database import Transaction
from storage.errors import NotThere

log = structlog.get_logger()


def fresh_code() -> str:
    """A code that nobody can guess."""
    rest = "".join(secrets.choice(DIGITS + LETTERS) for _ in range(LENGTH - 2))
    return secrets.choice(DIGITS) + rest + secrets.choice(LETTERS)


def lock_both(tx: Transaction, inbound: Inbound, now: datetime) -> None:
    """Where a text is a code, lock both people before the turn locks one of them: always in one order."""
    code = read_code(inbound.text)
    given = join_codes.find(tx, code, now) if code else None
    here = addresses.find(tx, inbound.channel, inbound.address) if given else None
    if given and here:
        with suppress(NotThere):
            contacts.lock_all(tx, (given.contact_id, here.contact_id))


def try_code(turn: Turn, code: str) -> tuple[Turn, CodeTried]:
    """Join the two phones if that is right; the turn goes on as the person that they are now."""
    given = join_codes.find(turn.tx, code, turn.now)
    if given and given.contact_id == turn.contact.id:
        return turn, CodeTried("same")
    if not join_codes.may_try(turn.tx, turn.address_id, turn.now):
        log.warning("too many codes were tried", contact=turn.contact.reference)
        return turn, CodeTried("closed")
    if given is None:
        return turn, CodeTried("unknown")
    other = contacts.lock(turn.tx, given.contact_id)
    if not all(map(joinable, (turn.contact, other))):
        alerts.raise_(turn.tx, other.id, "person", None, None, turn.now)
        return turn, CodeTried("for_a_worker")
    join_codes.use(turn.tx, given)
    both = joining.join(turn.tx, turn.contact.id, other.id, "the person", turn.now)
    log.info("two phones joined", contact=both.reference)
    return replace(turn, contact=both, other=addresses.get(turn.tx, given.address_id)), CodeTried("joined")


def joinable(contact: Contact) -> bool:
    """Whether a code may join them: not a phone that somebody else may read, and nobody who asked for no more texts."""
    return contact.phone != "unsafe" and contact.stopped_at is None and contact.erased_at is None
