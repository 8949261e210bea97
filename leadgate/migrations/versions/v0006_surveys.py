"""Surveys: what is asked, in versions, and what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "consent_preference",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_consent_preference_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_consent_preference"),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("quoting_id", sa.Uuid(), nullable=False),
        sa.Column("special_id", sa.Uuid(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removals", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name="fk_survey_purpose_id"),
        sa.ForeignKeyConstraint(["quoting_id"], ["purpose.id"], name="fk_survey_quoting_id"),
        sa.ForeignKeyConstraint(["special_id"], ["purpose.id"], name="fk_survey_special_id"),
        sa.PrimaryKeyConstraint("id", name="pk_survey"),
        sa.UniqueConstraint("slug", name="uq_survey_slug"),
    )
    op.create_table(
        "survey_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("learnt", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_code_survey_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_code"),
    )
    op.create_index("ix_survey_code_survey_id", "survey_code", ["survey_id"], unique=False)
    op.create_table(
        "survey_follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_follow_up_survey_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_follow_up"),
    )
    op.create_index("ix_survey_follow_up_survey_id", "survey_follow_up", ["survey_id"], unique=False)
    op.create_table(
        "survey_follow_up_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_survey_follow_up_letter_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_follow_up_letter_survey_id"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_follow_up_letter"),
        sa.UniqueConstraint("survey_id", "person_id", name="uq_survey_follow_up_letter_survey_id_person_id"),
    )
    op.create_index("ix_survey_follow_up_letter_expires_at", "survey_follow_up_letter", ["expires_at"], unique=False)
    op.create_index("ix_survey_follow_up_letter_person_id", "survey_follow_up_letter", ["person_id"], unique=False)
    op.create_table(
        "survey_margin",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_margin_survey_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey_id", "question", name="pk_survey_margin"),
    )
    op.create_table(
        "survey_quota_count",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_quota_count_survey_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "name", name="pk_survey_quota_count"),
    )
    op.create_table(
        "survey_report",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=160), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("removals", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_report_survey_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey_id", "part", name="pk_survey_report"),
    )
    op.create_table(
        "survey_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_survey_response_subject_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_response_survey_id"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_response"),
        sa.UniqueConstraint("survey_id", "subject_id", name="uq_survey_response_survey_id_subject_id"),
    )
    op.create_index("ix_survey_response_expires_at", "survey_response", ["expires_at"], unique=False)
    op.create_index(
        "ix_survey_response_finished", "survey_response", ["survey_id", "state", "finished_at"], unique=False
    )
    op.create_index("ix_survey_response_subject_id", "survey_response", ["subject_id"], unique=False)
    op.create_table(
        "survey_version",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_version_survey_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey_id", "number", name="pk_survey_version"),
    )
    op.create_table(
        "survey_visit_count",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visit", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_visit_count_survey_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "day", "visit", name="pk_survey_visit_count"),
    )
    op.create_table(
        "survey_coding",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["survey_response.id"], name="fk_survey_coding_response_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_survey_coding_subject_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_coding_survey_id"),
        sa.PrimaryKeyConstraint("response_id", "question", "account_id", name="pk_survey_coding"),
    )
    op.create_index("ix_survey_coding_subject_id", "survey_coding", ["subject_id"], unique=False)
    op.create_index("ix_survey_coding_survey_id", "survey_coding", ["survey_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_survey_coding_survey_id", table_name="survey_coding")
    op.drop_index("ix_survey_coding_subject_id", table_name="survey_coding")
    op.drop_table("survey_coding")
    op.drop_table("survey_visit_count")
    op.drop_table("survey_version")
    op.drop_index("ix_survey_response_subject_id", table_name="survey_response")
    op.drop_index("ix_survey_response_finished", table_name="survey_response")
    op.drop_index("ix_survey_response_expires_at", table_name="survey_response")
    op.drop_table("survey_response")
    op.drop_table("survey_report")
    op.drop_table("survey_quota_count")
    op.drop_table("survey_margin")
    op.drop_index("ix_survey_follow_up_letter_person_id", table_name="survey_follow_up_letter")
    op.drop_index("ix_survey_follow_up_letter_expires_at", table_name="survey_follow_up_letter")
    op.drop_table("survey_follow_up_letter")
    op.drop_index("ix_survey_follow_up_survey_id", table_name="survey_follow_up")
    op.drop_table("survey_follow_up")
    op.drop_index("ix_survey_code_survey_id", table_name="survey_code")
    op.drop_table("survey_code")
    op.drop_table("survey")
    op.drop_table("consent_preference")
