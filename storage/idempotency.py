"""What a write was answered with, so that a program that asks twice is answered the same and nothing is done twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text, Uuid, delete, insert, select

from storage.columns import Moment, Sealed, metadata, select_list
from storage.database import Transaction

table = Table(
    "answered_writes",
    metadata,
    Column("token_id", Uuid, ForeignKey("tokens.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_hash", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Sealed("answered_writes.body"), nullable=False),
    Column("answered_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was given. Another `request_hash` under the same key is a mistake of the caller."""

    request_hash: bytes
    status: int
    body: str


def recall(tx: Transaction, token_id: UUID, key: str) -> Answered | None:
    """What this key was answered with. Until the transaction ends nobody else handles the same key."""
    tx.hold(f"idempotency {token_id} {key}")
    query = select(*select_list(Answered, table)).where(table.c.token_id == token_id, table.c.key == key)
    row = tx.execute(query).first()
    return Answered(*row) if row else None


def forget(tx: Transaction, contact_ids: Collection[UUID]) -> None:
    """Drop the answers that show any of these contacts. They are sealed, so each must be opened; it is rarely done."""
    rows = tx.execute(select(table.c.token_id, table.c.key, table.c.body)).all()
    for token_id, key, body in rows:
        if any(str(each) in body for each in contact_ids):
            tx.execute(delete(table).where(table.c.token_id == token_id, table.c.key == key))


def remember(
    tx: Transaction, token_id: UUID, key: str, request_hash: bytes, status: int, body: str, now: datetime
) -> None:
    """Keep the answer, in the transaction that did the work."""
    tx.execute(
        insert(table),
        {
            "token_id": token_id,
            "key": key,
            "request_hash": request_hash,
            "status": status,
            "body": body,
            "answered_at": now,
        },
    )
