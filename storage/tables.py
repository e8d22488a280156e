"""Every table, for those who need all of them: migrations and re-sealing."""

from storage import (
    addresses,
    agenda,
    alerts,
    broadcasts,
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
    local_interests,
    media,
    meetings,
    networks,
    paces,
    recipients,
    rsvps,
    sessions,
    staff,
    tags,
    timers,
    tokens,
    views,
)
from storage.columns import metadata
from storage.messages import reports
from storage.messages import table as messages

NOUNS = (
    addresses, agenda, alerts, broadcasts, consents, consultations, contacts, erased, flows, idempotency, interests,
    join_codes, joins, keys, local_interests, media, meetings, messages, networks, paces, recipients, reports, rsvps,
    sessions, staff, tags, timers, tokens, views,
)  # fmt: skip
"""One line a noun: a file whose table is to be migrated stands here."""

__all__ = ["NOUNS", "metadata"]
