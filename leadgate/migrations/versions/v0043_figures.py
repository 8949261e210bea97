"""Counts of settled days, kept by quarters without their origins."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "step_quarter",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("began", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "began", name="pk_step_quarter"),
    )
    op.create_index("ix_step_quarter_until", "step_quarter", ["until"], unique=False)


def downgrade() -> None:
    op.drop_table("step_quarter")
