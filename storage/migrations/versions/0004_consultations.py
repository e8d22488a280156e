"""Consultations: their questions, whom they ask, what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def moment() -> sa.DateTime:
    """A moment in UTC."""
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "consultations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="consultations_network_id_fk"),
        sa.PrimaryKeyConstraint("id", name="consultations_pk"),
    )
    op.create_index("consultations_network_id", "consultations", ["network_id"], unique=False)
    op.create_table(
        "consultation_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name="consultation_questions_consultation_id_fk"
        ),
        sa.PrimaryKeyConstraint("id", name="consultation_questions_pk"),
    )
    op.create_index(
        "consultation_questions_consultation_id", "consultation_questions", ["consultation_id"], unique=False
    )
    op.create_table(
        "consultation_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("wanted_at", moment(), nullable=False),
        sa.Column("asked_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name="consultation_people_consultation_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name="consultation_people_contact_id_fk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="consultation_people_pk"),
        sa.UniqueConstraint("consultation_id", "contact_id", name="consultation_people_consultation_id_contact_id_key"),
    )
    op.create_index("consultation_people_contact_id", "consultation_people", ["contact_id"], unique=False)
    op.create_table(
        "consultation_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["consultation_questions.id"], name="consultation_answers_question_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name="consultation_answers_contact_id_fk", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["view_id"], ["views.id"], name="consultation_answers_view_id_fk", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="consultation_answers_pk"),
    )
    for column in ("question_id", "contact_id", "view_id"):
        op.create_index(f"consultation_answers_{column}", "consultation_answers", [column], unique=False)
