"""Private groups: groups, requests to join, memberships; questions; purposes that belong to one group."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
    )
    op.create_index("ix_question_asked_by", "question", ["asked_by"], unique=False)
    op.create_table(
        "private_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("admission", sa.String(length=12), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("holds", sa.Uuid(), nullable=True),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("asks_age", sa.Boolean(), nullable=False),
        sa.Column("open_days", sa.JSON(), nullable=False),
        sa.Column("most_members", sa.Integer(), nullable=True),
        sa.Column("most_waiting", sa.Integer(), nullable=True),
        sa.Column("answers_kept_days", sa.Integer(), nullable=False),
        sa.Column("request_lasts_days", sa.Integer(), nullable=False),
        sa.Column("again_after_days", sa.Integer(), nullable=False),
        sa.Column("most_requests", sa.Integer(), nullable=False),
        sa.Column("undo_minutes", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name="fk_private_group_purpose_id"),
        sa.PrimaryKeyConstraint("id", name="pk_private_group"),
        sa.UniqueConstraint("slug", name="uq_private_group_slug"),
    )
    op.create_table(
        "group_applicant",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("address_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("again_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_applicant_group_id"),
        sa.PrimaryKeyConstraint("group_id", "address_key", name="pk_group_applicant"),
    )
    op.create_index("ix_group_applicant_expires_at", "group_applicant", ["expires_at"], unique=False)
    op.create_table(
        "group_appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sees_addresses", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_account.id"], name="fk_group_appointment_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_appointment_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_appointment"),
        sa.UniqueConstraint("group_id", "account_id", name="uq_group_appointment_group_id_account_id"),
        sa.UniqueConstraint("group_id", "name_key", name="uq_group_appointment_group_id_name_key"),
    )
    op.create_index("ix_group_appointment_account_id", "group_appointment", ["account_id"], unique=False)
    op.create_table(
        "group_departure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_departure_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_departure"),
    )
    op.create_index("ix_group_departure_group_id", "group_departure", ["group_id"], unique=False)
    op.create_table(
        "group_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_invitation_group_id"),
        sa.ForeignKeyConstraint(["id"], ["vault_key.id"], name="fk_group_invitation_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_group_invitation"),
    )
    op.create_index("ix_group_invitation_address_index", "group_invitation", ["address_index"], unique=False)
    op.create_index("ix_group_invitation_expires_at", "group_invitation", ["expires_at"], unique=False)
    op.create_table(
        "group_invitation_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("most_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_invitation_link_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_invitation_link"),
    )
    op.create_index("ix_group_invitation_link_group_id", "group_invitation_link", ["group_id"], unique=False)
    op.create_table(
        "group_moderation_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_moderation_step_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_moderation_step"),
    )
    op.create_index("ix_group_moderation_step_group_id", "group_moderation_step", ["group_id"], unique=False)
    op.create_table(
        "group_purpose",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_purpose_group_id"),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name="fk_group_purpose_purpose_id"),
        sa.PrimaryKeyConstraint("group_id", "purpose_id", name="pk_group_purpose"),
    )
    op.create_table(
        "group_rules",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_rules_group_id"),
        sa.PrimaryKeyConstraint("group_id", "version", name="pk_group_rules"),
    )
    op.create_table(
        "group_thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("announcement", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_thread_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_thread"),
    )
    op.create_index("ix_group_thread_newest", "group_thread", ["group_id", "pinned", "last_at", "id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("name_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_membership_group_id"),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_membership_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint("group_id", "name_key", name="uq_membership_group_id_name_key"),
        sa.UniqueConstraint("group_id", "person_id", name="uq_membership_group_id_person_id"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"], unique=False)
    op.create_index("ix_membership_seen_at", "membership", ["seen_at"], unique=False)
    op.create_table(
        "membership_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("consents", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("for_guardian", sa.Boolean(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.Uuid(), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_membership_request_group_id"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_membership_request_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership_request"),
    )
    op.create_index("ix_membership_request_address_index", "membership_request", ["address_index"], unique=False)
    op.create_index("ix_membership_request_decided", "membership_request", ["group_id", "decided_at"], unique=False)
    op.create_index("ix_membership_request_expires_at", "membership_request", ["expires_at"], unique=False)
    op.create_index("ix_membership_request_lapses_at", "membership_request", ["lapses_at"], unique=False)
    op.create_index(
        "ix_membership_request_queue", "membership_request", ["group_id", "state", "waiting_since", "id"], unique=False
    )
    op.create_index("ix_membership_request_subject_id", "membership_request", ["subject_id"], unique=False)
    op.create_index(
        "uq_membership_request_live",
        "membership_request",
        ["group_id", "subject_id"],
        unique=True,
        sqlite_where=sa.text("state in ('pending', 'needs-answer')"),
        postgresql_where=sa.text("state in ('pending', 'needs-answer')"),
    )
    op.create_table(
        "group_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["membership.id"], name="fk_group_post_author_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["subject_id"], ["vault_key.id"], name="fk_group_post_subject_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["thread_id"], ["group_thread.id"], name="fk_group_post_thread_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_group_post"),
    )
    op.create_index("ix_group_post_author_id", "group_post", ["author_id"], unique=False)
    op.create_index("ix_group_post_subject_id", "group_post", ["subject_id"], unique=False)
    op.create_index("ix_group_post_thread", "group_post", ["thread_id", "made_at", "id"], unique=False)
    op.create_table(
        "membership_request_answers",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("kept_days", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["membership_request.id"],
            name="fk_membership_request_answers_request_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_membership_request_answers_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", name="pk_membership_request_answers"),
    )
    op.create_index(
        "ix_membership_request_answers_expires_at", "membership_request_answers", ["expires_at"], unique=False
    )
    op.create_index(
        "ix_membership_request_answers_subject_id", "membership_request_answers", ["subject_id"], unique=False
    )
    op.create_table(
        "membership_request_claim",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["membership_request.id"], name="fk_membership_request_claim_request_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", name="pk_membership_request_claim"),
    )
    op.create_table(
        "membership_request_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["membership_request.id"],
            name="fk_membership_request_message_request_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_membership_request_message_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership_request_message"),
    )
    op.create_index(
        "ix_membership_request_message_expires_at", "membership_request_message", ["expires_at"], unique=False
    )
    op.create_index(
        "ix_membership_request_message_request_id", "membership_request_message", ["request_id"], unique=False
    )
    op.create_index(
        "ix_membership_request_message_subject_id", "membership_request_message", ["subject_id"], unique=False
    )
    op.create_table(
        "membership_request_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["membership_request.id"], name="fk_membership_request_step_request_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_membership_request_step_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership_request_step"),
    )
    op.create_index("ix_membership_request_step_request_id", "membership_request_step", ["request_id"], unique=False)
    op.create_index("ix_membership_request_step_subject_id", "membership_request_step", ["subject_id"], unique=False)
    op.create_table(
        "group_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_report_group_id"),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_group_report_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["post_id"], ["group_post.id"], name="fk_group_report_post_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_group_report"),
        sa.UniqueConstraint("post_id", "person_id", name="uq_group_report_post_id_person_id"),
    )
    op.create_index("ix_group_report_expires_at", "group_report", ["expires_at"], unique=False)
    op.create_index("ix_group_report_open", "group_report", ["group_id", "closed_at"], unique=False)
    op.create_index("ix_group_report_person_id", "group_report", ["person_id"], unique=False)
    op.add_column("purpose", sa.Column("belongs_to", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("purpose", "belongs_to")
    op.drop_index("ix_group_report_person_id", table_name="group_report")
    op.drop_index("ix_group_report_open", table_name="group_report")
    op.drop_index("ix_group_report_expires_at", table_name="group_report")
    op.drop_table("group_report")
    op.drop_index("ix_membership_request_step_subject_id", table_name="membership_request_step")
    op.drop_index("ix_membership_request_step_request_id", table_name="membership_request_step")
    op.drop_table("membership_request_step")
    op.drop_index("ix_membership_request_message_subject_id", table_name="membership_request_message")
    op.drop_index("ix_membership_request_message_request_id", table_name="membership_request_message")
    op.drop_index("ix_membership_request_message_expires_at", table_name="membership_request_message")
    op.drop_table("membership_request_message")
    op.drop_table("membership_request_claim")
    op.drop_index("ix_membership_request_answers_subject_id", table_name="membership_request_answers")
    op.drop_index("ix_membership_request_answers_expires_at", table_name="membership_request_answers")
    op.drop_table("membership_request_answers")
    op.drop_index("ix_group_post_thread", table_name="group_post")
    op.drop_index("ix_group_post_subject_id", table_name="group_post")
    op.drop_index("ix_group_post_author_id", table_name="group_post")
    op.drop_table("group_post")
    op.drop_index(
        "uq_membership_request_live",
        table_name="membership_request",
        sqlite_where=sa.text("state in ('pending', 'needs-answer')"),
        postgresql_where=sa.text("state in ('pending', 'needs-answer')"),
    )
    op.drop_index("ix_membership_request_subject_id", table_name="membership_request")
    op.drop_index("ix_membership_request_queue", table_name="membership_request")
    op.drop_index("ix_membership_request_lapses_at", table_name="membership_request")
    op.drop_index("ix_membership_request_expires_at", table_name="membership_request")
    op.drop_index("ix_membership_request_decided", table_name="membership_request")
    op.drop_index("ix_membership_request_address_index", table_name="membership_request")
    op.drop_table("membership_request")
    op.drop_index("ix_membership_seen_at", table_name="membership")
    op.drop_index("ix_membership_person_id", table_name="membership")
    op.drop_table("membership")
    op.drop_index("ix_group_thread_newest", table_name="group_thread")
    op.drop_table("group_thread")
    op.drop_table("group_rules")
    op.drop_table("group_purpose")
    op.drop_index("ix_group_moderation_step_group_id", table_name="group_moderation_step")
    op.drop_table("group_moderation_step")
    op.drop_index("ix_group_invitation_link_group_id", table_name="group_invitation_link")
    op.drop_table("group_invitation_link")
    op.drop_index("ix_group_invitation_expires_at", table_name="group_invitation")
    op.drop_index("ix_group_invitation_address_index", table_name="group_invitation")
    op.drop_table("group_invitation")
    op.drop_index("ix_group_departure_group_id", table_name="group_departure")
    op.drop_table("group_departure")
    op.drop_index("ix_group_appointment_account_id", table_name="group_appointment")
    op.drop_table("group_appointment")
    op.drop_index("ix_group_applicant_expires_at", table_name="group_applicant")
    op.drop_table("group_applicant")
    op.drop_table("private_group")
    op.drop_index("ix_question_asked_by", table_name="question")
    op.drop_table("question")
