"""What the thank-you page of an asset suggests."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "asset_next_steps",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name="fk_asset_next_steps_asset_id_asset", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name="pk_asset_next_steps"),
    )


def downgrade() -> None:
    op.drop_table("asset_next_steps")
