"""The rights of a person, and the clock.

Why a grant was taken back is sealed from now on; what stood there in clear is not carried over.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("request", sa.Uuid(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("certificate", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_finished_at"), "erasure", ["finished_at"], unique=False)
    op.create_index(op.f("ix_erasure_request"), "erasure", ["request"], unique=False)
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("held_table", sa.String(length=60), nullable=False),
        sa.Column("held_row", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(op.f("ix_legal_hold_person_id"), "legal_hold", ["person_id"], unique=False)
    op.create_index(op.f("ix_legal_hold_review_at"), "legal_hold", ["review_at"], unique=False)
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("subject_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("subject_address", sa.LargeBinary(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("mandate", sa.LargeBinary(), nullable=True),
        sa.Column("right", sa.String(length=20), nullable=False),
        sa.Column("whom", sa.String(length=10), nullable=False),
        sa.Column("regimes", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mandate_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("erasure", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
    )
    op.create_index(op.f("ix_privacy_request_address_index"), "privacy_request", ["address_index"], unique=False)
    op.create_index(op.f("ix_privacy_request_closed_at"), "privacy_request", ["closed_at"], unique=False)
    op.create_index(op.f("ix_privacy_request_person_id"), "privacy_request", ["person_id"], unique=False)
    op.create_index(op.f("ix_privacy_request_received_at"), "privacy_request", ["received_at"], unique=False)
    op.create_index(op.f("ix_privacy_request_state"), "privacy_request", ["state"], unique=False)
    op.create_index(op.f("ix_privacy_request_subject_index"), "privacy_request", ["subject_index"], unique=False)
    op.create_table(
        "processor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("knows_by", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processor")),
        sa.UniqueConstraint("name", name=op.f("uq_processor_name")),
    )
    op.create_table(
        "retention_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_choice")),
    )
    op.create_index(op.f("ix_retention_choice_rule"), "retention_choice", ["rule"], unique=False)
    op.create_table(
        "retention_forecast",
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rule", "day", name=op.f("pk_retention_forecast")),
    )
    op.create_table(
        "retention_sweep",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_sweep")),
    )
    op.create_index(op.f("ix_retention_sweep_moved_at"), "retention_sweep", ["moved_at"], unique=False)
    op.create_index(op.f("ix_retention_sweep_rule"), "retention_sweep", ["rule"], unique=False)
    op.create_table(
        "tombstone",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("erasure", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_tombstone")),
    )
    op.create_index(op.f("ix_tombstone_address_index"), "tombstone", ["address_index"], unique=False)
    op.create_index(op.f("ix_tombstone_erasure"), "tombstone", ["erasure"], unique=False)
    op.create_table(
        "address_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("old_said_yes", sa.Boolean(), nullable=False),
        sa.Column("new_said_yes", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_address_change_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
    )
    op.create_index(op.f("ix_address_change_expires_at"), "address_change", ["expires_at"], unique=False)
    op.create_index(op.f("ix_address_change_person_id"), "address_change", ["person_id"], unique=False)
    op.create_table(
        "consent_pace",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_consent_pace_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_consent_pace_purpose_id")),
        sa.PrimaryKeyConstraint("person_id", "purpose_id", name=op.f("pk_consent_pace")),
    )
    op.create_table(
        "erasure_needle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["vault_key.id"], name=op.f("fk_erasure_needle_owner"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_needle")),
    )
    op.create_index(op.f("ix_erasure_needle_owner"), "erasure_needle", ["owner"], unique=False)
    op.create_table(
        "erasure_step",
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name=op.f("fk_erasure_step_erasure_id")),
        sa.PrimaryKeyConstraint("erasure_id", "name", name=op.f("pk_erasure_step")),
    )
    op.create_table(
        "export_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_export_code_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_code")),
    )
    op.create_index(op.f("ix_export_code_expires_at"), "export_code", ["expires_at"], unique=False)
    op.create_index(op.f("ix_export_code_person_id"), "export_code", ["person_id"], unique=False)
    op.create_table(
        "processor_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("processor_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name=op.f("fk_processor_notice_erasure_id")),
        sa.ForeignKeyConstraint(["processor_id"], ["processor.id"], name=op.f("fk_processor_notice_processor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processor_notice")),
    )
    op.create_index(op.f("ix_processor_notice_answered_at"), "processor_notice", ["answered_at"], unique=False)
    op.create_index(op.f("ix_processor_notice_erasure_id"), "processor_notice", ["erasure_id"], unique=False)
    op.create_index(op.f("ix_processor_notice_made_at"), "processor_notice", ["made_at"], unique=False)
    op.create_table(
        "request_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["privacy_request.id"], name=op.f("fk_request_step_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
    )
    op.create_index(op.f("ix_request_step_person_id"), "request_step", ["person_id"], unique=False)
    op.create_index(op.f("ix_request_step_request_id"), "request_step", ["request_id"], unique=False)
    op.create_table(
        "restriction",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_restriction_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_restriction")),
    )
    op.create_table(
        "retention_warning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_retention_warning_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_warning")),
    )
    op.create_index(op.f("ix_retention_warning_person_id"), "retention_warning", ["person_id"], unique=False)
    op.create_index(op.f("ix_consent_state_since"), "consent_state", ["since"], unique=False)
    op.create_index(op.f("ix_download_at"), "download", ["at"], unique=False)
    op.add_column("grant_revocation", sa.Column("reason", sa.LargeBinary(), nullable=True))
    op.drop_column("grant_revocation", "why")
    op.add_column("opt_in", sa.Column("address_index", sa.LargeBinary(length=32), nullable=True))
    op.create_index(op.f("ix_opt_in_address_index"), "opt_in", ["address_index"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_opt_in_address_index"), table_name="opt_in")
    op.drop_column("opt_in", "address_index")
    op.add_column("grant_revocation", sa.Column("why", sa.VARCHAR(length=200), nullable=False, server_default=""))
    op.drop_column("grant_revocation", "reason")
    op.drop_index(op.f("ix_download_at"), table_name="download")
    op.drop_index(op.f("ix_consent_state_since"), table_name="consent_state")
    op.drop_index(op.f("ix_retention_warning_person_id"), table_name="retention_warning")
    op.drop_table("retention_warning")
    op.drop_table("restriction")
    op.drop_index(op.f("ix_request_step_request_id"), table_name="request_step")
    op.drop_index(op.f("ix_request_step_person_id"), table_name="request_step")
    op.drop_table("request_step")
    op.drop_index(op.f("ix_processor_notice_made_at"), table_name="processor_notice")
    op.drop_index(op.f("ix_processor_notice_erasure_id"), table_name="processor_notice")
    op.drop_index(op.f("ix_processor_notice_answered_at"), table_name="processor_notice")
    op.drop_table("processor_notice")
    op.drop_index(op.f("ix_export_code_person_id"), table_name="export_code")
    op.drop_index(op.f("ix_export_code_expires_at"), table_name="export_code")
    op.drop_table("export_code")
    op.drop_table("erasure_step")
    op.drop_index(op.f("ix_erasure_needle_owner"), table_name="erasure_needle")
    op.drop_table("erasure_needle")
    op.drop_table("consent_pace")
    op.drop_index(op.f("ix_address_change_person_id"), table_name="address_change")
    op.drop_index(op.f("ix_address_change_expires_at"), table_name="address_change")
    op.drop_table("address_change")
    op.drop_index(op.f("ix_tombstone_erasure"), table_name="tombstone")
    op.drop_index(op.f("ix_tombstone_address_index"), table_name="tombstone")
    op.drop_table("tombstone")
    op.drop_index(op.f("ix_retention_sweep_rule"), table_name="retention_sweep")
    op.drop_index(op.f("ix_retention_sweep_moved_at"), table_name="retention_sweep")
    op.drop_table("retention_sweep")
    op.drop_table("retention_forecast")
    op.drop_index(op.f("ix_retention_choice_rule"), table_name="retention_choice")
    op.drop_table("retention_choice")
    op.drop_table("processor")
    op.drop_index(op.f("ix_privacy_request_subject_index"), table_name="privacy_request")
    op.drop_index(op.f("ix_privacy_request_state"), table_name="privacy_request")
    op.drop_index(op.f("ix_privacy_request_received_at"), table_name="privacy_request")
    op.drop_index(op.f("ix_privacy_request_person_id"), table_name="privacy_request")
    op.drop_index(op.f("ix_privacy_request_closed_at"), table_name="privacy_request")
    op.drop_index(op.f("ix_privacy_request_address_index"), table_name="privacy_request")
    op.drop_table("privacy_request")
    op.drop_index(op.f("ix_legal_hold_review_at"), table_name="legal_hold")
    op.drop_index(op.f("ix_legal_hold_person_id"), table_name="legal_hold")
    op.drop_table("legal_hold")
    op.drop_index(op.f("ix_erasure_request"), table_name="erasure")
    op.drop_index(op.f("ix_erasure_finished_at"), table_name="erasure")
    op.drop_table("erasure")
