"""What was chosen in the studio, in versions, and the pictures of the brand."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "settings_version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_settings_version"),
    )
    op.create_table(
        "site_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("was_chosen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site_picture"),
    )


def downgrade() -> None:
    op.drop_table("site_picture")
    op.drop_table("settings_version")
