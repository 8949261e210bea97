"""Being ready for a breach: alerts, the register of incidents, honey records, and where staff sign in from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("happened_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aware_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scope", sa.String(length=12), nullable=False),
        sa.Column("accounts", sa.JSON(), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.String(length=12), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("consequences", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("why_late", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authority_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("people_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_aware_at"), "incident", ["aware_at"], unique=False)
    op.create_index(op.f("ix_incident_closed_at"), "incident", ["closed_at"], unique=False)
    op.create_table(
        "honey_record",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("planted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_honey_record_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_honey_record")),
    )
    op.create_table(
        "incident_affected",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_affected_incident_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name=op.f("fk_incident_affected_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "incident_id", name=op.f("pk_incident_affected")),
    )
    op.create_index(op.f("ix_incident_affected_found_at"), "incident_affected", ["found_at"], unique=False)
    op.create_index(op.f("ix_incident_affected_incident_id"), "incident_affected", ["incident_id"], unique=False)
    op.create_table(
        "incident_alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=True),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_alert_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_alert")),
        sa.UniqueConstraint("key", name=op.f("uq_incident_alert_key")),
    )
    op.create_index(op.f("ix_incident_alert_at"), "incident_alert", ["at"], unique=False)
    op.create_index(op.f("ix_incident_alert_closed_at"), "incident_alert", ["closed_at"], unique=False)
    op.create_table(
        "incident_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_step_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_step")),
    )
    op.create_index(op.f("ix_incident_step_incident_id"), "incident_step", ["incident_id"], unique=False)
    op.create_table(
        "staff_place",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_account.id"], name=op.f("fk_staff_place_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "place", name=op.f("pk_staff_place")),
    )
    op.create_index(op.f("ix_staff_place_seen_at"), "staff_place", ["seen_at"], unique=False)
    op.create_index(
        "ix_ledger_entry_looks",
        "ledger_entry",
        ["at"],
        unique=False,
        sqlite_where=sa.text("happened = 'seen'"),
        postgresql_where=sa.text("happened = 'seen'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_ledger_entry_looks",
        table_name="ledger_entry",
        sqlite_where=sa.text("happened = 'seen'"),
        postgresql_where=sa.text("happened = 'seen'"),
    )
    op.drop_index(op.f("ix_staff_place_seen_at"), table_name="staff_place")
    op.drop_table("staff_place")
    op.drop_index(op.f("ix_incident_step_incident_id"), table_name="incident_step")
    op.drop_table("incident_step")
    op.drop_index(op.f("ix_incident_alert_closed_at"), table_name="incident_alert")
    op.drop_index(op.f("ix_incident_alert_at"), table_name="incident_alert")
    op.drop_table("incident_alert")
    op.drop_index(op.f("ix_incident_affected_incident_id"), table_name="incident_affected")
    op.drop_index(op.f("ix_incident_affected_found_at"), table_name="incident_affected")
    op.drop_table("incident_affected")
    op.drop_table("honey_record")
    op.drop_index(op.f("ix_incident_closed_at"), table_name="incident")
    op.drop_index(op.f("ix_incident_aware_at"), table_name="incident")
    op.drop_table("incident")
