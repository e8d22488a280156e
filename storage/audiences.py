"""Whom a broadcast is about: a description that is kept, and the people who fit it now, a handful at a time.

Whether each of them may be texted is not decided here (bot/audience.py).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from conversations.effects import Purpose
from storage import addresses, consents, contacts, interests, networks, rsvps, staff, tags
from storage.columns import AnyRow
from storage.contacts import Trust
from storage.database import Transaction

Answered = Literal["yes", "no", "maybe", "none"]
"""What somebody said to a meeting; none: nothing yet."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant. Within one field any of the values will do; a person has to fit every field that says something."""

    networks: tuple[str, ...] = ()
    """Slugs."""
    localities: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    """Ids of the taxonomy."""
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47."""
    workers: tuple[str, ...] = ()
    """Ids of staff."""
    meeting: str | None = None
    """The id of a meeting; `answers` says which answers to it are meant."""
    answers: tuple[Answered, ...] = ()
    heard_since: str | None = None
    """Only people who wrote at or after this time (RFC 3339)."""
    heard_before: str | None = None
    """Only people who have not written since this time, or never."""
    people: tuple[str, ...] = ()
    """Ids of contacts."""

    @property
    def says_nothing(self) -> bool:
        """Whether it means everybody there is."""
        return not any(getattr(self, each.name) for each in fields(self))


def audience_kept(audience: Audience) -> str:
    """As it is kept: JSON with only what is said."""
    return json.dumps({name: value for name, value in asdict(audience).items() if value}, ensure_ascii=False)


def audience_from(kept: str) -> Audience:
    """As it is used."""
    values: dict[str, Any] = json.loads(kept)
    said: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in values.items()}
    return Audience(**said)


@dataclass(frozen=True, slots=True)
class Way:
    """One address of somebody, without the address."""

    id: UUID
    channel: str
    unreachable: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of somebody's ledger: what they said about a purpose, and at which address."""

    purpose: Purpose
    given: bool
    address_id: UUID | None
    consent_id: UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who fits an audience, with what must be known to decide whether and how to text them."""

    id: UUID
    number: int
    first_name: str | None
    network: str | None
    """The name of their Network."""
    worker: str | None
    """The name of their worker."""
    language: str
    phone: Trust
    stopped: bool
    paused: bool
    underage: bool
    ration: int | None
    ways: tuple[Way, ...]
    """The one they used last comes first."""
    words: tuple[Word, ...]
    """In the order in which they were said."""

    @property
    def reference(self) -> str:
        """Like WY-0042."""
        return f"{contacts.PREFIX}-{self.number:04d}"


_c = contacts.table.c
_last_heard = (
    select(func.max(addresses.table.c.last_used_at))
    .where(addresses.table.c.contact_id == _c.id)
    .correlate(contacts.table)
    .scalar_subquery()
)
_PEOPLE = (
    select(
        _c.id, _c.number, _c.first_name, _c.language, _c.phone, _c.stopped_at, _c.paused_at, _c.paused_until,
        _c.underage_at, _c.worker_id, networks.table.c.name.label("network"), networks.table.c.weekly_ration,
    )
    .select_from(contacts.table.outerjoin(networks.table, networks.table.c.id == _c.network_id))
    .where(_c.erased_at.is_(None))
)  # fmt: skip
_WAYS = (
    select(
        addresses.table.c.contact_id,
        addresses.table.c.id,
        addresses.table.c.channel,
        addresses.table.c.unreachable_reason,
    )
    .where(
        addresses.table.c.contact_id.in_(bindparam("people", expanding=True)), addresses.table.c.removed_at.is_(None)
    )
    .order_by(addresses.table.c.last_used_at.desc().nulls_last(), addresses.table.c.id)
)
_WORDS = (
    select(
        consents.table.c.contact_id,
        consents.table.c.purpose,
        consents.table.c.given,
        consents.table.c.address_id,
        consents.table.c.id,
    )
    .where(consents.table.c.contact_id.in_(bindparam("people", expanding=True)))
    .order_by(consents.table.c.number)
)


def people(
    tx: Transaction, audience: Audience, network_id: UUID | None, after: int, limit: int, now: datetime
) -> list[Person]:
    """The next people who fit, by their number, none of them up to `after`; of one Network only, if one is given."""
    query = _PEOPLE.where(_c.number > after, *fitting(audience, network_id)).order_by(_c.number).limit(limit)
    rows = tx.execute(query).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    ways, words, names = _ways_of(tx, ids), _words_of(tx, ids), _names(tx)
    return [_person(row, names.get(row.worker_id), ways[row.id], words[row.id], now) for row in rows]


def count(tx: Transaction, audience: Audience, network_id: UUID | None) -> int:
    """How many people fit."""
    fit: Select[Any] = select(func.count()).select_from(contacts.table)
    return int(tx.execute(fit.where(_c.erased_at.is_(None), *fitting(audience, network_id))).scalar_one())


def fitting(audience: Audience, network_id: UUID | None) -> list[ColumnElement[bool]]:
    """The conditions of an audience on the table of contacts."""
    place = networks.table.c
    return [
        *([_c.network_id == network_id] if network_id else []),
        *_among(_c.network_id, select(place.id).where(place.slug.in_(audience.networks)), audience.networks),
        *_among(_c.network_id, _in_localities(audience.localities), audience.localities),
        *_among(_c.id, _lit_up_by(audience.interests), audience.interests),
        *_among(_c.id, select(tags.table.c.contact_id).where(tags.table.c.tag.in_(audience.tags)), audience.tags),
        *([_c.language.in_(audience.languages)] if audience.languages else []),
        *([_c.worker_id.in_(map(UUID, audience.workers))] if audience.workers else []),
        *([_c.id.in_(map(UUID, audience.people))] if audience.people else []),
        *_heard(audience),
        *_answered(audience),
    ]


def _among(column: ColumnElement[Any], found: Select[Any], wanted: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.in_(found)] if wanted else []


def _in_localities(localities: Sequence[str]) -> Select[Any]:
    named = [each.casefold() for each in localities]
    return select(networks.table.c.id).where(func.lower(networks.table.c.locality).in_(named))


def _lit_up_by(wanted: Sequence[str]) -> Select[Any]:
    return select(interests.table.c.contact_id).where(interests.table.c.interest.in_(wanted))


def _heard(audience: Audience) -> list[ColumnElement[bool]]:
    since = datetime.fromisoformat(audience.heard_since) if audience.heard_since else None
    before = datetime.fromisoformat(audience.heard_before) if audience.heard_before else None
    return [
        *([_last_heard >= bindparam(None, since, addresses.table.c.last_used_at.type)] if since else []),
        *([or_(_last_heard.is_(None), _last_heard < bindparam(None, before, addresses.table.c.last_used_at.type))]
          if before else []),
    ]  # fmt: skip


def _answered(audience: Audience) -> list[ColumnElement[bool]]:
    if audience.meeting is None:
        return []
    of_meeting = select(rsvps.table.c.contact_id).where(rsvps.table.c.meeting_id == UUID(audience.meeting))
    said = [each for each in audience.answers if each != "none"]
    wanted = [_c.id.in_(of_meeting.where(rsvps.table.c.answer.in_(said)))] if said else []
    silent = [_c.id.not_in(of_meeting)] if "none" in audience.answers or not audience.answers else []
    return [or_(*wanted, *silent)]


def _ways_of(tx: Transaction, ids: Iterable[UUID]) -> dict[UUID, list[Way]]:
    found: dict[UUID, list[Way]] = {each: [] for each in ids}
    for contact_id, *way in tx.execute(_WAYS, {"people": list(found)}):
        found[contact_id].append(Way(*way))
    return found


def _words_of(tx: Transaction, ids: Iterable[UUID]) -> dict[UUID, list[Word]]:
    found: dict[UUID, list[Word]] = {each: [] for each in ids}
    for contact_id, *word in tx.execute(_WORDS, {"people": list(found)}):
        found[contact_id].append(Word(*word))
    return found


def _names(tx: Transaction) -> dict[UUID, str]:
    return {each.id: each.name for each in staff.all_(tx)}


def _person(row: AnyRow, worker: str | None, ways: Sequence[Way], words: Sequence[Word], now: datetime) -> Person:
    return Person(
        id=row.id,
        number=row.number,
        first_name=row.first_name,
        network=row.network,
        worker=worker,
        language=row.language,
        phone=row.phone,
        stopped=row.stopped_at is not None,
        paused=row.paused_at is not None and (row.paused_until is None or row.paused_until > now),
        underage=row.underage_at is not None,
        ration=row.weekly_ration,
        ways=tuple(ways),
        words=tuple(words),
    )
