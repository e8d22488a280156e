"""Who did something, as it is kept ("staff ID", "token ID") and as people read it."""

from uuid import UUID

from storage import staff
from storage.database import Transaction


def signed(tx: Transaction, signature: str) -> str:
    """The name of a member of staff; of a program its token, which tells nobody anything else."""
    kind, _, name = signature.partition(" ")
    member = staff.by_id(tx, UUID(name)) if kind == "staff" else None
    return member.name if member else signature
