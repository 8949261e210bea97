"""Which backups were made, and where the keys they need are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "backup_copy",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("keys_folder", sa.Text(), nullable=False),
    )
    op.create_index("ix_backup_copy_made_at", "backup_copy", ["made_at"])


def downgrade() -> None:
    op.drop_table("backup_copy")
