"""Which files of leads were taken along, and which were brought; who came by one of these."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "lead_export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("chosen", sa.String(length=2000), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("format", sa.String(length=4), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lead_export"),
        sa.UniqueConstraint("code", name="uq_lead_export_code"),
    )
    op.create_table(
        "lead_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lead_import"),
    )
    op.create_table(
        "lead_import_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _of_key("lead_import_part", "subject_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_import_part"),
    )
    op.create_index("ix_lead_import_part_subject_id", "lead_import_part", ["subject_id"])
    op.create_index("ix_lead_import_part_expires_at", "lead_import_part", ["expires_at"])
    op.create_table(
        "lead_imported",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("entry", sa.Uuid(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_key("lead_imported", "person_id"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["lead_import.id"], name="fk_lead_imported_import_id_lead_import", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "import_id", name="pk_lead_imported"),
    )
    op.create_index("ix_lead_imported_import_id", "lead_imported", ["import_id"])


def _of_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["vault_key.id"], name=f"fk_{table}_{column}_vault_key", ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("lead_imported", "lead_import_part", "lead_import", "lead_export"):
        op.drop_table(table)
