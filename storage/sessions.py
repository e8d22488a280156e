"""Where each person is in each flow. One open session a contact and flow; ended ones stay as records."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, Index, Table, Text, bindparam, insert, literal_column, select, update

from conversations.session import Session
from storage.columns import Moment, Sealed, id_column, link, metadata, new_id
from storage.database import Transaction

table = Table(
    "sessions",
    metadata,
    id_column(),
    link("contact_id", "contacts.id"),
    Column("flow", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("kept", Sealed("sessions.kept"), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

# The word stands in the SQL itself, or SQLite would not use the index below.
_OPEN = table.c.status != literal_column("'ended'")
Index("sessions_one_open", table.c.contact_id, table.c.flow, unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)

_OPEN_FOR = (
    select(table.c.kept)
    .where(table.c.contact_id == bindparam("contact"), _OPEN)
    .order_by(table.c.updated_at.desc(), table.c.id.desc())
)
_OPEN_OF = (
    select(table.c.id, table.c.contact_id, table.c.kept)
    .where(table.c.contact_id.in_(bindparam("contacts", expanding=True)), _OPEN)
    .order_by(table.c.updated_at.desc(), table.c.id.desc())
)
_REWRITE = (
    update(table)
    .where(table.c.id == bindparam("its_id"))
    .values(status=bindparam("new_status"), kept=bindparam("kept"))
)
_GO_ON = (
    update(table)
    .where(table.c.contact_id == bindparam("contact"), table.c.flow == bindparam("its_flow"), _OPEN)
    .values(
        version=bindparam("version"),
        node=bindparam("node"),
        status=bindparam("new_status"),
        kept=bindparam("kept"),
        updated_at=bindparam("now"),
    )
)
_BEGIN = insert(table)


class Open(NamedTuple):
    """An open session, and whose it is."""

    id: UUID
    contact_id: UUID
    session: Session


def open_of(tx: Transaction, contact_ids: Iterable[UUID]) -> tuple[Open, ...]:
    """The open sessions of several contacts, the one that was spoken in last first."""
    rows = tx.execute(_OPEN_OF, {"contacts": list(contact_ids)})
    return tuple(Open(id_, contact_id, Session.model_validate_json(kept)) for id_, contact_id, kept in rows)


def rewrite(tx: Transaction, session_id: UUID, session: Session) -> None:
    """Change what a session remembers, or end it, without anybody having spoken in it."""
    values = {"its_id": session_id, "new_status": session.status, "kept": session.model_dump_json()}
    tx.execute(_REWRITE, values)


def open_for(tx: Transaction, contact_id: UUID) -> tuple[Session, ...]:
    """A contact's open sessions: the one that was spoken in last first; of two in one turn, the one begun later."""
    return tuple(Session.model_validate_json(kept) for (kept,) in tx.execute(_OPEN_FOR, {"contact": contact_id}))


def save(tx: Transaction, contact_id: UUID, session: Session, now: datetime, new: bool = False) -> None:
    """Keep where a session is now; `new`: its flow is not open, so there is no row to change.

    The caller has locked the contact, so nobody else can begin the same flow.
    """
    where = {
        "version": session.version,
        "node": session.node,
        "kept": session.model_dump_json(),
    }
    if not new:
        its = {"contact": contact_id, "its_flow": session.flow}
        gone_on = tx.execute(_GO_ON, {**its, **where, "new_status": session.status, "now": now})
        new = gone_on.rowcount == 0
    if new:
        its = {"id": new_id(), "contact_id": contact_id, "flow": session.flow, "status": session.status}
        tx.execute(_BEGIN, {**its, **where, "began_at": now, "updated_at": now})
