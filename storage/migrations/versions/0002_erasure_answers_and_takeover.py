"""People can be erased, say whether they come to a meeting, and be taken over from the bot by a worker."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    moment = sa.DateTime(timezone=True)
    op.add_column("contacts", sa.Column("erased_at", moment, nullable=True))
    op.add_column("contacts", sa.Column("taken_over_at", moment, nullable=True))
    op.create_table(
        "erased_addresses",
        sa.Column("look_up", sa.LargeBinary(), nullable=False),
        sa.Column("erased_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("look_up", name="erased_addresses_pk"),
    )
    op.create_table(
        "rsvps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("barriers", sa.LargeBinary(), nullable=False),
        sa.Column("easier", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="rsvps_contact_id_fk"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="rsvps_meeting_id_fk"),
        sa.PrimaryKeyConstraint("id", name="rsvps_pk"),
        sa.UniqueConstraint("contact_id", "meeting_id", name="rsvps_contact_id_meeting_id_key"),
    )
    op.create_index("rsvps_meeting_id", "rsvps", ["meeting_id"], unique=False)
