"""The first tables: people, what they said, what is to be sent, meetings and agendas.

Written out in full and not taken from the nouns: a step never changes once it is released, the nouns do.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def moment() -> sa.DateTime:
    """A moment in UTC."""
    return sa.DateTime(timezone=True)


def number() -> sa.types.TypeEngine[int]:
    """A number that counts up; on SQLite only an INTEGER does."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "flows",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("yaml", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("published_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name="flows_pk"),
    )
    op.create_table(
        "keys", sa.Column("id", sa.LargeBinary(), nullable=False), sa.PrimaryKeyConstraint("id", name="keys_pk")
    )
    op.create_table(
        "networks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="networks_pk"),
        sa.UniqueConstraint("slug", name="networks_slug_key"),
    )
    op.create_table(
        "status_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reported_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="status_reports_pk"),
    )
    op.create_index("status_reports_provider_id", "status_reports", ["channel", "provider_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("number", number(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_name", sa.LargeBinary(), nullable=True),
        sa.Column("network_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("stopped_at", moment(), nullable=True),
        sa.Column("paused_at", moment(), nullable=True),
        sa.Column("paused_until", moment(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="contacts_network_id_fk"),
        sa.PrimaryKeyConstraint("number", name="contacts_pk"),
        sa.UniqueConstraint("id", name="contacts_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("contacts_network_id", "contacts", ["network_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", moment(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="meetings_network_id_fk"),
        sa.PrimaryKeyConstraint("id", name="meetings_pk"),
    )
    op.create_index("meetings_network_id", "meetings", ["network_id"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("revoked_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="tokens_network_id_fk"),
        sa.PrimaryKeyConstraint("id", name="tokens_pk"),
        sa.UniqueConstraint("hash", name="tokens_hash_key"),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("look_up", sa.LargeBinary(), nullable=False),
        sa.Column("unreachable_reason", sa.Text(), nullable=True),
        sa.Column("unreachable_at", moment(), nullable=True),
        sa.Column("last_used_at", moment(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="addresses_contact_id_fk"),
        sa.PrimaryKeyConstraint("id", name="addresses_pk"),
        sa.UniqueConstraint("look_up", name="addresses_look_up_key"),
    )
    op.create_index("addresses_contact_id", "addresses", ["contact_id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="agenda_items_meeting_id_fk"),
        sa.PrimaryKeyConstraint("id", name="agenda_items_pk"),
    )
    op.create_index("agenda_items_meeting_id", "agenda_items", ["meeting_id"], unique=False)
    op.create_table(
        "answered_writes",
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["tokens.id"], name="answered_writes_token_id_fk"),
        sa.PrimaryKeyConstraint("token_id", "key", name="answered_writes_pk"),
    )
    op.create_table(
        "consents",
        sa.Column("number", number(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="consents_contact_id_fk"),
        sa.PrimaryKeyConstraint("number", name="consents_pk"),
        sa.UniqueConstraint("id", name="consents_id_key"),
    )
    op.create_index("consents_contact_id", "consents", ["contact_id"], unique=False)
    op.create_table(
        "interests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="interests_contact_id_fk"),
        sa.PrimaryKeyConstraint("id", name="interests_pk"),
    )
    op.create_index("interests_contact_id", "interests", ["contact_id"], unique=False)
    op.create_index("interests_interest", "interests", ["interest"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="questions_meeting_id_fk"),
        sa.PrimaryKeyConstraint("id", name="questions_pk"),
    )
    op.create_index("questions_meeting_id", "questions", ["meeting_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="sessions_contact_id_fk"),
        sa.PrimaryKeyConstraint("id", name="sessions_pk"),
    )
    op.create_index(
        "sessions_one_open",
        "sessions",
        ["contact_id", "flow"],
        unique=True,
        sqlite_where=sa.text("status != 'ended'"),
        postgresql_where=sa.text("status != 'ended'"),
    )
    op.create_table(
        "timers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("due_at", moment(), nullable=False),
        sa.Column("leased_until", moment(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="timers_contact_id_fk"),
        sa.PrimaryKeyConstraint("id", name="timers_pk"),
        sa.UniqueConstraint("contact_id", "flow", name="timers_contact_id_flow_key"),
    )
    op.create_index("timers_due_at", "timers", ["due_at"], unique=False)
    op.create_table(
        "messages",
        sa.Column("number", number(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("attachment", sa.Text(), nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("answers", sa.Uuid(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("deadline", moment(), nullable=True),
        sa.Column("due_at", moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_at", moment(), nullable=True),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("state_at", moment(), nullable=False),
        sa.CheckConstraint(
            "(due_at IS NOT NULL) = (state IN ('queued', 'sending'))", name=op.f("messages_due_while_unfinished")
        ),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name="messages_address_id_fk"),
        sa.ForeignKeyConstraint(["answers"], ["messages.id"], name="messages_answers_fk"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="messages_contact_id_fk"),
        sa.PrimaryKeyConstraint("number", name="messages_pk"),
        sa.UniqueConstraint("id", name="messages_id_key"),
    )
    op.create_index("messages_address_id", "messages", ["address_id"], unique=False)
    op.create_index(
        "messages_due",
        "messages",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "messages_no_repeats",
        "messages",
        ["channel", "provider_id"],
        unique=True,
        sqlite_where=sa.text("state = 'received'"),
        postgresql_where=sa.text("state = 'received'"),
    )
    op.create_index("messages_provider_id", "messages", ["provider_id", "channel"], unique=False)
    op.create_index(
        "messages_queue",
        "messages",
        ["contact_id", "number"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("messages_thread", "messages", ["contact_id", "number"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("raised_at", moment(), nullable=False),
        sa.Column("acknowledged_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="alerts_contact_id_fk"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="alerts_message_id_fk"),
        sa.PrimaryKeyConstraint("id", name="alerts_pk"),
    )
    op.create_index("alerts_contact_id", "alerts", ["contact_id"], unique=False)
    op.create_index(
        "alerts_open",
        "alerts",
        ["id"],
        unique=False,
        sqlite_where=sa.text("acknowledged_at IS NULL"),
        postgresql_where=sa.text("acknowledged_at IS NULL"),
    )
    op.create_table(
        "views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("question_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("said_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_items.id"], name="views_agenda_item_id_fk"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="views_contact_id_fk"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="views_meeting_id_fk"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="views_message_id_fk"),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name="views_network_id_fk"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="views_question_id_fk"),
        sa.PrimaryKeyConstraint("id", name="views_pk"),
    )
    op.create_index("views_agenda_item_id", "views", ["agenda_item_id"], unique=False)
    op.create_index("views_contact_id", "views", ["contact_id"], unique=False)
    op.create_index("views_meeting_id", "views", ["meeting_id"], unique=False)
    op.create_index("views_network_id", "views", ["network_id"], unique=False)
