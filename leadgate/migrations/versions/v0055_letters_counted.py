"""How many said no after a letter, by how."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"


def upgrade() -> None:
    op.create_table(
        "letter_ended_count",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "method", name="pk_letter_ended_count"),
    )


def downgrade() -> None:
    op.drop_table("letter_ended_count")
