"""Every table, for those who need all of them: migrations and re-sealing."""

from storage import (
    addresses,
    agenda,
    alerts,
    consents,
    consultations,
    contacts,
    erased,
    flows,
    idempotency,
    interests,
    join_codes,
    joins,
    keys,
    media,
    meetings,
    networks,
    paces,
    rsvps,
    sessions,
    timers,
    tokens,
    views,
)
from storage.columns import metadata
from storage.messages import reports
from storage.messages import table as messages

NOUNS = (
    addresses, agenda, alerts, consents, consultations, contacts, erased, flows, idempotency, interests,
    join_codes, joins, keys, media, meetings, messages, networks, paces, reports, rsvps, sessions, timers, tokens,
    views,
)  # fmt: skip
"""One line a noun: a file whose table is to be migrated stands here."""

__all__ = ["NOUNS", "metadata"]
