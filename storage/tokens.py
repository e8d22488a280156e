"""What a program shows to be let in: a secret of which only the hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table, Text, insert, select, update

from storage.columns import Moment, id_column, link, metadata, new_id, select_list
from storage.database import Transaction

Role = Literal["admin", "cpsw", "chair", "reader"]

table = Table(
    "tokens",
    metadata,
    id_column(),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    link("network_id", "networks.id", optional=True),
    link("staff_id", "staff.id", optional=True, index=True),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)


@dataclass(frozen=True, slots=True)
class Token:
    """Who may knock: a role, and the one Network it is for (None: all)."""

    id: UUID
    role: Role
    network_id: UUID | None
    created_at: datetime
    staff_id: UUID | None = None
    """Who holds it, if it is somebody who works here and not a program."""


def create(
    tx: Transaction, role: Role, network_id: UUID | None, now: datetime, staff_id: UUID | None = None
) -> tuple[Token, str]:
    """A new token and its secret, which is not kept and cannot be shown again."""
    token = Token(new_id(), role, network_id, now, staff_id)
    secret = f"ll_{secrets.token_urlsafe(32)}"
    tx.execute(
        insert(table),
        {
            "id": token.id,
            "hash": hashed(secret),
            "role": role,
            "network_id": network_id,
            "created_at": now,
            "staff_id": staff_id,
        },
    )
    return token, secret


def find(tx: Transaction, secret: str) -> Token | None:
    """The token with this secret, unless it was revoked."""
    query = select(*select_list(Token, table)).where(table.c.hash == hashed(secret), table.c.revoked_at.is_(None))
    row = tx.execute(query).first()
    return Token(*row) if row else None


def revoke(tx: Transaction, token_id: UUID, now: datetime) -> None:
    """It opens nothing any more."""
    tx.execute(update(table).where(table.c.id == token_id, table.c.revoked_at.is_(None)).values(revoked_at=now))


def hashed(secret: str) -> bytes:
    """A plain SHA-256 is enough: the secret is 256 random bits, nobody can try them all."""
    return hashlib.sha256(secret.encode()).digest()
