"""Two contacts become one person; a consent is for an address; an address can be taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)
ADD_ADDRESS = """
ALTER TABLE consents ADD COLUMN address_id {uuid} CONSTRAINT consents_address_id_fk REFERENCES addresses (id)
"""
# Until now everybody has one address, so it is the one that each of their consents was for.
THEIR_ADDRESS = """
UPDATE consents SET address_id = (SELECT id FROM addresses WHERE addresses.contact_id = consents.contact_id LIMIT 1)
"""


def upgrade() -> None:
    """Make the columns and the tables."""
    op.add_column("addresses", sa.Column("removed_at", moment, nullable=True))
    # Alembic's own way would copy the whole table on SQLite.
    op.execute(ADD_ADDRESS.format(uuid=sa.Uuid().compile(op.get_bind().dialect)))
    op.create_index("consents_address_id", "consents", ["address_id"], unique=False)
    op.execute(THEIR_ADDRESS)
    op.create_table(
        "joins",
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("gone_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("joined_by", sa.Text(), nullable=False),
        sa.Column("joined_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="joins_contact_id_fk"),
        sa.PrimaryKeyConstraint("gone_id", name="joins_pk"),
        sa.UniqueConstraint("gone_number", name="joins_gone_number_key"),
    )
    op.create_index("joins_contact_id", "joins", ["contact_id"], unique=False)
    op.create_table(
        "join_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=False),
        sa.Column("look_up", sa.LargeBinary(), nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="join_codes_contact_id_fk"),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name="join_codes_address_id_fk"),
        sa.PrimaryKeyConstraint("id", name="join_codes_pk"),
        sa.UniqueConstraint("look_up", name="join_codes_look_up_key"),
    )
    op.create_index("join_codes_contact_id", "join_codes", ["contact_id"], unique=False)
    op.create_index("join_codes_address_id", "join_codes", ["address_id"], unique=False)
    op.create_table(
        "join_tries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=False),
        sa.Column("tried_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name="join_tries_address_id_fk", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="join_tries_pk"),
    )
    op.create_index("join_tries_address_id", "join_tries", ["address_id"], unique=False)
    op.create_index("join_tries_tried_at", "join_tries", ["tried_at"], unique=False)
