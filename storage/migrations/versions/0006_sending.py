"""What sending must know: whose turn it is, a channel's pace, a person's own hours, a Network's ration."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UNFINISHED = sa.text("due_at IS NOT NULL")
UNCONFIRMED = sa.text("state = 'sent' AND reason IS NULL")
PRECEDENCE = """
UPDATE messages SET precedence = CASE WHEN kind = 'urgent' THEN 0 WHEN kind IN ('reply', 'goodbye') THEN 1 ELSE 2 END
WHERE kind IS NOT NULL
"""


def moment() -> sa.DateTime:
    """A moment in UTC."""
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the columns and the table, and give the texts that wait their place in the queue."""
    for column in ("quiet_hours", "quiet_days", "timezone"):
        op.add_column("contacts", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("contacts", sa.Column("underage_at", moment(), nullable=True))
    op.add_column("networks", sa.Column("weekly_ration", sa.Integer(), nullable=True))
    op.add_column("addresses", sa.Column("busy_until", moment(), nullable=True))
    op.add_column("messages", sa.Column("purpose", sa.Text(), nullable=True))
    op.add_column("messages", sa.Column("precedence", sa.Integer(), nullable=True))
    op.execute(PRECEDENCE)
    op.drop_index("messages_due", "messages")
    op.create_index(
        "messages_next",
        "messages",
        ["channel", "precedence", "due_at", "number"],
        unique=False,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_index(
        "messages_unconfirmed",
        "messages",
        ["channel", "state_at"],
        unique=False,
        sqlite_where=UNCONFIRMED,
        postgresql_where=UNCONFIRMED,
    )
    op.create_table(
        "paces",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("free_at", moment(), nullable=True),
        sa.Column("held_until", moment(), nullable=True),
        sa.Column("held_because", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("channel", name="paces_pk"),
    )
