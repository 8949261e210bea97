"""Which landing pages say the same in several languages."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "asset_twin",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("asset_id", name="pk_asset_twin"),
    )
    op.create_index("ix_asset_twin_family_id", "asset_twin", ["family_id"])


def downgrade() -> None:
    op.drop_table("asset_twin")
