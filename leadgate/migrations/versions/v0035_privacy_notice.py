"""What the privacy notice said when, and whom purposes name as recipients."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("notice", sa.Column("recipients", sa.String(length=1000), nullable=False, server_default=""))
    op.create_table(
        "privacy_notice_version",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_privacy_notice_version"),
    )


def downgrade() -> None:
    op.drop_table("privacy_notice_version")
    op.drop_column("notice", "recipients")
