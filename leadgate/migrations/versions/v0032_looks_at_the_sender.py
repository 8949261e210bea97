"""The last looks at the sender of letters: what the DNS says of its domain, how a test letter went."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "sender_check",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=600), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_sender_check"),
    )


def downgrade() -> None:
    op.drop_table("sender_check")
