"""Broadcasts and who they went to; staff, their caseloads, and the tags they hang on people."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LINKS = (
    ("contacts", "worker_id", "staff"),
    ("contacts", "staff_id", "staff"),
    ("tokens", "staff_id", "staff"),
    ("messages", "broadcast_id", "broadcasts"),
)
OF_A_BROADCAST = sa.text("broadcast_id IS NOT NULL")


def moment() -> sa.DateTime:
    """A moment in UTC."""
    return sa.DateTime(timezone=True)


def number() -> sa.Column[int]:
    """Counts up as rows are written."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("number", kind, sa.Identity(always=True), nullable=False)


def upgrade() -> None:
    """Make the tables, then the columns that point to them."""
    staff()
    broadcasts()
    for where, column, target in LINKS:
        key = sa.ForeignKey(f"{target}.id", name=f"{where}_{column}_fk")
        op.add_column(where, sa.Column(column, sa.Uuid(), key, nullable=True), inline_references=True)
    for column in ("worker_id", "staff_id"):
        op.create_index(f"contacts_{column}", "contacts", [column])
    op.create_index("tokens_staff_id", "tokens", ["staff_id"])
    op.create_index(
        "messages_broadcast",
        "messages",
        ["broadcast_id"],
        sqlite_where=OF_A_BROADCAST,
        postgresql_where=OF_A_BROADCAST,
    )
    people()


def staff() -> None:
    """Who works here."""
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="staff_pk"),
    )


def broadcasts() -> None:
    """What is said to many."""
    op.create_table(
        "broadcasts",
        number(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("translations", sa.LargeBinary(), nullable=False),
        sa.Column("audience", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("worker_line", sa.Boolean(), nullable=False),
        sa.Column("wanted_for", sa.Text(), nullable=True),
        sa.Column("good_till", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=True),
        sa.Column("starts_at", moment(), nullable=True),
        sa.Column("deadline", moment(), nullable=True),
        sa.Column("planned_to", sa.Integer(), nullable=False),
        sa.Column("planned_at", moment(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="broadcasts_network_id_fk"),
        sa.PrimaryKeyConstraint("number", name="broadcasts_pk"),
        sa.UniqueConstraint("id", name="broadcasts_id_key"),
    )
    op.create_index("broadcasts_network_id", "broadcasts", ["network_id"])


def people() -> None:
    """Who a broadcast went to, and the tags of people."""
    op.create_table(
        "recipients",
        number(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("broadcast_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="recipients_broadcast_id_fk"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="recipients_contact_id_fk"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="recipients_message_id_fk"),
        sa.ForeignKeyConstraint(["consent_id"], ["consents.id"], name="recipients_consent_id_fk"),
        sa.PrimaryKeyConstraint("number", name="recipients_pk"),
        sa.UniqueConstraint("id", name="recipients_id_key"),
        sa.UniqueConstraint("broadcast_id", "contact_id", name="recipients_broadcast_id_contact_id_key"),
    )
    for column in ("contact_id", "message_id", "consent_id"):
        op.create_index(f"recipients_{column}", "recipients", [column])
    op.create_table(
        "tags",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="tags_contact_id_fk"),
        sa.PrimaryKeyConstraint("contact_id", "tag", name="tags_pk"),
    )
    op.create_index("tags_tag", "tags", ["tag"])
