"""Voice notes and pictures."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def moment(name: str, nullable: bool = True) -> sa.Column[datetime]:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the table; a picture is called one everywhere."""
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("file_id", sa.LargeBinary(), nullable=True),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        moment("created_at", nullable=False),
        moment("state_at", nullable=False),
        moment("due_at"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        moment("told_at"),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(due_at IS NOT NULL) = (state = 'waiting')", name=op.f("media_due_while_waiting")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="media_contact_id_fk"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="media_message_id_fk"),
        sa.ForeignKeyConstraint(["view_id"], ["views.id"], name="media_view_id_fk"),
        sa.PrimaryKeyConstraint("id", name="media_pk"),
    )
    for column in ("contact_id", "message_id", "view_id"):
        op.create_index(f"media_{column}", "media", [column], unique=False)
    waiting = sa.text("due_at IS NOT NULL")
    op.create_index("media_due", "media", ["due_at"], unique=False, sqlite_where=waiting, postgresql_where=waiting)
    op.execute("UPDATE messages SET attachment = 'picture' WHERE attachment = 'photo'")
