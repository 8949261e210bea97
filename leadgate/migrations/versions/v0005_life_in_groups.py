"""Life in groups: sanctions and appeals."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "group_admission_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_admission_rule_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_admission_rule"),
    )
    op.create_index("ix_group_admission_rule_group_id", "group_admission_rule", ["group_id"], unique=False)
    op.create_table(
        "group_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_event_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_event"),
    )
    op.create_index("ix_group_event_next", "group_event", ["group_id", "begins_at"], unique=False)
    op.create_table(
        "group_moderator_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_moderator_note_group_id"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_group_moderator_note_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_moderator_note"),
    )
    op.create_index("ix_group_moderator_note_about", "group_moderator_note", ["group_id", "person_id"], unique=False)
    op.create_index("ix_group_moderator_note_expires_at", "group_moderator_note", ["expires_at"], unique=False)
    op.create_index("ix_group_moderator_note_person_id", "group_moderator_note", ["person_id"], unique=False)
    op.create_table(
        "group_resource",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("thing", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_resource_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_resource"),
    )
    op.create_index("ix_group_resource_group_id", "group_resource", ["group_id"], unique=False)
    op.create_table(
        "group_sanction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("from_when", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconded_by", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_sanction_group_id"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_group_sanction_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_sanction"),
    )
    op.create_index("ix_group_sanction_ends", "group_sanction", ["group_id", "until"], unique=False)
    op.create_index("ix_group_sanction_expires_at", "group_sanction", ["expires_at"], unique=False)
    op.create_index("ix_group_sanction_person_id", "group_sanction", ["person_id"], unique=False)
    op.create_table(
        "group_saved_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_saved_reply_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_saved_reply"),
    )
    op.create_index("ix_group_saved_reply_group_id", "group_saved_reply", ["group_id"], unique=False)
    op.create_table(
        "group_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name="fk_group_draft_membership_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_group_draft_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_group_draft"),
        sa.UniqueConstraint("membership_id", "place", name="uq_group_draft_membership_id_place"),
    )
    op.create_index("ix_group_draft_expires_at", "group_draft", ["expires_at"], unique=False)
    op.create_index("ix_group_draft_person_id", "group_draft", ["person_id"], unique=False)
    op.create_table(
        "group_read_mark",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name="fk_group_read_mark_membership_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_group_read_mark_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["group_thread.id"], name="fk_group_read_mark_thread_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("membership_id", "thread_id", name="pk_group_read_mark"),
    )
    op.create_index("ix_group_read_mark_person_id", "group_read_mark", ["person_id"], unique=False)
    op.create_index("ix_group_read_mark_thread_id", "group_read_mark", ["thread_id"], unique=False)
    op.create_table(
        "group_appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sanction_id", sa.Uuid(), nullable=True),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["private_group.id"], name="fk_group_appeal_group_id"),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_group_appeal_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["post_id"], ["group_post.id"], name="fk_group_appeal_post_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["sanction_id"], ["group_sanction.id"], name="fk_group_appeal_sanction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_appeal"),
        sa.UniqueConstraint("post_id", name="uq_group_appeal_post_id"),
        sa.UniqueConstraint("sanction_id", name="uq_group_appeal_sanction_id"),
    )
    op.create_index("ix_group_appeal_expires_at", "group_appeal", ["expires_at"], unique=False)
    op.create_index("ix_group_appeal_open", "group_appeal", ["group_id", "decided_at"], unique=False)
    op.create_index("ix_group_appeal_person_id", "group_appeal", ["person_id"], unique=False)
    op.create_table(
        "group_post_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("shows", sa.LargeBinary(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["group_post.id"], name="fk_group_post_file_post_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_group_post_file_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_post_file"),
    )
    op.create_index("ix_group_post_file_post_id", "group_post_file", ["post_id"], unique=False)
    op.create_index("ix_group_post_file_subject_id", "group_post_file", ["subject_id"], unique=False)
    op.create_table(
        "group_post_word",
        sa.Column("word", sa.LargeBinary(length=8), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["group_post.id"], name="fk_group_post_word_post_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "post_id", name="pk_group_post_word"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_post_word_post_id", "group_post_word", ["post_id"], unique=False)
    op.create_table(
        "group_reaction",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("sign", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name="fk_group_reaction_membership_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_group_reaction_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["group_post.id"], name="fk_group_reaction_post_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "membership_id", "sign", name="pk_group_reaction"),
    )
    op.create_index("ix_group_reaction_membership_id", "group_reaction", ["membership_id"], unique=False)
    op.create_index("ix_group_reaction_person_id", "group_reaction", ["person_id"], unique=False)
    op.add_column("group_post", sa.Column("edited_by", sa.Uuid(), nullable=True))
    op.add_column("group_post", sa.Column("original", sa.LargeBinary(), nullable=True))
    op.add_column("group_post", sa.Column("indexed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("group_post", sa.Column("hidden_by", sa.Uuid(), nullable=True))
    op.add_column("group_post", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_group_post_expires_at", "group_post", ["expires_at"], unique=False)
    op.add_column("group_thread", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("membership", sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("membership", sa.Column("calendar", sa.Uuid(), nullable=True))
    op.create_index("ix_membership_digest_at", "membership", ["digest_at"], unique=False)
    op.create_index("ix_membership_newest", "membership", ["group_id", "id", "begins_at"], unique=False)
    op.add_column("private_group", sa.Column("second_pair", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("private_group", sa.Column("inactive_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("private_group", sa.Column("mails_quote", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("private_group", sa.Column("new_for_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("private_group", sa.Column("first_posts_held", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("private_group", sa.Column("links_held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("private_group", sa.Column("slow_minutes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("private_group", sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("private_group", "closes_at")
    op.drop_column("private_group", "slow_minutes")
    op.drop_column("private_group", "links_held")
    op.drop_column("private_group", "first_posts_held")
    op.drop_column("private_group", "new_for_days")
    op.drop_column("private_group", "mails_quote")
    op.drop_column("private_group", "inactive_days")
    op.drop_column("private_group", "second_pair")
    op.drop_index("ix_membership_newest", table_name="membership")
    op.drop_index("ix_membership_digest_at", table_name="membership")
    op.drop_column("membership", "calendar")
    op.drop_column("membership", "digest_at")
    op.drop_column("group_thread", "held")
    op.drop_index("ix_group_post_expires_at", table_name="group_post")
    op.drop_column("group_post", "expires_at")
    op.drop_column("group_post", "hidden_by")
    op.drop_column("group_post", "indexed")
    op.drop_column("group_post", "original")
    op.drop_column("group_post", "edited_by")
    op.drop_index("ix_group_reaction_person_id", table_name="group_reaction")
    op.drop_index("ix_group_reaction_membership_id", table_name="group_reaction")
    op.drop_table("group_reaction")
    op.drop_index("ix_group_post_word_post_id", table_name="group_post_word")
    op.drop_table("group_post_word")
    op.drop_index("ix_group_post_file_subject_id", table_name="group_post_file")
    op.drop_index("ix_group_post_file_post_id", table_name="group_post_file")
    op.drop_table("group_post_file")
    op.drop_index("ix_group_appeal_person_id", table_name="group_appeal")
    op.drop_index("ix_group_appeal_open", table_name="group_appeal")
    op.drop_index("ix_group_appeal_expires_at", table_name="group_appeal")
    op.drop_table("group_appeal")
    op.drop_index("ix_group_read_mark_thread_id", table_name="group_read_mark")
    op.drop_index("ix_group_read_mark_person_id", table_name="group_read_mark")
    op.drop_table("group_read_mark")
    op.drop_index("ix_group_draft_person_id", table_name="group_draft")
    op.drop_index("ix_group_draft_expires_at", table_name="group_draft")
    op.drop_table("group_draft")
    op.drop_index("ix_group_saved_reply_group_id", table_name="group_saved_reply")
    op.drop_table("group_saved_reply")
    op.drop_index("ix_group_sanction_person_id", table_name="group_sanction")
    op.drop_index("ix_group_sanction_expires_at", table_name="group_sanction")
    op.drop_index("ix_group_sanction_ends", table_name="group_sanction")
    op.drop_table("group_sanction")
    op.drop_index("ix_group_resource_group_id", table_name="group_resource")
    op.drop_table("group_resource")
    op.drop_index("ix_group_moderator_note_person_id", table_name="group_moderator_note")
    op.drop_index("ix_group_moderator_note_expires_at", table_name="group_moderator_note")
    op.drop_index("ix_group_moderator_note_about", table_name="group_moderator_note")
    op.drop_table("group_moderator_note")
    op.drop_index("ix_group_event_next", table_name="group_event")
    op.drop_table("group_event")
    op.drop_index("ix_group_admission_rule_group_id", table_name="group_admission_rule")
    op.drop_table("group_admission_rule")
